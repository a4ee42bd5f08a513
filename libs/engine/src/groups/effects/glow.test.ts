import { describe, expect, it } from 'vitest';
import type { ScenePlanes } from '../../analysis/haze.ts';
import { identity3 } from '../../colour/matrix.ts';
import { glowPlanes, type GlowLight, type GlowStyle } from './glow-light.ts';

const [width, height] = [200, 120];

function scene(light: (x: number, y: number) => number): ScenePlanes {
  const plane = Float32Array.from({ length: width * height }, (_, i) => light(i % width, Math.floor(i / width)));
  return { width, height, r: plane, g: plane.slice(), b: plane.slice() };
}
const lamp = scene((x, y) => (Math.hypot(x - 100, y - 60) < 8 ? 1.5 : 0.01));
const sum = (plane: Float32Array): number => plane.reduce((total, x) => total + x, 0);
const of = (style: GlowStyle, octave = -5): GlowLight => ({ from: -3, to: -1, octave, style });

describe('the light of a glow', () => {
  it('is what the bright pass gives: nothing is lost by spreading it', () => {
    const disc = sum(lamp.r.map((x) => (x > 1 ? x : 0)));
    for (const style of [0, 1] as const) {
      expect(sum(glowPlanes(lamp, identity3, of(style)).g.data) / disc).toBeCloseTo(1, 1);
    }
  });

  it('comes from nothing below its range', () => {
    for (const style of [0, 1, 2] as const) {
      expect(
        sum(
          glowPlanes(
            scene(() => 0.1),
            identity3,
            of(style),
          ).r.data,
        ),
      ).toBe(0);
    }
  });

  it('grows with exposure, which brings more of the picture into its range', () => {
    const brighter = identity3.map((x) => 2 * x);
    const at = (matrix: readonly number[]): number =>
      sum(
        glowPlanes(
          scene((x) => x / 800),
          matrix,
          of(1),
        ).r.data,
      );
    expect(at(brighter)).toBeGreaterThan(2 * at(identity3));
  });

  it('is a ring as a halo: nothing on a flat bright field, nothing in the middle of a lamp, something around it', () => {
    const flat = glowPlanes(
      scene(() => 1),
      identity3,
      of(2),
    ).r.data;
    for (const x of flat) expect(x).toBeLessThan(1e-5);
    const ring = glowPlanes(lamp, identity3, of(2)).r.data;
    expect(ring[60 * width + 100]).toBe(0);
    expect(ring[60 * width + 116]).toBeGreaterThan(0.02);
  });

  it('has no step larger than its slope: it does not band', () => {
    const { data } = glowPlanes(lamp, identity3, of(1)).r;
    const peak = Math.max(...data);
    for (let x = 2; x < width; x++) {
      const [a, b, c] = [data[60 * width + x - 2]!, data[60 * width + x - 1]!, data[60 * width + x]!];
      expect(Math.abs(a - 2 * b + c)).toBeLessThan(0.12 * peak);
    }
  });

  it('holds light that no lamp gives', () => {
    const wild = scene((x, y) => (x === 100 && y === 60 ? 64 : 0));
    expect(sum(glowPlanes(wild, identity3, of(1)).r.data)).toBeLessThan(8.5);
  });
});

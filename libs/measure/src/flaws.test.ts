import type { Rgb8Image } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { measure } from './index.ts';

/** A reproducible source of numbers 0 .. 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const width = 512;
const height = 384;

/** A scene of a sky that brightens downwards above dark, textured ground. */
function scene(change: (code: number) => number): Rgb8Image {
  const next = random(7);
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sky = y < height / 2;
      const base = sky ? 90 + (60 * y) / height : 20 + 60 * next() * (x % 7 === 0 ? 1 : 0.2);
      for (const tilt of sky ? [0.8, 0.95, 1.15] : [1, 0.9, 0.4]) data[at++] = Math.round(change(base * tilt));
    }
  }
  return { width, height, data };
}

const plain = scene((code) => code);

describe('the flaws that a measurement tells', () => {
  it('grow with noise, whose deviation is found within a quarter', () => {
    const next = random(1);
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    for (const sigma of [3, 6, 12]) {
      const flat = new Uint8Array(3 * width * height);
      for (let at = 0; at < flat.length; at += 3) flat.fill(Math.round(128 + sigma * normal()), at, at + 3);
      const grey = (code: number) =>
        measure({ width: 1, height: 1, data: new Uint8Array(3).fill(code) }).lightness.mean;
      const expected = grey(128 + sigma) - grey(128);
      const { noise } = measure({ width, height, data: flat });
      // The flattest tenth of the blocks lies below the mean of all.
      expect(noise / expected).toBeGreaterThan(0.75);
      expect(noise / expected).toBeLessThan(1.05);
    }
  });

  it('do not take texture for noise', () => {
    expect(measure(plain).noise).toBeLessThan(0.4);
  });

  it('grow with a veil and not with brightness', () => {
    const haze = [0, 0.2, 0.4].map((veil) => measure(scene((code) => (1 - veil) * code + veil * 220)).haze);
    expect(haze[0]).toBeLessThan(0.15);
    expect(haze[1]! - haze[0]!).toBeGreaterThan(0.1);
    expect(haze[2]! - haze[1]!).toBeGreaterThan(0.1);
    const brighter = measure(scene((code) => 1.5 * code)).haze;
    expect(Math.abs(brighter - haze[0]!)).toBeLessThan(0.05);
  });

  it('find the steps of a posterised sky and none in an 8-bit gradient', () => {
    expect(measure(plain).banding).toBe(0);
    expect(measure(scene((code) => 8 * Math.round(code / 8))).banding).toBeGreaterThan(0.3);
  });

  it('are none in a picture of one pixel or of one colour', () => {
    for (const code of [0, 128, 255]) {
      const flat = measure({ width: 64, height: 64, data: new Uint8Array(3 * 64 * 64).fill(code) });
      expect([flat.noise < 0.01, flat.banding]).toEqual([true, 0]);
      const dot = measure({ width: 1, height: 1, data: new Uint8Array(3).fill(code) });
      expect([dot.noise, dot.banding, Number.isFinite(dot.haze)]).toEqual([0, 0, true]);
    }
  });
});

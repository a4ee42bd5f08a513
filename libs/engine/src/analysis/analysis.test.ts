import { describe, expect, it } from 'vitest';
import { boxMean, boxMin } from './box.ts';
import { clarityDifference } from './clarity.ts';
import { Guide } from './guided.ts';
import { expand, reduce } from './pyramid.ts';

const size = { width: 23, height: 17 };
const noise = Float32Array.from({ length: 23 * 17 }, (_, i) => Math.sin(i * i) + (i % 7));

function window(x: number, y: number, radius: number): number[] {
  const out: number[] = [];
  for (let v = Math.max(0, y - radius); v <= Math.min(16, y + radius); v++) {
    for (let u = Math.max(0, x - radius); u <= Math.min(22, x + radius); u++) out.push(noise[v * 23 + u]!);
  }
  return out;
}

describe('filters', () => {
  it.each([1, 4, 30])('box mean and minimum are those of the window, radius %i', (radius) => {
    const [mean, min] = [boxMean(noise, size, radius), boxMin(noise, size, radius)];
    for (let y = 0; y < 17; y++) {
      for (let x = 0; x < 23; x++) {
        const values = window(x, y, radius);
        expect(mean[y * 23 + x]).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 4);
        expect(min[y * 23 + x]).toBe(Math.min(...values));
      }
    }
  });

  it('a pyramid step keeps a flat plane and a slope', () => {
    const flat = reduce(new Float32Array(64).fill(3), { width: 8, height: 8 });
    expect([...expand(flat.data, flat, { width: 8, height: 8 })]).toEqual(Array.from({ length: 64 }, () => 3));
    const slope = reduce(
      Float32Array.from({ length: 64 }, (_, i) => i % 8),
      { width: 8, height: 8 },
    );
    expect(expand(slope.data, slope, { width: 8, height: 8 })[27]).toBeCloseTo(3, 6);
  });

  it('the self-guided filter flattens detail and keeps an edge', () => {
    const [width, height] = [64, 8];
    const step = Float32Array.from({ length: 512 }, (_, i) => (i % 64 < 32 ? -4 : 0) + 0.1 * Math.sin(i * 2.1));
    const { a, b } = new Guide(step, { width, height }, 5).self(0.25);
    const base = step.map((x, i) => a.data[i]! * x + b.data[i]!);
    expect(Math.abs(base[3 * 64 + 10]! + 4)).toBeLessThan(0.03);
    expect(base[3 * 64 + 32]! - base[3 * 64 + 31]!).toBeGreaterThan(3);
  });

  it('a plane that is a line of the guide is fitted by that line', () => {
    const { a, b } = new Guide(noise, size, 4).fit(
      noise.map((x) => 0.7 * x - 2),
      1e-9,
    );
    for (const value of a.data) expect(value).toBeCloseTo(0.7, 3);
    for (const value of b.data) expect(value).toBeCloseTo(-2, 2);
  });

  it('clarity strengthens a ripple and leaves a flat plane and the far sides of a high edge', () => {
    const [width, height] = [64, 32];
    const ripple = Float32Array.from({ length: 2048 }, (_, i) => -3 + 0.2 * Math.sin((i % 64) * 0.8));
    const lift = clarityDifference(ripple, { width, height });
    let along = 0;
    ripple.forEach((x, i) => (along += (x + 3) * lift[i]!));
    expect(along).toBeGreaterThan(1);
    for (const x of clarityDifference(new Float32Array(2048).fill(-3), { width, height }))
      expect(Math.abs(x)).toBeLessThan(1e-5);
    const edge = Float32Array.from({ length: 2048 }, (_, i) => (i % 64 < 32 ? -6 : -1));
    const halo = clarityDifference(edge, { width, height });
    // A thirtieth of the edge's height.
    for (const x of halo) expect(Math.abs(x)).toBeLessThan(0.15);
  });
});

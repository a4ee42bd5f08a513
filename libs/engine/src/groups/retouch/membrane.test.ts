import { expect, it } from 'vitest';
import { fillMembrane } from './membrane.ts';

const size = 120;
const isInside = (x: number, y: number): boolean => Math.hypot(x - 60, y - 55) < 40;

function filled(value: (x: number, y: number) => number): Float32Array {
  const known = Uint8Array.from({ length: size * size }, (_, i) => (isInside(i % size, Math.floor(i / size)) ? 0 : 1));
  const plane = Float32Array.from({ length: size * size }, (_, i) =>
    known[i] === 1 ? value(i % size, Math.floor(i / size)) : NaN,
  );
  fillMembrane([plane], known, size, size);
  return plane;
}

it('harmonic functions come back from their border', () => {
  const harmonic = [
    () => 7,
    (x: number, y: number) => 0.5 * x - 0.2 * y,
    (x: number, y: number) => ((x - 60) ** 2 - (y - 60) ** 2) / 60,
    (x: number, y: number) => ((x - 60) * (y - 60)) / 60,
  ];
  for (const value of harmonic) {
    filled(value).forEach((found, i) => {
      expect(Math.abs(found - value(i % size, Math.floor(i / size)))).toBeLessThan(1);
    });
  }
});

it('nothing inside lies above or below the whole border', () => {
  const plane = filled((x, y) => Math.sin(x * 1.7) * 20 + (y % 7));
  const border = [...plane].filter((_, i) => !isInside(i % size, Math.floor(i / size)));
  const [low, high] = [Math.min(...border), Math.max(...border)];
  for (const value of plane) expect(value >= low - 1e-3 && value <= high + 1e-3).toBe(true);
});

it('a grid without a known value is 0', () => {
  const plane = new Float32Array(30 * 20).fill(NaN);
  fillMembrane([plane], new Uint8Array(600), 30, 20);
  for (const value of plane) expect(value).toBe(0);
});

import { describe, expect, it } from 'vitest';
import { Analysis, type SourceLevel } from './analysis.ts';

const profile = { toXyzD50: [0.4360657, 0.3851515, 0.1430784, 0.2224932, 0.716887, 0.0606169, 0.013916, 0.0970764, 0.7140961] }; // prettier-ignore

function scene(width: number, height: number, light: (x: number, y: number) => number): SourceLevel {
  const plane = Float32Array.from({ length: width * height }, (_, i) => light(i % width, Math.floor(i / width)));
  return { width, height, r: plane, g: plane.slice(), b: plane.slice() };
}
/** Pale, soft ground with a dark, finely patterned thing standing on it. */
const thing = scene(300, 200, (x, y) => {
  if (Math.abs(x - 100) < 30 && y > 60) return (x + y) % 2 === 0 ? 0.02 : 0.12;
  return 0.5 + 0.05 * Math.sin(x / 17);
});

describe('the estimated depth', () => {
  const { plane, subject, confidence } = new Analysis(thing, profile).depth();
  const at = (x: number, y: number): number => plane.data[y * 300 + x]!;

  it('has what stands by itself nearer than what is around it', () => {
    for (const y of [80, 120, 160]) expect(at(100, y)).toBeLessThan(at(230, y) - 0.2);
  });

  it('falls from the top of the picture to its foot', () => {
    expect(at(230, 10)).toBeGreaterThan(at(230, 190) + 0.2);
  });

  it('turns with the picture', () => {
    const mirrored = scene(300, 200, (x, y) => thing.r[y * 300 + 299 - x]!);
    const { data } = new Analysis(mirrored, profile).depth().plane;
    let difference = 0;
    for (let y = 0; y < 200; y++)
      for (let x = 0; x < 300; x++) difference += Math.abs(data[y * 300 + 299 - x]! - at(x, y));
    expect(difference / 60_000).toBeLessThan(0.02);
  });

  it('is a share, and so are the subject and the confidence', () => {
    for (const { data } of [plane, subject]) for (const x of data) expect(x >= 0 && x <= 1).toBe(true);
    expect(confidence >= 0 && confidence <= 1).toBe(true);
  });

  it.each([[1, 1], [2, 1], [5, 40], [700, 3]])('can be told of a picture of %i × %i', (width, height) => {
    const { data } = new Analysis(scene(width, height, (x) => (x % 7) / 7), profile).depth().plane;
    expect(data.length).toBe(width * height);
    for (const x of data) expect(Number.isFinite(x)).toBe(true);
  }); // prettier-ignore
});

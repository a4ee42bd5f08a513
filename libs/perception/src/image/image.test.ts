import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boxMean } from './box.ts';
import { componentsOf } from './components.ts';
import { guidedFilter } from './guided.ts';
import { mapPlane, plane, resizePlane, shrinkPlane } from './plane.ts';
import type { Plane } from './plane.ts';
import { refineMatte } from './refine.ts';
import { fillPolygon } from './region.ts';
import { barrierToBorder } from '../subject/barrier.ts';

const planes = fc
  .record({ width: fc.integer({ min: 1, max: 14 }), height: fc.integer({ min: 1, max: 14 }), seed: fc.integer() })
  .map(({ width, height, seed }): Plane => {
    let state = seed | 1;
    return mapPlane(plane(width, height), () => {
      state = Math.imul(state, 1664525) + 1013904223;
      return (state >>> 8) / 2 ** 24;
    });
  });

const mean = ({ data }: Plane): number => data.reduce((sum, v) => sum + v, 0) / data.length;

it('a box mean equals the mean of its window', () => {
  fc.assert(
    fc.property(planes, fc.integer({ min: 1, max: 20 }), (source, radius) => {
      const result = boxMean(source, radius);
      for (let y = 0; y < source.height; y++) {
        for (let x = 0; x < source.width; x++) {
          let [sum, count] = [0, 0];
          for (let v = Math.max(0, y - radius); v <= Math.min(source.height - 1, y + radius); v++) {
            for (let u = Math.max(0, x - radius); u <= Math.min(source.width - 1, x + radius); u++) {
              sum += source.data[v * source.width + u]!;
              count += 1;
            }
          }
          expect(result.data[y * source.width + x]).toBeCloseTo(sum / count, 4);
        }
      }
    }),
    { numRuns: 40 },
  );
});

it('shrinking keeps the mean, and resizing stays within the range', () => {
  fc.assert(
    fc.property(planes, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (source, width, height) => {
      const small = shrinkPlane(source, Math.min(width, source.width), Math.min(height, source.height));
      expect(mean(small)).toBeCloseTo(mean(source), 4);
      const other = resizePlane(source, width, height);
      expect(Math.max(...other.data)).toBeLessThanOrEqual(Math.max(...source.data) + 1e-6);
      expect(Math.min(...other.data)).toBeGreaterThanOrEqual(Math.min(...source.data) - 1e-6);
    }),
  );
});

it('a polygon covers its exact area', () => {
  const triangle = fillPolygon(20, 20, [
    { x: 2, y: 3 },
    { x: 17.5, y: 3 },
    { x: 2, y: 15 },
  ]);
  expect(triangle.data.reduce((sum, v) => sum + v, 0)).toBeCloseTo((15.5 * 12) / 2, 0);
});

it('parts that touch only at a corner are two', () => {
  const corners: Plane = { width: 2, height: 2, data: Float32Array.of(1, 0, 0, 1) };
  expect(componentsOf(corners).areas).toEqual([1, 1]);
});

it('a ramp reaches the border for nothing and a thing on it does not', () => {
  const ramp = mapPlane(plane(30, 30), (_, i) => (i % 30) / 100);
  const thing = mapPlane(ramp, (v, i) => {
    const [x, y] = [i % 30, Math.floor(i / 30)];
    return x > 10 && x < 20 && y > 10 && y < 20 ? v + 0.6 : v;
  });
  const distance = barrierToBorder(thing);
  expect(distance.data[5 * 30 + 15]).toBeLessThan(0.05);
  expect(distance.data[15 * 30 + 15]).toBeGreaterThan(0.5);
});

const step = 41;
const edgePicture = (): readonly [Plane, Plane, Plane] => {
  const one = mapPlane(plane(96, 64), (_, i) => (i % 96 < step ? 0.2 : 0.8));
  return [one, one, mapPlane(one, (v) => 1 - v)];
};

it('refining moves a blunt outline onto the edge of the picture', () => {
  const blunt = mapPlane(plane(96, 64), (_, i) => Math.min(1, Math.max(0, ((i % 96) - 36) / 16)));
  const refined = refineMatte(edgePicture(), blunt, 12);
  const row = refined.data.subarray(32 * 96, 33 * 96);
  expect(row[step - 3]).toBeLessThan(0.15);
  expect(row[step + 3]).toBeGreaterThan(0.85);
});

it('the guided filter leaves a constant matte alone', () => {
  const flat = mapPlane(plane(96, 64), () => 0.37);
  for (const v of guidedFilter(edgePicture(), flat, { radius: 8, flatness: 1e-3 }).data) {
    expect(v).toBeCloseTo(0.37, 4);
  }
});

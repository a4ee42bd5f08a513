import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushLongEdgePixelsMax, paintStrokes, type Stroke } from './brush.ts';

const size = { width: 600, height: 400 };
const dab = { x: 0.5, y: 0.5, radius: 0.1, flow: 1 };
const hard: Stroke = { dabs: [dab], feather: 0, density: 1 };

/** The plane at a place in fractions of the picture. */
function at(strokes: readonly Stroke[], x: number, y: number): number {
  const { width, height, data } = paintStrokes(strokes, size);
  return data[Math.min(Math.floor(y * height), height - 1) * width + Math.min(Math.floor(x * width), width - 1)]!;
}

describe('painted masks', () => {
  it('are discs of the radius, which is a share of the long edge on both axes', () => {
    const { width, height, data } = paintStrokes([hard], size);
    const area = data.reduce((sum, value) => sum + value, 0);
    expect(area / (Math.PI * (0.1 * width) ** 2)).toBeCloseTo(1, 2);
    expect(Math.abs(height / width - 2 / 3)).toBeLessThan(0.01);
    expect(at([hard], 0.5 + 0.09, 0.5)).toBe(1);
    expect(at([hard], 0.5, 0.5 + 0.09 * 1.5)).toBe(1);
    expect(at([hard], 0.5, 0.5 + 0.12 * 1.5)).toBe(0);
  });

  it('fall off smoothly over the feather', () => {
    const soft = { ...hard, feather: 1 };
    const values = [0, 0.02, 0.04, 0.06, 0.08, 0.11].map((away) => at([soft], 0.5 + away, 0.5));
    values.slice(1).forEach((value, i) => expect(value).toBeLessThan(values[i]!));
    expect(values[0]).toBeGreaterThan(0.98);
    expect(at([soft], 0.55, 0.5)).toBeCloseTo(0.5, 1);
    expect(values.at(-1)).toBe(0);
  });

  it('build up dab by dab and never pass the density', () => {
    const many = (count: number, flow: number): number =>
      at([{ ...hard, density: 0.7, dabs: Array.from({ length: count }, () => ({ ...dab, flow })) }], 0.5, 0.5);
    expect(many(1, 0.2)).toBeCloseTo(0.14, 5);
    expect(many(3, 0.2)).toBeCloseTo(0.7 * (1 - 0.8 ** 3), 5);
    expect(many(200, 0.2)).toBeCloseTo(0.7, 3);
    // A lighter stroke takes nothing away from a heavier one.
    expect(at([hard, { ...hard, density: 0.3 }], 0.5, 0.5)).toBe(1);
  });

  it('lose what a stroke of density 0 goes over', () => {
    const eraser = { ...hard, density: 0, dabs: [{ ...dab, x: 0.55 }] };
    expect(at([hard, eraser], 0.55, 0.5)).toBeCloseTo(0, 3);
    expect(at([hard, eraser], 0.42, 0.5)).toBe(1);
    expect(at([hard, { ...eraser, dabs: [{ ...dab, flow: 0.25 }] }], 0.5, 0.5)).toBeCloseTo(0.75, 5);
  });

  it('stay between 0 and 1, on a bounded plane, whatever is painted', () => {
    const number = fc.double({ min: -2, max: 3, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const stroke = fc.record({
      dabs: fc.array(
        fc.record({ x: number, y: number, radius: fc.double({ min: 0, max: 2, noNaN: true }), flow: share }),
        {
          maxLength: 6,
        },
      ),
      feather: share,
      density: share,
    });
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 3 }), (strokes) => {
        const { width, data } = paintStrokes(strokes, size);
        expect(width).toBeLessThanOrEqual(brushLongEdgePixelsMax);
        for (const value of data) if (!(value >= 0 && value <= 1)) expect.fail(String(value));
      }),
      { numRuns: 25 },
    );
  });

  it('are as fine as their smallest brush wants, and coarser when there is too much to paint', () => {
    const wide = (radius: number, count = 1): number => {
      const dabs = Array.from({ length: count }, (_, i) => ({ ...dab, radius, x: (i % 100) / 100 }));
      return paintStrokes([{ ...hard, dabs }], size).width;
    };
    expect(wide(0.003)).toBe(brushLongEdgePixelsMax);
    expect(wide(0.4)).toBeLessThan(700);
    expect(wide(0.4, 3000)).toBeLessThan(wide(0.4) / 2);
  });
});

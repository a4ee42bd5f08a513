import { gridColumns, gridRows, hueBands, type Rgb8Image } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure, metricAt, metricPaths } from './index.ts';

type Rgb = readonly [number, number, number];

function paint(width: number, height: number, colour: (x: number, y: number) => Rgb): Rgb8Image {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at += 3) data.set(colour(x, y), at);
  return { width, height, data };
}

const images = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data): Rgb8Image => ({ width, height, data })),
  );

describe('measure', () => {
  it('gives white L 100, black L 0 and no colour to greys', () => {
    for (const [code, lightness] of [
      [255, 100],
      [0, 0],
      [119, 56.9],
    ] as const) {
      const flat = measure(paint(8, 6, () => [code, code, code]));
      expect(flat.lightness.mean).toBeCloseTo(lightness, 0);
      expect(flat.lightness.deviation).toBeCloseTo(0, 3);
      expect(flat.chroma.mean).toBeLessThan(0.01);
      expect([flat.cast.a, flat.cast.b].map(Math.abs).every((cast) => cast < 0.01)).toBe(true);
      expect(flat.detail).toBe(0);
    }
  });

  it('gives sRGB red the published OKLab value', () => {
    const red = measure(paint(4, 4, () => [255, 0, 0]));
    expect(red.lightness.mean).toBeCloseTo(62.796, 2);
    expect(red.cast.a).toBeCloseTo(22.486, 2);
    expect(red.cast.b).toBeCloseTo(12.585, 2);
  });

  it('reads the percentiles of a ramp where they lie', () => {
    const ramp = measure(paint(256, 4, (x) => [x, x, x]));
    expect(ramp.lightness.p50).toBeCloseTo(measure(paint(1, 1, () => [128, 128, 128])).lightness.mean, 0);
    expect(ramp.lightness.p01).toBeLessThan(15);
    expect(ramp.lightness.p99).toBeGreaterThan(97);
  });

  it('counts clipping by pixel, highlights by any channel and shadows by all', () => {
    const picture = paint(
      4,
      1,
      (x) =>
        [
          [255, 10, 10],
          [1, 0, 1],
          [0, 0, 9],
          [128, 128, 128],
        ][x] as unknown as Rgb,
    );
    expect(measure(picture).clipping).toEqual({ highlights: 0.25, shadows: 0.25 });
  });

  it('puts pure hues into the band of their name', () => {
    const pure: readonly Rgb[] = [
      [255, 0, 0],
      [255, 128, 0],
      [255, 255, 0],
      [0, 255, 0],
      [0, 255, 255],
      [0, 0, 255],
      [149, 0, 255],
      [255, 0, 191],
    ];
    for (const [index, colour] of pure.entries()) {
      expect(measure(paint(3, 3, () => colour)).chroma.byHue[hueBands[index]!].share).toBe(1);
    }
  });

  it('finds the cast of a tinted grey although all of it is coloured', () => {
    const warm = measure(paint(16, 16, (x) => [100 + x, 92 + x, 70 + x]));
    expect(warm.cast.neutralB).toBeGreaterThan(3);
  });

  it('sees each cell of the grid alone', () => {
    const { grid } = measure(paint(9, 9, (x, y) => (x >= 6 && y < 3 ? [255, 255, 255] : [0, 0, 0])));
    expect(grid.map(({ lightness }) => Math.round(lightness))).toEqual([0, 0, 100, 0, 0, 0, 0, 0, 0]);
  });

  it('keeps every figure finite, in bounds and in order for any picture', () => {
    fc.assert(
      fc.property(images, (image) => {
        const measured = measure(image);
        for (const path of metricPaths) expect(metricAt(measured, path)).toSatisfy(Number.isFinite);
        const { p01, p05, p25, p50, p75, p95, p99 } = measured.lightness;
        expect([p01, p05, p25, p50, p75, p95, p99]).toEqual([p01, p05, p25, p50, p75, p95, p99].sort((a, b) => a - b));
        expect(measured.lightness.mean).toBeGreaterThanOrEqual(-0.001);
        expect(measured.lightness.mean).toBeLessThanOrEqual(100.01);
        expect(measured.grid).toHaveLength(gridRows * gridColumns);
      }),
    );
  });

  it('does not care for left and right but in the grid and where it looks block by block', () => {
    fc.assert(
      fc.property(images, (image) => {
        const { width, height, data } = image;
        const mirrored = paint(width, height, (x, y) => {
          const at = (y * width + (width - 1 - x)) * 3;
          return [data[at]!, data[at + 1]!, data[at + 2]!];
        });
        const [one, other] = [measure(image), measure(mirrored)];
        for (const path of metricPaths.filter((path) => !/^(grid|noise|haze|banding)/.test(path))) {
          expect(metricAt(other, path)).toBeCloseTo(metricAt(one, path), 3);
        }
      }),
    );
  });
});

describe('metricAt', () => {
  it('refuses a path that is not there, inherited names included', () => {
    const measured = measure(paint(1, 1, () => [0, 0, 0]));
    for (const path of ['lightness', 'lightness.p51', 'toString', 'grid[9].a']) {
      expect(() => metricAt(measured, path)).toThrow(RangeError);
    }
  });
});

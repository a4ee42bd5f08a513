import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettingValues } from '@safelight/core';
import { hueOf } from '../../analysis/statistics.ts';
import type { Triple } from '../../colour/matrix.ts';
import { evaluatePixel } from '../../emit/reference.ts';
import { GraphBuilder, type Rgb } from '../../graph/graph.ts';
import type { Bindings } from '../feature.ts';
import { bindPointColors, pointColorGraph } from './point-color.ts';
import { swatchesOf, swatchOf } from './swatch.ts';

const orange = { pointColorSourceHue: 30, pointColorSourceSaturation: 50, pointColorSourceLuminance: 40 };

/** Linear ProPhoto of hue (degrees), saturation, value. */
function hsv(hue: number, saturation: number, value: number): Triple {
  const channel = (n: number): number => {
    const k = (n + hue / 60) % 6;
    return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return [channel(5), channel(3), channel(1)];
}

function developed(swatches: readonly SettingValues[], [r, g, z]: Triple): Triple {
  const b = new GraphBuilder();
  const known = swatchesOf(swatches);
  const rgb: Rgb = [b.input('r'), b.input('g'), b.input('b')];
  pointColorGraph(b, rgb, 'p', known.length).forEach((x, i) => {
    b.output('rgb'[i]!, x);
  });
  const out: Bindings = { params: {}, tables: {}, planes: {} };
  bindPointColors(known, 'p', known.length, out);
  const input = (name: string): number => ({ r, g, b: z })[name]!;
  const graph = b.build();
  const context = { column: 0, row: 0, input, params: out.params, tables: {} };
  return [...evaluatePixel(graph, context, new Float64Array(graph.nodes.length))] as unknown as Triple;
}

const slider = fc.integer({ min: -100, max: 100 });
const anySwatch = fc.record({
  pointColorSourceHue: fc.integer({ min: 0, max: 360 }),
  pointColorSourceSaturation: fc.integer({ min: 0, max: 100 }),
  pointColorSourceLuminance: fc.integer({ min: 0, max: 100 }),
  pointColorHueShift: slider,
  pointColorSaturationShift: slider,
  pointColorLuminanceShift: slider,
  pointColorVariance: slider,
  pointColorRange: fc.integer({ min: 0, max: 100 }),
});

describe('point colour', () => {
  it('moves no neutral, whatever the swatches are', () => {
    const level = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.array(anySwatch, { maxLength: 8 }), level, (swatches, grey) => {
        for (const x of developed(swatches, [grey, grey, grey])) expect(x).toBeCloseTo(grey, 9);
      }),
    );
  });

  it('gives the same colour in whichever order the swatches stand', () => {
    const colour = fc.tuple(fc.double({ min: 0, max: 359, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(anySwatch, { minLength: 2, maxLength: 8 }), colour, (swatches, [hue, saturation]) => {
        const there = developed(swatches, hsv(hue, saturation, 0.4));
        developed(swatches.toReversed(), hsv(hue, saturation, 0.4)).forEach((x, i) => {
          expect(x).toBeCloseTo(there[i]!, 6);
        });
      }),
    );
  });

  it('turns the sample by 60° at the end of the hue shift and leaves the other side of the wheel', () => {
    const swatches = [{ ...orange, pointColorHueShift: 100 }];
    expect(hueOf(developed(swatches, hsv(30, 0.5, 0.4)))).toBeCloseTo(90, 3);
    developed(swatches, hsv(200, 0.5, 0.4)).forEach((x, i) => {
      expect(x).toBeCloseTo(hsv(200, 0.5, 0.4)[i]!, 6);
    });
  });

  it('selects across the red end of the wheel', () => {
    const swatches = [{ ...orange, pointColorSourceHue: 355, pointColorHueShift: 100 }];
    expect(hueOf(developed(swatches, hsv(5, 0.5, 0.4)))).toBeCloseTo(65, 3);
  });

  it('keeps the order of hues at full variance either way', () => {
    for (const pointColorVariance of [-100, 100]) {
      let before = -Infinity;
      for (let hue = 31; hue < 120; hue++) {
        const now = hueOf(developed([{ ...orange, pointColorVariance }], hsv(hue, 0.5, 0.4)));
        expect(now).toBeGreaterThan(before - 1e-6);
        before = now;
      }
    }
  });

  it('makes colours near the sample alike at full negative variance', () => {
    const swatches = [{ ...orange, pointColorVariance: -100 }];
    for (const hue of [18, 30, 42]) expect(hueOf(developed(swatches, hsv(hue, 0.5, 0.4)))).toBeCloseTo(30, 3);
  });

  it('drops a swatch without a sample, one outside its own windows and one that changes nothing', () => {
    const shift = { pointColorHueShift: 50 };
    expect(swatchOf({ ...orange, ...shift })).toBeDefined();
    expect(swatchOf(shift)).toBeUndefined();
    expect(swatchOf(orange)).toBeUndefined();
    expect(swatchOf({ ...orange, ...shift, pointColorSaturationRange: [0.6, 0.7, 0.8, 0.9] })).toBeUndefined();
    expect(swatchOf({ ...orange, ...shift, pointColorSourceHue: -60 })).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePixel } from '../../emit/reference.ts';
import { GraphBuilder, type F } from '../../graph/graph.ts';
import { chromaBlurs } from './chroma-noise.ts';
import { gaussianParams, tapsOf } from './gaussian.ts';
import { lumaBands } from './luma-noise.ts';
import { bandShare, varianceGraph, varianceParams } from './noise-model.ts';
import { fromOpponent, toOpponent } from './root.ts';

/** Values of a graph for parameters and inputs by name. */
function evaluate(build: (b: GraphBuilder) => readonly F[], values: Readonly<Record<string, number>>): number[] {
  const b = new GraphBuilder();
  for (const [i, value] of build(b).entries()) b.output(`out${i}`, value);
  return evaluatePixel(b.build(), { column: 0, row: 0, params: values, input: (name) => values[name]!, tables: {} });
}

describe('the root axis', () => {
  it('gives every colour back from luma and colour differences', () => {
    const light = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(
      fc.property(light, light, light, (r, g, blue) => {
        const back = evaluate((b) => fromOpponent(b, toOpponent(b, [b.input('r'), b.input('g'), b.input('b')])), {
          r,
          g,
          b: blue,
        });
        [r, g, blue].forEach((value, i) => {
          expect(Math.abs(back[i]! - value)).toBeLessThan(1e-6 * (1 + value));
        });
      }),
      { seed: 1 },
    );
  });
});

describe('blurs', () => {
  it('hold what they blur: their weights sum to 1, and the last tap is small', () => {
    for (const sigma of [0.4, 0.7, 1, 2.2, 3]) {
      const params = gaussianParams('g', sigma);
      const side = Array.from({ length: tapsOf(sigma) }, (_, i) => params[`g.${i + 1}`]!);
      expect(params['g.0']! + 2 * side.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
      expect(side.at(-1)! / params['g.0']!).toBeLessThan(0.07);
    }
  });

  it('of a halved picture are those of the full one at half their distance, without the finest', () => {
    expect(lumaBands(1)).toBe(4);
    expect(lumaBands(0.5)).toBe(3);
    expect(lumaBands(1 / 16)).toBe(0);
    const [full, half] = [chromaBlurs(1), chromaBlurs(0.5)];
    expect(half).toHaveLength(full.length - 1);
    for (const { place, spacing } of half) {
      expect(Math.abs(spacing - full.find((blur) => blur.place === place)!.spacing / 2)).toBeLessThanOrEqual(0.5);
    }
    expect(chromaBlurs(1 / 64)).toEqual([]);
  });
});

describe('the noise of a photo', () => {
  it('goes straight between the zones of light and stays beyond them', () => {
    const params = varianceParams('n', [0.1, 0.2, 0.4], 1, 1);
    const at = (y: number): number => evaluate((b) => [varianceGraph(b, 'n', b.input('y'))], { ...params, y })[0]!;
    expect([0, 0.2, 0.5, 0.8, 1].map(at).map((x) => Number(x.toFixed(6)))).toEqual([0.1, 0.1, 0.2, 0.4, 0.4]);
    expect(at(0.35)).toBeCloseTo(0.15, 6);
  });

  it('lies between the shares of two bands where a level lies between two octaves', () => {
    const noise = { zones: [1, 1, 1], bands: [0.5, 1, 2] };
    expect([0, 1, 1.5, 3, 7].map((band) => bandShare(noise, band))).toEqual([0.5, 0.5, 0.75, 2, 2]);
  });
});

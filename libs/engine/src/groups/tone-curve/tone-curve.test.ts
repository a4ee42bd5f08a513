import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CurvePoint } from '@safelight/core';
import { Settings } from '../../compile/settings.ts';
import { parametricCurve } from './parametric.ts';
import { curveThrough } from './spline.ts';

const slider = fc.integer({ min: -100, max: 100 });

describe('point curves', () => {
  const points = fc
    .uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 8 })
    .chain((xs) =>
      fc
        .array(fc.integer({ min: 0, max: 255 }), { minLength: xs.length, maxLength: xs.length })
        .map((ys) => xs.toSorted((a, b) => a - b).map((x, i): CurvePoint => [x, ys[i]!])),
    );

  it('pass through their points and never leave the range of neighbouring ones', () => {
    fc.assert(
      fc.property(points, (nodes) => {
        const curve = curveThrough(nodes);
        for (const [x, y] of nodes) expect(curve(x / 255)).toBeCloseTo(y / 255, 9);
        for (let i = 1; i < nodes.length; i++) {
          const [x0, y0] = nodes[i - 1]!;
          const [x1, y1] = nodes[i]!;
          for (let t = 0; t <= 1; t += 0.1) {
            const y = curve((x0 + (x1 - x0) * t) / 255) * 255;
            expect(y).toBeGreaterThanOrEqual(Math.min(y0, y1) - 1e-6);
            expect(y).toBeLessThanOrEqual(Math.max(y0, y1) + 1e-6);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('hold their end values outside, and are straight without a bend', () => {
    const matte = curveThrough([[20, 40], [255, 240]]); // prettier-ignore
    expect(matte(0)).toBeCloseTo(40 / 255, 12);
    expect(matte(1)).toBeCloseTo(240 / 255, 12);
    const straight = curveThrough([[0, 0], [100, 100], [255, 255]]); // prettier-ignore
    for (let x = 0; x <= 1; x += 0.01) expect(straight(x)).toBeCloseTo(x, 9);
  });
});

describe('the parametric curve', () => {
  it('rises and keeps black and white at every corner of its sliders and splits', () => {
    fc.assert(
      fc.property(
        slider,
        slider,
        slider,
        slider,
        fc.constantFrom([25, 50, 75], [10, 20, 30], [70, 80, 90]),
        (a, b, c, d, splits) => {
          const curve = parametricCurve(
          new Settings(
            {
              settings: {
                parametricShadows: a, parametricDarks: b, parametricLights: c, parametricHighlights: d,
                parametricShadowSplit: splits[0]!, parametricMidtoneSplit: splits[1]!, parametricHighlightSplit: splits[2]!,
              },
            },
            'rendered',
          ),
        ); // prettier-ignore
          expect(curve(0)).toBe(0);
          expect(curve(1)).toBeCloseTo(1, 12);
          for (let i = 0; i < 256; i++) expect(curve((i + 1) / 256) - curve(i / 256)).toBeGreaterThan(0.03 / 256);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Lighter input never gives darker output, at any corner of the tone tools, alone and two by two. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Executor } from '../src/run/executor.ts';
import { Negative, type Values } from './support/develop.ts';
import { grey, picture } from './support/picture.ts';

const [width, height] = [512, 4];
/** Single precision and the kernels' polynomials, as a share of white. */
const tolerance = 2e-6;

const sliders: Readonly<Record<string, readonly [low: number, high: number]>> = {
  exposure: [-5, 5],
  contrast: [-100, 100],
  highlights: [-100, 100],
  shadows: [-100, 100],
  whites: [-100, 100],
  blacks: [-100, 100],
  parametricShadows: [-100, 100],
  parametricDarks: [-100, 100],
  parametricLights: [-100, 100],
  parametricHighlights: [-100, 100],
};
const names = Object.keys(sliders);
const pairs = names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other] as const));

/** Every combination of the ends of these sliders. */
const corners = (tools: readonly string[]): readonly Values[] =>
  tools.reduce<readonly Values[]>(
    (settings, tool) => settings.flatMap((before) => sliders[tool]!.map((end) => ({ ...before, [tool]: end }))),
    [{}],
  );

const steep = [[0, 0], [100, 5], [104, 250], [255, 255]]; // prettier-ignore
const flat = [[0, 40], [60, 120], [200, 120], [255, 200]]; // prettier-ignore

describe('a rising ramp of greys', () => {
  let executor: Executor;
  const ramp = new Negative(picture(width, height, (x) => grey(x / (width - 1))));
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  async function expectRising(all: readonly Values[]): Promise<void> {
    for (const settings of all) {
      const { r, g, b } = await ramp.linear(executor, settings);
      // A curve of one channel gives colours, and a stronger red takes green away from sRGB: their luminance rises.
      const luminance = r.map((red, i) => 0.2126 * red + 0.7152 * g[i]! + 0.0722 * b[i]!);
      const isGrey = !/toneCurve(Red|Green|Blue)/.test(Object.keys(settings).join());
      for (const plane of isGrey ? [r, g, b] : [luminance]) {
        let fall = 0;
        for (let x = 1; x < width; x++) fall = Math.max(fall, plane[x - 1]! - plane[x]!);
        expect(fall, JSON.stringify(settings)).toBeLessThanOrEqual(tolerance);
      }
    }
  }

  it.each(names)('rises at both ends of %s', async (tool) => {
    await expectRising(corners([tool]));
  });

  it.each(pairs)('rises at the corners of %s and %s', async (one, other) => {
    await expectRising(corners([one, other]));
  });

  it('rises at all corners of the six sliders of light', async () => {
    await expectRising(corners(names.slice(0, 6)));
  });

  it('rises at all corners of the parametric curve, its regions wide and narrow', async () => {
    const splits = [
      { parametricShadowSplit: 10, parametricMidtoneSplit: 30, parametricHighlightSplit: 55 },
      { parametricShadowSplit: 40, parametricMidtoneSplit: 50, parametricHighlightSplit: 60 },
      { parametricShadowSplit: 40, parametricMidtoneSplit: 70, parametricHighlightSplit: 95 },
    ];
    for (const split of splits) await expectRising(corners(names.slice(6)).map((corner) => ({ ...corner, ...split })));
  });

  it('rises under curves that rise, however steep or flat, and whatever their saturation', async () => {
    const curves = ['toneCurve', 'toneCurveRed', 'toneCurveGreen', 'toneCurveBlue'];
    await expectRising(
      [steep, flat].flatMap((curve) => [
        ...curves.map((tool) => ({ [tool]: curve })),
        { toneCurve: curve, curveRefineSaturation: 0, contrast: 100, exposure: 2 },
        { toneCurve: curve, curveRefineSaturation: 200, shadows: 100, highlights: -100 },
      ]),
    );
  });
});

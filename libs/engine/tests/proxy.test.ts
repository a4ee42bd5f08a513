import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Executor } from '../src/run/executor.ts';
import { ciede2000, labOfLinear } from '@safelight/measure';
import { Negative, type Values } from './support/develop.ts';
import { noisy } from './support/noisy.ts';
import { correctionOf, maskOf } from './support/masked.ts';
import { deadLeaves, type Picture } from './support/picture.ts';

/** Mean over k × k pixels in linear light, of what a display shows. */
function averaged({ width, height, r, g, b }: Picture, k: number): Picture {
  const [w, h] = [width / k, height / k];
  const plane = (source: Float32Array): Float32Array =>
    Float32Array.from({ length: w * h }, (_, i) => {
      let sum = 0;
      for (let y = 0; y < k; y++) {
        for (let x = 0; x < k; x++) {
          const value = source[(Math.floor(i / w) * k + y) * width + (i % w) * k + x]!;
          sum += Math.min(Math.max(value, 0), 1);
        }
      }
      return sum / (k * k);
    });
  return { width: w, height: h, r: plane(r), g: plane(g), b: plane(b) };
}

function differences(one: Picture, two: Picture): { mean: number; p99: number } {
  const shown = (x: number): number => Math.min(Math.max(x, 0), 1);
  const all = Array.from(one.r, (_, i) =>
    ciede2000(
      labOfLinear(shown(one.r[i]!), shown(one.g[i]!), shown(one.b[i]!)),
      labOfLinear(shown(two.r[i]!), shown(two.g[i]!), shown(two.b[i]!)),
    ),
  ).sort((x, y) => x - y);
  return { mean: all.reduce((sum, x) => sum + x, 0) / all.length, p99: all[Math.floor(0.99 * all.length)]! };
}

const edits: readonly (readonly [string, Values])[] = [
  ['exposure', { exposure: 0.8 }],
  ['highlights', { highlights: -100 }],
  ['shadows', { shadows: 100 }],
  ['both', { highlights: -80, shadows: 80 }],
  ['clarity', { clarity: 60 }],
  ['soft clarity', { clarity: -60 }],
  ['dehaze', { dehaze: 60 }],
  ['mist', { dehaze: -60 }],
  ['white balance', { incrementalTemperature: 50, incrementalTint: 20 }],
  ['vignette', { vignetteAmount: -80 }],
  [
    'grading',
    { colorGradeShadowHue: 220, colorGradeShadowSat: 40, colorGradeHighlightHue: 45, colorGradeHighlightSat: 30 },
  ],
  // Enlarged, so that none of the frame is paper.
  ['keystone', { perspectiveVertical: -40, perspectiveHorizontal: 20, perspectiveScale: 150 }],
  ['lens vignetting', { lensVignetteAmount: 70, shadows: 50 }],
  ['vibrance', { vibrance: 60 }],
  ['diffusion', { glow: 80 }],
  ['halation', { glow: 80, glowStyle: 2, glowSpread: 20, exposure: 0.5 }],
];

describe('a proxy is the area average of the full render', () => {
  let executor: Executor;
  // Discs, slightly defocused as every lens does: edges of one pixel are no picture.
  const scene = averaged(deadLeaves(1536, 1024, 350), 2);
  const negative = new Negative(scene);
  beforeAll(async () => {
    executor = await Executor.open({ workers: 2 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  it('lens distortion at a half and a quarter: mean ΔE00 ≤ 0.15, 99 % ≤ 2', async () => {
    // The proxy is averaged and then resampled, the full render the other way round: hard edges tell them apart.
    const full = await negative.linear(executor, { manualDistortion: 40 });
    for (const k of [2, 4]) {
      const proxy = await negative.linear(executor, { manualDistortion: 40 }, { longEdgeMaxPixels: 768 / k });
      const { mean, p99 } = differences(proxy, averaged(full, k));
      expect(mean).toBeLessThanOrEqual(0.15);
      expect(p99).toBeLessThanOrEqual(2);
    }
  });

  it.each(edits)('%s at a half and a quarter: mean ΔE00 ≤ 0.15, 99 % ≤ 1.5', async (_, settings) => {
    const full = await negative.linear(executor, settings);
    for (const k of [2, 4]) {
      const proxy = await negative.linear(executor, settings, { longEdgeMaxPixels: 768 / k });
      const { mean, p99 } = differences(proxy, averaged(full, k));
      expect(mean).toBeLessThanOrEqual(0.15);
      expect(p99).toBeLessThanOrEqual(1.5);
    }
  });

  it('a masked edit at a half and a quarter: mean ΔE00 ≤ 0.15, 99 % ≤ 1.5', async () => {
    const soft = {
      localExposure: -0.8,
      localContrast: 40,
      localHighlights: -60,
      localSaturation: 30,
      localTemperature: 40,
    };
    const corrections = [
      correctionOf(soft, [
        maskOf('maskLinearGradient'),
        maskOf('maskBrush', { maskCombine: 'subtract' }, [{ brushRadius: 0.1, brushDabs: [[0.5, 0.2], [0.55, 0.22]] }]),
      ]),
      correctionOf({ localShadows: 60, localClarity: 40, localHue: 20 }, [
        maskOf('maskRadialGradient', { radialAngle: 25 }),
        maskOf('maskLuminanceRange', { maskCombine: 'intersect', luminanceRangeBounds: [0, 0, 0.5, 0.9] }),
      ]),
      correctionOf({ localExposure: 0.5, localColorGradeShadowHue: 220, localColorGradeShadowSat: 30 }, [maskOf('maskSky')]),
    ]; // prettier-ignore
    const edit = { corrections };
    const full = await negative.linear(executor, {}, { edit });
    for (const k of [2, 4]) {
      const proxy = await negative.linear(executor, {}, { edit, longEdgeMaxPixels: 768 / k });
      const { mean, p99 } = differences(proxy, averaged(full, k));
      expect(mean, `1/${k}`).toBeLessThanOrEqual(0.15);
      expect(p99, `1/${k}`).toBeLessThanOrEqual(1.5);
    }
  });

  // Pixel-scale tools cannot be exact on a level that lacks the pixels; these are their bounds.
  it.each([
    ['sharpening', { sharpness: 60 }, 0.25, 3],
    ['wide sharpening', { sharpness: 60, sharpenRadius: 2.5, sharpenMasking: 40 }, 0.35, 4],
    ['defringing', { defringePurpleAmount: 10, defringeGreenAmount: 10 }, 0.15, 1.5],
  ] as const)('%s, at a half and a quarter within a wider bound', async (_, settings, meanMax, p99Max) => {
    const full = await negative.linear(executor, settings);
    for (const k of [2, 4]) {
      const proxy = await negative.linear(executor, settings, { longEdgeMaxPixels: 768 / k });
      const { mean, p99 } = differences(proxy, averaged(full, k));
      expect(mean, `1/${k}`).toBeLessThanOrEqual(meanMax);
      expect(p99, `1/${k}`).toBeLessThanOrEqual(p99Max);
    }
  });

  it('noise reduction comes nearer to its full render than a proxy without it', async () => {
    const source = new Negative(noisy(scene, 0.03, 0.03));
    const settings = { luminanceNoiseReduction: 60, colorNoiseReduction: 50 };
    const full = await source.linear(executor, settings);
    for (const k of [2, 4]) {
      const target = averaged(full, k);
      const at = async (values: Values): Promise<number> =>
        differences(await source.linear(executor, values, { longEdgeMaxPixels: 768 / k }), target).mean;
      const [proxy, plain] = [await at(settings), await at({})];
      expect(proxy, `1/${k}`).toBeLessThan(0.7 * plain);
    }
  });
});

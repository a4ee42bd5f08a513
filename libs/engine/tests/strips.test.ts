/** Strips and workers are how a picture is made, not what it is: a whole edit comes out the same, byte for byte. */
import { expect, it } from 'vitest';
import { Executor } from '../src/run/executor.ts';
import { Negative } from './support/develop.ts';
import { correctionOf, maskOf } from './support/masked.ts';
import { noisy } from './support/noisy.ts';
import { deadLeaves } from './support/picture.ts';

const [width, height] = [211, 149];

const light = {
  exposure: 0.4, contrast: 20, highlights: -60, shadows: 50, texture: 40, clarity: 30, dehaze: 20, vibrance: 20,
  saturationBlue: -30, colorGradeShadowHue: 220, colorGradeShadowSat: 20,
} as const; // prettier-ignore
const detail = {
  sharpness: 80, sharpenRadius: 1.4, sharpenMasking: 30, luminanceNoiseReduction: 50, colorNoiseReduction: 60,
  defringePurpleAmount: 6, defringeGreenAmount: 6,
} as const; // prettier-ignore
const finish = { glow: 60, vignetteAmount: -40, grainAmount: 30 } as const;
const warp = { perspectiveVertical: -35, manualDistortion: 20, perspectiveScale: 120, lensVignetteAmount: 40 } as const;
const turned = { hasCrop: true, cropLeft: 0.1, cropTop: 0.1, cropRight: 0.9, cropBottom: 0.9, cropAngle: 3 } as const;

const edit = {
  corrections: [
    correctionOf({ localExposure: -0.8, localClarity: 40, localSharpness: 50 }, [
      maskOf('maskLinearGradient'),
      maskOf('maskBrush', { maskCombine: 'subtract' }, [{ brushRadius: 0.1, brushDabs: [[0.5, 0.2], [0.55, 0.22]] }]), // prettier-ignore
    ]),
    correctionOf({ localShadows: 60, localNoise: 40, localHue: 20 }, [
      maskOf('maskRadialGradient', { radialAngle: 25 }),
      maskOf('maskLuminanceRange', { maskCombine: 'intersect', luminanceRangeBounds: [0, 0, 0.5, 0.9] }),
    ]),
    correctionOf({ localExposure: 0.5, localTemperature: -20 }, [maskOf('maskSky')]),
  ],
};

it.each([
  ['as it lies', {}],
  ['through a warp', warp],
  ['through a warp and a turned crop', { ...warp, ...turned }],
])('a whole edit %s has the same bytes whatever the strips and the number of workers', async (_, geometry) => {
  const negative = new Negative(noisy(deadLeaves(width, height, 250), 0.03, 0.03));
  const settings = { ...light, ...detail, ...finish, ...geometry };
  const pictures: Uint8Array[] = [];
  for (const options of [
    { workers: 1, stripRows: height },
    { workers: 2, stripRows: 7 },
    { workers: 3, stripRows: 50 },
    { workers: 2 },
  ]) {
    await using executor = await Executor.open(options);
    pictures.push(await negative.codes(executor, settings, { edit }));
  }
  for (const other of pictures.slice(1)) expect(Buffer.compare(pictures[0]!, other)).toBe(0);
});

import { readFile } from 'node:fs/promises';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { emptyRecipe, type Recipe } from '@safelight/core';
import { Engine } from '@safelight/engine';
import { applyCalls } from '@safelight/recipe';
import { photoOf } from './photos.ts';
import { median, type Row } from './row.ts';

const runs = 5;

const settings = (values: Recipe['settings']): Recipe => ({ ...emptyRecipe, settings: values });

function masked(): Recipe {
  const { recipe } = applyCalls(
    emptyRecipe,
    [
      { tool: 'maskLinearGradient', target: 'top', value: { linearZeroY: 0.6, linearFullY: 0.1 } },
      { tool: 'localExposure', target: 'top', value: -0.7 },
      { tool: 'localSaturation', target: 'top', value: 20 },
    ],
    { photoKind: 'rendered', notRendered: () => undefined },
  );
  return recipe;
}

/** One edit for each group, alone. */
const edits: readonly (readonly [group: string, recipe: Recipe])[] = [
  ['white balance and exposure', settings({ incrementalTemperature: 20, exposure: 0.4 })],
  ['contrast, whites, blacks', settings({ contrast: 20, whites: 10, blacks: -10 })],
  ['highlights and shadows', settings({ highlights: -60, shadows: 40 })],
  ['clarity', settings({ clarity: 30 })],
  ['dehaze', settings({ dehaze: 30 })],
  ['texture', settings({ texture: 40 })],
  ['vibrance, saturation', settings({ vibrance: 30, saturation: 5 })],
  ['tone curve', settings({ parametricShadows: 20, parametricLights: 10 })],
  ['HSL', settings({ hueOrange: -10, saturationBlue: 20, luminanceGreen: 10 })],
  ['black and white', settings({ convertToGrayscale: true, grayMixerRed: 20 })],
  ['colour grading', settings({ colorGradeShadowHue: 220, colorGradeShadowSat: 20 })],
  ['calibration', settings({ redPrimaryHue: 20 })],
  ['sharpening', settings({ sharpness: 60 })],
  ['luminance noise', settings({ luminanceNoiseReduction: 40 })],
  ['colour noise', settings({ colorNoiseReduction: 40 })],
  ['lens distortion', settings({ manualDistortion: 20 })],
  ['lens vignetting', settings({ lensVignetteAmount: 30 })],
  ['perspective', settings({ perspectiveVertical: 20 })],
  ['straightened crop', settings({ hasCrop: true, cropAngle: 2 })],
  ['vignette', settings({ vignetteAmount: -30 })],
  ['grain', settings({ grainAmount: 30 })],
  ['glow', settings({ glow: 40 })],
  ['a masked correction', masked()],
];

/** Each group of tools alone, warm, on 24 MP and on a 1 MP proxy, above the unedited picture. */
export async function benchGroups(): Promise<Row[]> {
  const { image, profile } = await decodePhoto(await readFile(await photoOf('dandelions', 6000, 4000)));
  await using engine = await Engine.open({ workers: 2 });
  const photo = await engine.prepare({ image, profile, kind: 'rendered' });
  const time = async (recipe: Recipe, longEdgeMaxPixels: number | null): Promise<number> => {
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const start = performance.now();
      await engine.render(photo, recipe, { longEdgeMaxPixels, profile: sRgbProfile });
      if (run > 0) times.push(performance.now() - start);
    }
    return median(times);
  };
  const rows: Row[] = [];
  const [plain, plainProxy] = [await time(emptyRecipe, null), await time(emptyRecipe, 1250)];
  rows.push({ name: 'nothing edited, 24 MP', value: plain, unit: 'ms', note: `1 MP ${plainProxy.toFixed(1)} ms` });
  for (const [group, recipe] of edits) {
    const [full, proxy] = [await time(recipe, null), await time(recipe, 1250)];
    const note = `1 MP ${proxy.toFixed(1)} ms`;
    rows.push({ name: `${group}, 24 MP`, value: full, unit: 'ms', note });
  }
  return rows;
}

import { emptyRecipe, type Recipe } from '@safelight/core';
import { applyCalls } from '@safelight/recipe';

const settings = (values: Recipe['settings']): Recipe => ({ ...emptyRecipe, settings: values });

const swatch = {
  pointColorSourceHue: 25,
  pointColorSourceSaturation: 55,
  pointColorSourceLuminance: 40,
  pointColorHueShift: 20,
  pointColorSaturationShift: -30,
};

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
export const edits: readonly (readonly [group: string, recipe: Recipe])[] = [
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
  ['point colour', { ...emptyRecipe, pointColors: [swatch] }],
  ['colour grading', settings({ colorGradeShadowHue: 220, colorGradeShadowSat: 20 })],
  ['calibration', settings({ redPrimaryHue: 20 })],
  ['sharpening', settings({ sharpness: 60 })],
  ['luminance noise', settings({ luminanceNoiseReduction: 40 })],
  ['colour noise', settings({ colorNoiseReduction: 40 })],
  ['defringing', settings({ defringePurpleAmount: 6, defringeGreenAmount: 6 })],
  ['lens distortion', settings({ manualDistortion: 20 })],
  ['lens vignetting', settings({ lensVignetteAmount: 30 })],
  ['perspective', settings({ perspectiveVertical: 20 })],
  ['straightened crop', settings({ hasCrop: true, cropAngle: 2 })],
  ['vignette', settings({ vignetteAmount: -30 })],
  ['grain', settings({ grainAmount: 30 })],
  ['glow', settings({ glow: 40 })],
  ['a masked correction', masked()],
];

import type { Recipe } from '@safelight/core';

/** Every point tool group: white balance, light, curve, mixer, presence, grading, vignette, grain. */
export const recipe: Recipe = {
  schema: 2,
  pointColors: [],
  corrections: [],
  retouch: [],
  foreign: [],
  settings: {
    incrementalTemperature: 14,
    incrementalTint: 4,
    exposure: 0.35,
    contrast: 18,
    highlights: -45,
    shadows: 38,
    whites: 12,
    blacks: -10,
    vibrance: 18,
    saturation: 4,
    toneCurve: [
      [0, 6],
      [70, 62],
      [190, 200],
      [255, 250],
    ],
    hueOrange: -6,
    saturationBlue: -15,
    luminanceGreen: 10,
    colorGradeShadowHue: 220,
    colorGradeShadowSat: 12,
    colorGradeHighlightHue: 42,
    colorGradeHighlightSat: 14,
    vignetteAmount: -14,
    grainAmount: 12,
  },
};

import type { Axis } from '@safelight/intent';

/** The settings that carry a wish: leaving them out, or mis-setting them, is what makes a recipe plainly weaker. */
export const leversOf: Readonly<Partial<Record<Axis, readonly string[]>>> = {
  lightness: ['exposure'],
  contrast: [
    'contrast',
    'parametricShadows',
    'parametricDarks',
    'parametricLights',
    'parametricHighlights',
    'blacks',
    'whites',
  ],
  warmth: ['incrementalTemperature', 'colorGradeGlobalSat'],
  saturation: ['saturation', 'vibrance'],
  monochrome: ['convertToGrayscale', 'saturation'],
  shadows: ['shadows'],
  highlights: ['highlights'],
  clarity: ['clarity'],
  haze: ['dehaze'],
  fade: ['blacks', 'toneCurve'],
};

import type { Axis } from '@safelight/intent';
import { blur } from './blur.ts';
import { clarity } from './clarity.ts';
import { contrast } from './contrast.ts';
import { fade } from './fade.ts';
import type { GoalFigure } from './goal.ts';
import { grain } from './grain.ts';
import { haze } from './haze.ts';
import { highlights } from './highlights.ts';
import { lightness } from './lightness.ts';
import { monochrome } from './monochrome.ts';
import { noise } from './noise.ts';
import { saturation } from './saturation.ts';
import { shadows } from './shadows.ts';
import { sharpness } from './sharpness.ts';
import { texture } from './texture.ts';
import { tint } from './tint.ts';
import { vignette } from './vignette.ts';
import { warmth } from './warmth.ts';

/** The figure of every axis; a new axis does not compile until it has one. */
export const goalFigures: Readonly<Record<Axis, GoalFigure>> = {
  lightness,
  shadows,
  highlights,
  contrast,
  warmth,
  tint,
  saturation,
  haze,
  clarity,
  fade,
  vignette,
  grain,
  monochrome,
  sharpness,
  texture,
  noise,
  blur,
};

export { goalMetric } from './goal.ts';

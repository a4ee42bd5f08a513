import type { Axis, CorrectionKind } from './intent.ts';

/** A named look as wishes on the axes; how each is developed is the policy's craft. */
export interface Look {
  readonly goals: Partial<Record<Axis, number>>;
  /** What is put right first, before the look. */
  readonly corrections?: readonly CorrectionKind[];
}

/**
 * The looks by canonical name. Amounts are the look at plain strength; "a bit" and "very" scale them.
 * They describe a moderate, photographic reading of each: what a picture editor would still call natural. Axes of one
 * look must not pull the same figures apart: lifted blacks and held highlights narrow the range that contrast widens.
 */
export const looks = {
  'golden hour': { goals: { warmth: 0.7, shadows: 0.35, highlights: -0.35, saturation: 0.25 } },
  'blue hour': { goals: { warmth: -0.7, lightness: -0.3, saturation: 0.15 } },
  moody: { goals: { lightness: -0.5, highlights: -0.25, saturation: -0.4, vignette: 0.45 } },
  dramatic: { goals: { contrast: 0.5, clarity: 0.5, highlights: -0.2, vignette: 0.3 } },
  film: { goals: { fade: 0.4, grain: 0.4, saturation: -0.2, highlights: -0.2 } },
  airy: { goals: { lightness: 0.5, shadows: 0.45, contrast: -0.35, saturation: -0.2, fade: 0.2 } },
  'black and white': { goals: { monochrome: 1, contrast: 0.35 } },
  sepia: { goals: { monochrome: 1, fade: 0.3 } },
  cinematic: { goals: { contrast: 0.3, fade: 0.12, saturation: -0.15, vignette: 0.35 } },
  dreamy: { goals: { clarity: -0.7, contrast: -0.3, fade: 0.3, haze: 0.2 } },
  vintage: { goals: { fade: 0.6, warmth: 0.35, saturation: -0.35, contrast: -0.2, grain: 0.4, vignette: 0.3 } },
  'high key': { goals: { lightness: 0.8, shadows: 0.6, contrast: -0.25 } },
  'low key': { goals: { lightness: -0.7, shadows: -0.3, vignette: 0.4 } },
  vivid: { goals: { saturation: 0.7, contrast: 0.35, clarity: 0.25 } },
  matte: { goals: { fade: 0.7, contrast: -0.25, saturation: -0.15 } },
  pastel: { goals: { lightness: 0.4, saturation: -0.4, contrast: -0.4, fade: 0.35 } },
  'teal and orange': { goals: { contrast: 0.25, saturation: 0.15 } },
  winter: { goals: { warmth: -0.55, saturation: -0.2, lightness: 0.2 } },
  cozy: { goals: { warmth: 0.6, contrast: -0.15, highlights: -0.25, fade: 0.15 } },
  natural: { goals: {}, corrections: ['exposure', 'whiteBalance', 'contrast', 'colour'] },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof looks;

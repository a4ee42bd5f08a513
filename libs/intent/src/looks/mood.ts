import { band, keep, tone, turn, type Look } from './look.ts';

/** Looks that name a feeling or a world. */
export const moodLooks = {
  moody: {
    goals: { lightness: -0.5, highlights: -0.25, saturation: -0.4, vignette: 0.45 },
    tonings: [tone('shadows', 206, 0.3), tone('highlights', 32, 0.15)],
    local: [band('saturation', 'green', -0.4), band('lightness', 'green', -0.2), band('saturation', 'yellow', -0.2)],
  },
  dramatic: {
    goals: { contrast: 0.6, clarity: 0.65, highlights: -0.2, vignette: 0.5 },
    local: [band('lightness', 'blue', -0.3)],
  },
  dreamy: {
    goals: { clarity: -0.8, lightness: 0.25, shadows: 0.3, fade: 0.3, haze: 0.3 },
    tonings: [tone('shadows', 300, 0.25), tone('highlights', 20, 0.2)],
  },
  cozy: {
    goals: { warmth: 0.6, contrast: -0.15, highlights: -0.25, fade: 0.15 },
    tonings: [tone('highlights', 34, 0.35), tone('shadows', 16, 0.2)],
    local: [band('saturation', 'blue', -0.3), band('saturation', 'aqua', -0.2)],
  },
  romantic: {
    goals: { lightness: 0.35, clarity: -0.45, tint: 0.2, shadows: 0.2, fade: 0.25 },
    tonings: [tone('highlights', 345, 0.35), tone('midtones', 345, 0.1), tone('shadows', 320, 0.3)],
    constraints: [keep('highlights')],
  },
  melancholic: {
    goals: { lightness: -0.25, saturation: -0.45, warmth: -0.35, contrast: -0.15, fade: 0.3, vignette: 0.25 },
    tonings: [tone('shadows', 215, 0.35), tone('highlights', 200, 0.12)],
  },
  nostalgic: {
    goals: { warmth: 0.35, fade: 0.4, contrast: -0.2, saturation: -0.15, clarity: -0.2, grain: 0.25 },
    tonings: [tone('highlights', 44, 0.4), tone('shadows', 12, 0.2)],
  },
  /** Neon at night: magenta lights against blue and cyan shadows. */
  cyberpunk: {
    goals: { contrast: 0.4, clarity: 0.35, warmth: -0.6, tint: 0.35, saturation: 0.4, lightness: -0.3 },
    tonings: [tone('shadows', 215, 1), tone('midtones', 265, 0.6), tone('highlights', 318, 0.9)],
    recolours: [turn('blue', 'aqua', 0.25), turn('red', 'magenta', 0.4), turn('yellow', 'orange', 0.4)],
    local: [band('saturation', 'green', -0.6), band('saturation', 'yellow', -0.4)],
  },
  /** Old libraries: brown, dim, low colour. */
  'dark academia': {
    goals: { lightness: -0.35, warmth: 0.35, saturation: -0.3, contrast: 0.2, vignette: 0.35, fade: 0.2 },
    tonings: [tone('shadows', 32, 0.4), tone('highlights', 42, 0.25)],
    local: [band('saturation', 'blue', -0.5), band('saturation', 'green', -0.35)],
  },
  gritty: { goals: { clarity: 0.8, contrast: 0.5, saturation: -0.55, sharpness: 0.3, grain: 0.45, vignette: 0.35 } },
  minimalist: { goals: { lightness: 0.25, saturation: -0.35, contrast: -0.1, clarity: 0.1 } },
} as const satisfies Record<string, Look>;

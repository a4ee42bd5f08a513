import { keep, tone, type Look } from './look.ts';

/** Looks without colour. */
export const monochromeLooks = {
  'black and white': { goals: { monochrome: 1, contrast: 0.35 } },
  sepia: {
    goals: { monochrome: 1, fade: 0.3 },
    tonings: [tone('shadows', 24, 0.85), tone('midtones', 26, 0.8), tone('highlights', 34, 0.65)],
  },
  /** Iron salts: Prussian blue shadows, white lights. */
  cyanotype: {
    goals: { monochrome: 1, contrast: 0.2, fade: 0.15 },
    tonings: [tone('shadows', 218, 1), tone('midtones', 214, 0.9), tone('highlights', 205, 0.3)],
  },
  selenium: {
    goals: { monochrome: 1, contrast: 0.4, fade: -0.2 },
    tonings: [tone('shadows', 300, 0.25), tone('midtones', 290, 0.15)],
  },
  /** Crime films of the forties: hard light, black corners. */
  noir: {
    goals: { monochrome: 1, contrast: 0.7, lightness: -0.4, shadows: -0.35, vignette: 0.5, grain: 0.3 },
    constraints: [keep('highlights')],
  },
  'high-contrast monochrome': { goals: { monochrome: 1, contrast: 0.8, clarity: 0.4, grain: 0.35, fade: -0.3 } },
  'soft monochrome': { goals: { monochrome: 1, contrast: -0.3, fade: 0.35, clarity: -0.25, lightness: 0.15 } },
} as const satisfies Record<string, Look>;

import { part, tone, type Look } from './look.ts';

/** Looks without colour. */
export const monochromeLooks = {
  'black and white': { goals: { monochrome: 1, contrast: 0.5 } },
  sepia: {
    goals: { monochrome: 1, fade: 0.3 },
    tonings: [tone('shadows', 24, 1), tone('midtones', 26, 1), tone('highlights', 34, 0.8)],
  },
  /** Iron salts: Prussian blue shadows, white lights. */
  cyanotype: {
    goals: { monochrome: 1, contrast: 0.2, fade: 0.15 },
    tonings: [tone('shadows', 218, 1), tone('midtones', 214, 0.9), tone('highlights', 205, 0.3)],
  },
  selenium: {
    goals: { monochrome: 1, contrast: 0.4, fade: -0.2 },
    tonings: [tone('shadows', 300, 0.4), tone('midtones', 290, 0.25)],
  },
  /** Crime films of the forties: hard light, black corners. */
  noir: {
    goals: { monochrome: 1, contrast: 0.7, lightness: -0.8, shadows: -0.5, vignette: 1, grain: 0.4 },
    local: [part('lightness', 'background', -0.6)],
  },
  'high-contrast monochrome': {
    goals: { monochrome: 1, contrast: 1, clarity: 0.4, grain: 0.4, shadows: -0.6, highlights: 0.6 },
  },
  'soft monochrome': { goals: { monochrome: 1, contrast: -0.3, fade: 0.35, clarity: -0.25, lightness: 0.15 } },
} as const satisfies Record<string, Look>;

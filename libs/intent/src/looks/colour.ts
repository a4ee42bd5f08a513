import { band, keep, part, tone, turn, type Look } from './look.ts';

/** Looks that are a palette. */
export const colourLooks = {
  vivid: {
    goals: { saturation: 0.4, contrast: 0.4, clarity: 0.3 },
    // Foliage and its yellow are the first to glow.
    local: [band('lightness', 'blue', -0.15), band('saturation', 'green', -0.2), band('saturation', 'yellow', -0.2)],
    constraints: [keep('skin')],
  },
  pastel: {
    goals: { lightness: 0.6, saturation: -0.35, shadows: 0.6, contrast: -0.2, fade: 0.4 },
    tonings: [tone('highlights', 335, 0.2), tone('shadows', 215, 0.3)],
    local: [band('lightness', 'green', 0.2), band('lightness', 'blue', 0.2), band('lightness', 'magenta', 0.15)],
  },
  natural: { goals: {}, corrections: ['exposure', 'whiteBalance', 'contrast', 'colour'] },
  earthy: {
    goals: { warmth: 0.25, saturation: -0.3, fade: 0.2, contrast: 0.1 },
    tonings: [tone('shadows', 30, 0.25), tone('highlights', 40, 0.2)],
    recolours: [turn('green', 'yellow', 0.45), turn('blue', 'aqua', 0.2)],
    local: [band('saturation', 'blue', -0.4), band('saturation', 'magenta', -0.4)],
    constraints: [keep('skin')],
  },
  /** The still lifes of Bologna: grey in every colour, chalk light, no hard tone. */
  morandi: {
    goals: { saturation: -0.55, contrast: -0.35, fade: 0.4, lightness: 0.15, clarity: -0.15 },
    tonings: [tone('shadows', 30, 0.15), tone('highlights', 45, 0.15)],
    local: [band('saturation', 'green', -0.3), band('saturation', 'blue', -0.3)],
    constraints: [keep('highlights')],
  },
  'japanese airy': {
    goals: {
      lightness: 0.7,
      shadows: 0.6,
      contrast: -0.15,
      warmth: -0.3,
      saturation: -0.2,
      fade: 0.35,
    },
    tonings: [tone('shadows', 195, 0.3), tone('highlights', 205, 0.2)],
    recolours: [turn('green', 'aqua', 0.3), turn('blue', 'aqua', 0.3)],
    local: [band('saturation', 'green', -0.3), band('lightness', 'green', 0.3), band('lightness', 'blue', 0.25)],
    constraints: [keep('skin')],
  },
  /** Forest portraits: soft, cool greens, open shade. */
  forest: {
    goals: { lightness: 0.2, contrast: -0.25, saturation: -0.2, shadows: 0.35, fade: 0.25, clarity: -0.15 },
    tonings: [tone('shadows', 155, 0.35), tone('highlights', 30, 0.12)],
    recolours: [turn('green', 'aqua', 0.2), turn('yellow', 'green', 0.25)],
    local: [band('saturation', 'green', -0.25), band('lightness', 'green', -0.1)],
    constraints: [keep('skin')],
  },
  /** Bright, low in blue, clean whites: the feed of a lifestyle blog. */
  'ins style': {
    goals: { lightness: 0.45, contrast: 0.1, saturation: -0.35, fade: 0.45, warmth: -0.25 },
    tonings: [tone('shadows', 210, 0.35), tone('highlights', 25, 0.15)],
    local: [band('saturation', 'yellow', -0.3), band('saturation', 'green', -0.35), band('lightness', 'orange', 0.2)],
    constraints: [keep('skin')],
  },
  /** Skin like cream: bright, warm, without red or texture. */
  cream: {
    goals: { lightness: 0.4, contrast: -0.15, warmth: 0.12, fade: 0.2, saturation: -0.15 },
    tonings: [tone('highlights', 34, 0.25), tone('shadows', 24, 0.25)],
    local: [part('lightness', 'skin', 0.35), part('texture', 'skin', -0.5), band('saturation', 'red', -0.15)],
  },
  /** 冷白皮: porcelain skin, cool and even. */
  'cool white skin': {
    goals: { lightness: 0.2 },
    local: [
      part('lightness', 'skin', 0.45),
      part('warmth', 'skin', -0.35),
      part('saturation', 'skin', -0.3),
      part('texture', 'skin', -0.2),
    ],
    constraints: [keep('highlights')],
  },
  /** Old Chinese painting: silk grounds, cinnabar and malachite, no hard light. */
  'chinese painting': {
    goals: { saturation: -0.35, contrast: -0.2, warmth: 0.2, fade: 0.35, clarity: -0.1 },
    tonings: [tone('highlights', 46, 0.35), tone('shadows', 180, 0.15)],
    recolours: [turn('green', 'aqua', 0.3)],
    local: [band('saturation', 'red', 0.2)],
  },
  neon: {
    goals: { saturation: 0.5, contrast: 0.4, clarity: 0.3, warmth: -0.35, tint: 0.25, lightness: -0.25 },
    tonings: [tone('shadows', 255, 0.8), tone('midtones', 290, 0.5), tone('highlights', 310, 0.6)],
    recolours: [turn('red', 'magenta', 0.3), turn('green', 'aqua', 0.3)],
  },
} as const satisfies Record<string, Look>;

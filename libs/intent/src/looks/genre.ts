import { band, keep, part, tone, turn, type Look } from './look.ts';

/** Looks of a trade: what its picture editors expect. */
export const genreLooks = {
  /** Appetising: warm, bright, saturated reds and yellows, crisp texture, white plates. */
  food: {
    goals: { lightness: 0.3, warmth: 0.25, saturation: 0.3, clarity: 0.2, texture: 0.25, shadows: 0.2 },
    local: [band('saturation', 'orange', 0.2), band('saturation', 'red', 0.2), band('saturation', 'blue', -0.3)],
    constraints: [keep('highlights')],
  },
  newborn: {
    goals: { lightness: 0.4, contrast: -0.15, tint: 0.1, clarity: -0.4, saturation: -0.15, fade: 0.15 },
    tonings: [tone('highlights', 20, 0.15)],
    local: [part('texture', 'skin', -0.3), band('saturation', 'red', -0.2)],
    constraints: [keep('skin'), keep('highlights')],
  },
  wedding: {
    goals: { lightness: 0.45, clarity: -0.15, shadows: 0.35, saturation: -0.1 },
    tonings: [tone('highlights', 24, 0.15)],
    recolours: [turn('green', 'yellow', 0.15)],
    local: [band('saturation', 'green', -0.25)],
    constraints: [keep('highlights'), keep('skin')],
  },
  /** Reportage: believable colour, readable shadows, nothing beautified. */
  documentary: {
    goals: { contrast: 0.25, clarity: 0.25, saturation: -0.2, shadows: 0.2 },
    corrections: ['exposure'],
    constraints: [keep('highlights'), keep('skin')],
  },
  editorial: {
    goals: { contrast: 0.4, clarity: 0.2, saturation: -0.3, warmth: -0.15, sharpness: 0.2 },
    tonings: [tone('shadows', 215, 0.3)],
    constraints: [keep('skin'), keep('highlights')],
  },
  portrait: {
    goals: { shadows: 0.2, highlights: -0.2, warmth: 0.1 },
    local: [part('texture', 'skin', -0.25), part('lightness', 'eyes', 0.3), part('clarity', 'eyes', 0.25)],
    corrections: ['exposure', 'whiteBalance'],
    constraints: [keep('skin')],
  },
  landscape: {
    goals: { contrast: 0.25, clarity: 0.35, saturation: 0.35, highlights: -0.2, shadows: 0.3, haze: -0.25 },
    local: [band('lightness', 'blue', -0.2)],
    constraints: [keep('highlights')],
  },
  street: { goals: { contrast: 0.35, clarity: 0.3, saturation: -0.25, grain: 0.3, shadows: -0.1 } },
  /** Neutral, straight colour on clean whites. */
  product: {
    goals: { lightness: 0.25, clarity: 0.25, sharpness: 0.35, contrast: 0.15 },
    corrections: ['whiteBalance'],
    constraints: [keep('colour'), keep('highlights')],
  },
  interior: {
    goals: { lightness: 0.35, shadows: 0.4, highlights: -0.4, clarity: 0.15, contrast: 0.1 },
    corrections: ['whiteBalance'],
    constraints: [keep('highlights')],
  },
} as const satisfies Record<string, Look>;

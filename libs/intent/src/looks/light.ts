import { band, keep, part, tone, turn, type Look } from './look.ts';

/** Looks of a time of day, a season or a key of light. */
export const lightLooks = {
  /** Low sun: orange light, greens drawn towards it, shadows that keep a breath of red. */
  'golden hour': {
    goals: { warmth: 0.7, shadows: 0.35, highlights: -0.35, saturation: 0.25 },
    tonings: [tone('highlights', 36, 0.5), tone('midtones', 30, 0.25), tone('shadows', 12, 0.12)],
    recolours: [turn('green', 'yellow', 0.2), turn('yellow', 'orange', 0.15)],
    constraints: [keep('skin')],
  },
  /** Dusk: blue shadows; the lamps stay warm, that is what makes it blue. */
  'blue hour': {
    goals: { warmth: -0.75, lightness: -0.45, saturation: 0.1 },
    tonings: [tone('shadows', 232, 0.6), tone('midtones', 222, 0.55), tone('highlights', 30, 0.35)],
  },
  /** White paper behind, light from everywhere: the lights rise with the rest, so nothing is pressed against them. */
  'high key': {
    goals: { lightness: 1, shadows: 0.7, highlights: 0.4, saturation: -0.1 },
    local: [part('lightness', 'background', 0.5)],
  },
  /** One lamp on the subject, the rest falls into black; the lights stay lights. */
  'low key': {
    goals: { lightness: -0.6, shadows: -0.5, saturation: -0.1, vignette: 1 },
    local: [part('lightness', 'background', -1), part('saturation', 'background', -0.3)],
  },
  airy: {
    goals: { lightness: 0.7, shadows: 0.55, highlights: 0.15, saturation: -0.2, fade: 0.25 },
    tonings: [tone('highlights', 198, 0.1)],
    recolours: [turn('green', 'aqua', 0.15)],
    local: [band('saturation', 'green', -0.3), band('lightness', 'green', 0.3), band('saturation', 'yellow', -0.2)],
  },
  summer: {
    goals: { lightness: 0.3, warmth: 0.4, saturation: 0.5, contrast: 0.15, shadows: 0.3 },
    tonings: [tone('highlights', 48, 0.25)],
    recolours: [turn('blue', 'aqua', 0.2)],
    constraints: [keep('highlights'), keep('skin')],
  },
  autumn: {
    goals: { warmth: 0.4, saturation: 0.3, contrast: 0.15 },
    tonings: [tone('shadows', 20, 0.2), tone('highlights', 38, 0.2)],
    recolours: [turn('green', 'yellow', 0.7), turn('yellow', 'orange', 0.45)],
    local: [band('saturation', 'orange', 0.35), band('saturation', 'blue', -0.15)],
    constraints: [keep('skin')],
  },
  winter: {
    goals: { warmth: -0.58, saturation: -0.2, lightness: 0.35, highlights: 0.15 },
    tonings: [tone('shadows', 224, 0.25), tone('highlights', 212, 0.15)],
    local: [band('saturation', 'yellow', -0.35), band('saturation', 'green', -0.45)],
  },
  spring: {
    goals: { lightness: 0.5, saturation: 0.25, shadows: 0.45, highlights: 0.1 },
    tonings: [tone('highlights', 335, 0.12)],
    recolours: [turn('green', 'yellow', 0.25)],
    local: [band('lightness', 'green', 0.45), band('lightness', 'magenta', 0.25)],
  },
  misty: { goals: { haze: 0.8, contrast: -0.5, saturation: -0.35, clarity: -0.4, fade: 0.3 } },
  'night city': {
    goals: { lightness: -0.15, contrast: 0.35, clarity: 0.3, warmth: -0.3, noise: -0.4, shadows: -0.15 },
    tonings: [tone('shadows', 225, 0.4), tone('highlights', 36, 0.4)],
    local: [band('saturation', 'yellow', -0.3), band('saturation', 'green', -0.4)],
    constraints: [keep('highlights')],
  },
} as const satisfies Record<string, Look>;

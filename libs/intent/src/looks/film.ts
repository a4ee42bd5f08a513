import { band, keep, tone, turn, type Look } from './look.ts';

/** Looks of film stocks, by their character, and of the printing and grading of film. */
export const filmLooks = {
  film: {
    goals: { fade: 0.5, grain: 0.45, saturation: -0.2, highlights: -0.2 },
    tonings: [tone('shadows', 190, 0.35), tone('highlights', 36, 0.3)],
    recolours: [turn('green', 'yellow', 0.15)],
    local: [band('saturation', 'green', -0.35), band('saturation', 'blue', -0.2)],
  },
  /** Portrait negative: open, warm, creamy skin. */
  'colour negative': {
    goals: { lightness: 0.35, shadows: 0.45, highlights: -0.1, warmth: 0.15, grain: 0.3, fade: 0.3 },
    tonings: [tone('highlights', 32, 0.3), tone('shadows', 175, 0.35)],
    recolours: [turn('green', 'yellow', 0.3)],
    local: [band('saturation', 'green', -0.3)],
    constraints: [keep('skin')],
  },
  /** Reversal film: deep, clean colour and little latitude. */
  'slide film': {
    goals: { contrast: 0.4, saturation: 0.45, clarity: 0.15 },
    recolours: [turn('green', 'aqua', 0.1)],
    local: [band('lightness', 'blue', -0.2), band('lightness', 'green', -0.1)],
    constraints: [keep('highlights'), keep('skin')],
  },
  'instant film': {
    goals: { fade: 0.6, contrast: -0.3, saturation: -0.3, warmth: 0.2, vignette: 0.3, clarity: -0.3 },
    tonings: [tone('shadows', 205, 0.4), tone('highlights', 52, 0.4)],
  },
  'expired film': {
    goals: { fade: 0.7, grain: 0.7, contrast: -0.25, saturation: -0.25 },
    tonings: [tone('shadows', 290, 0.7), tone('highlights', 65, 0.6)],
  },
  vintage: {
    goals: { fade: 0.6, warmth: 0.3, saturation: -0.45, contrast: -0.2, grain: 0.4, vignette: 0.3 },
    tonings: [tone('shadows', 215, 0.3), tone('highlights', 40, 0.45)],
    local: [band('saturation', 'blue', -0.35), band('saturation', 'green', -0.3)],
  },
  /** Teal shadows against warm light, as graded for the screen. */
  cinematic: {
    goals: { contrast: 0.35, highlights: -0.2, saturation: -0.2, vignette: 0.5 },
    tonings: [tone('shadows', 192, 0.6), tone('highlights', 30, 0.4)],
    recolours: [turn('blue', 'aqua', 0.15)],
    local: [band('saturation', 'green', -0.25), band('saturation', 'magenta', -0.2)],
    constraints: [keep('skin')],
  },
  'teal and orange': {
    goals: { contrast: 0.25, saturation: 0.15 },
    tonings: [tone('shadows', 190, 0.65), tone('midtones', 26, 0.12), tone('highlights', 30, 0.5)],
    recolours: [turn('blue', 'aqua', 0.5), turn('yellow', 'orange', 0.2), turn('green', 'aqua', 0.15)],
    local: [
      band('saturation', 'green', -0.4),
      band('saturation', 'magenta', -0.35),
      band('saturation', 'purple', -0.35),
    ],
  },
  matte: { goals: { fade: 1, contrast: -0.25, saturation: -0.2 } },
  /** Silver kept in the print: hard, grey, drained. */
  'bleach bypass': {
    goals: { contrast: 0.6, saturation: -0.75, clarity: 0.35, grain: 0.3, fade: -0.2 },
    tonings: [tone('shadows', 210, 0.15)],
    constraints: [keep('highlights')],
  },
  /** Slide film in negative chemistry: cyan-green shadows, yellow lights, hard contrast. */
  'cross process': {
    goals: { contrast: 0.5, saturation: 0.3, tint: -0.3 },
    tonings: [tone('shadows', 195, 1), tone('midtones', 120, 0.35), tone('highlights', 60, 0.8)],
  },
  /** Street film of the nineties: warm lamps, green shadows, soft blacks. */
  'hong kong film': {
    goals: { contrast: 0.2, fade: 0.35, warmth: 0.15, grain: 0.5, highlights: -0.2, lightness: -0.1 },
    tonings: [tone('shadows', 165, 0.6), tone('midtones', 20, 0.15), tone('highlights', 28, 0.35)],
    local: [band('saturation', 'red', 0.35), band('lightness', 'red', -0.15)],
    constraints: [keep('skin')],
  },
  /** Dye transfer of the fifties: separate, saturated primaries. */
  'three-strip colour': {
    goals: { saturation: 0.7, contrast: 0.45, warmth: 0.1 },
    recolours: [turn('green', 'aqua', 0.2), turn('yellow', 'orange', 0.1), turn('blue', 'aqua', 0.2)],
    local: [band('saturation', 'red', 0.5), band('saturation', 'blue', 0.3), band('lightness', 'red', -0.2)],
    constraints: [keep('skin')],
  },
} as const satisfies Record<string, Look>;

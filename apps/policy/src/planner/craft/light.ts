import { grade, scaled, type Craft } from './craft.ts';

/** Low sun: orange light, the sky's blue and the greens drawn towards it, shadows that keep a breath of cool. */
export const goldenHour: Craft = ({ strength }) => [
  ...grade('Highlight', 26, 16 * strength),
  ...grade('Midtone', 20, 7 * strength),
  ...grade('Shadow', 12, 4 * strength),
  { tool: 'colorGradeBlending', value: 60 },
  ...scaled(strength, { hueYellow: -8, hueGreen: -12, saturationBlue: -14, luminanceOrange: 6, luminanceYellow: 5 }),
];

export const blueHour: Craft = ({ strength }) => [
  ...grade('Shadow', 232, 14 * strength),
  ...grade('Midtone', 222, 8 * strength),
  // The lamps stay warm: that is what makes dusk blue.
  ...grade('Highlight', 28, 6 * strength),
  ...scaled(strength, { luminanceBlue: -8 }),
];

export const winter: Craft = ({ strength }) => [
  ...grade('Shadow', 224, 8 * strength),
  ...grade('Highlight', 212, 5 * strength),
  ...scaled(strength, { saturationYellow: -22, saturationGreen: -28, saturationOrange: -8, luminanceBlue: 6 }),
];

export const cozy: Craft = ({ strength }) => [
  ...grade('Highlight', 26, 10 * strength),
  ...grade('Shadow', 16, 6 * strength),
  ...scaled(strength, { hueGreen: -12, saturationBlue: -16, saturationAqua: -12, luminanceOrange: 4 }),
];

export const airy: Craft = ({ strength }) => [
  ...grade('Highlight', 198, 3 * strength),
  ...scaled(strength, {
    hueGreen: 10,
    saturationGreen: -16,
    luminanceGreen: 16,
    saturationYellow: -12,
    luminanceOrange: 8,
    luminanceBlue: 10,
  }),
];

export const dreamy: Craft = ({ strength }) => [
  ...grade('Shadow', 300, 3 * strength),
  ...grade('Highlight', 20, 4 * strength),
];

export const pastel: Craft = ({ strength }) => [
  ...grade('Highlight', 335, 4 * strength),
  ...grade('Shadow', 215, 6 * strength),
  ...scaled(strength, {
    luminanceRed: 8,
    luminanceOrange: 8,
    luminanceYellow: 6,
    luminanceGreen: 12,
    luminanceAqua: 10,
    luminanceBlue: 12,
    luminanceMagenta: 8,
  }),
];

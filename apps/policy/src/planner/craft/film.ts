import type { CurvePoint, ToolCall } from '@safelight/core';
import { grade, scaled, units, type Craft } from './craft.ts';

/** Teal shadows against warm light, as graded for the screen. */
export const cinematic: Craft = ({ strength }) => [
  ...grade('Shadow', 192, 17 * strength),
  ...grade('Highlight', 26, 12 * strength),
  { tool: 'colorGradeBlending', value: 55 },
  ...scaled(strength, { hueBlue: -8, saturationGreen: -14, saturationMagenta: -10 }),
];

export const tealAndOrange: Craft = ({ strength }) => [
  ...grade('Shadow', 190, 20 * strength),
  ...grade('Midtone', 22, 4 * strength),
  ...grade('Highlight', 25, 16 * strength),
  { tool: 'colorGradeBlending', value: 45 },
  ...scaled(strength, {
    hueBlue: -18,
    hueAqua: 8,
    hueYellow: -12,
    hueGreen: 10,
    saturationGreen: -25,
    saturationMagenta: -20,
    saturationPurple: -20,
  }),
];

/** Colour negative: muted greens, slightly cyan shadows, creamy highlights. */
export const film: Craft = ({ strength }) => [
  ...grade('Shadow', 190, 8 * strength),
  ...grade('Highlight', 32, 8 * strength),
  ...scaled(strength, {
    hueGreen: -10,
    saturationGreen: -22,
    luminanceGreen: -4,
    hueBlue: -6,
    saturationBlue: -12,
    saturationYellow: -8,
  }),
];

/** Aged print: yellowed whites and bluish blacks by the blue curve. */
export const vintage: Craft = ({ strength }) => [
  blueCurve(14 * strength),
  ...grade('Highlight', 32, 8 * strength),
  ...scaled(strength, { saturationBlue: -20, saturationGreen: -18, hueRed: 5 }),
];

function blueCurve(by: number): ToolCall {
  const points: readonly CurvePoint[] = [
    [0, units(by)],
    [128, 126],
    [255, 255 - units(by)],
  ];
  return { tool: 'toneCurveBlue', value: points };
}

export const moody: Craft = ({ strength }) => [
  ...grade('Shadow', 206, 9 * strength),
  ...grade('Highlight', 28, 5 * strength),
  ...scaled(strength, {
    saturationGreen: -24,
    luminanceGreen: -10,
    saturationYellow: -12,
    saturationBlue: -10,
    luminanceBlue: -8,
  }),
];

export const dramatic: Craft = ({ strength }) => scaled(strength, { luminanceBlue: -14, saturationBlue: 4 });

export const vivid: Craft = ({ strength }) =>
  scaled(strength, { luminanceBlue: -8, saturationAqua: 6, luminanceGreen: -4 });

export const lowKey: Craft = ({ strength }) => grade('Shadow', 220, 4 * strength);

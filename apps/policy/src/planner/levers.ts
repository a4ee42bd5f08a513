import type { CurvePoint, PhotoKind, Recipe, SettingValue, ToolCall } from '@safelight/core';
import type { Figures } from './metrics.ts';

/** A setting, or a few that move together, seen as one number that the planner can turn. */
export interface Lever {
  readonly name: LeverName;
  /** Tools that it sets; a refusal of one of them takes the lever out. */
  readonly tools: readonly string[];
  /** Foundation (white balance, exposure, contrast) comes before colour and light. */
  readonly stage: 'foundation' | 'finish';
  /** The part of the range that leaves a picture natural; narrower than the tool's own range. */
  readonly min: number;
  readonly max: number;
  /** Smallest change that is worth a call. */
  readonly step: number;
  readonly read: (recipe: Recipe) => number;
  readonly calls: (value: number) => readonly ToolCall[];
}

export type LeverName =
  | 'temperature'
  | 'tint'
  | 'exposure'
  | 'contrast'
  | 'highlights'
  | 'shadows'
  | 'whites'
  | 'blacks'
  | 'fade'
  | 'vibrance'
  | 'saturation'
  | 'clarity'
  | 'texture'
  | 'dehaze'
  | 'mist'
  | 'wash'
  | 'curve';

/** Mired of the light assumed where the recipe names none: D65, where the engine too starts from. */
const asShotMired = 1e6 / 6_504;

const numberAt = (recipe: Recipe, tool: string): number => {
  const value = recipe.settings[tool];
  return typeof value === 'number' ? value : 0;
};

function slider(name: LeverName, tool: string, stage: Lever['stage'], min: number, max: number, step: number): Lever {
  return {
    name,
    tools: [tool],
    stage,
    min,
    max,
    step,
    read: (recipe) => numberAt(recipe, tool),
    calls: (value) => [{ tool, value: Number(value.toFixed(2)) }],
  };
}

/** Raw photos know kelvin; the lever counts in slider units of 1 mired, + is warmer, as on rendered photos. */
const kelvin: Lever = {
  name: 'temperature',
  tools: ['temperature'],
  stage: 'foundation',
  min: -85,
  max: 85,
  step: 1,
  read: (recipe) => {
    const value = recipe.settings['temperature'];
    return typeof value === 'number' ? asShotMired - 1e6 / value : 0;
  },
  calls: (value) => [
    { tool: 'whiteBalance', value: 'Custom' },
    { tool: 'temperature', value: Math.round(1e6 / (asShotMired - value) / 50) * 50 },
  ],
};

/** The two sides of the dehaze slider: taking haze out works on what is hazy, putting it in lifts every dark tone. */
const dehaze: Lever = {
  ...slider('dehaze', 'dehaze', 'finish', 0, 60, 1),
  read: (recipe) => Math.max(0, numberAt(recipe, 'dehaze')),
};
const mist: Lever = {
  ...slider('mist', 'dehaze', 'finish', -32, 0, 1),
  read: (recipe) => Math.min(0, numberAt(recipe, 'dehaze')),
};

const washHues = { warm: 26, cool: 222 } as const;

/** A tint over the whole picture where white balance alone does not reach: + warm, − cool, in grading saturation. */
const wash: Lever = {
  name: 'wash',
  tools: ['colorGradeGlobalHue', 'colorGradeGlobalSat'],
  stage: 'finish',
  min: -14,
  max: 14,
  step: 1,
  read: (recipe) => {
    const hue = numberAt(recipe, 'colorGradeGlobalHue');
    const saturation = numberAt(recipe, 'colorGradeGlobalSat');
    return hue === washHues.cool ? -saturation : saturation;
  },
  calls: (value) => [
    { tool: 'colorGradeGlobalHue', value: value < 0 ? washHues.cool : washHues.warm },
    { tool: 'colorGradeGlobalSat', value: Math.abs(value) },
  ],
};

/** Lifted blacks by the tone curve: the curve's value at black, 0..255. */
const fade: Lever = {
  name: 'fade',
  tools: ['toneCurve'],
  stage: 'finish',
  min: 0,
  max: 52,
  step: 2,
  read: (recipe) => {
    const points = curvePoints(recipe.settings['toneCurve']);
    return points[0]?.[0] === 0 ? points[0][1] : 0;
  },
  calls: (value) => [{ tool: 'toneCurve', value: fadeCurve(value) }],
};

/** The matte curve: black lifted by `black`, the deep tones with it, mid-tones and white where they were. */
export function fadeCurve(black: number): readonly CurvePoint[] {
  if (black === 0)
    return [
      [0, 0],
      [255, 255],
    ];
  return [
    [0, black],
    [32, Math.round(32 + 0.62 * black)],
    [80, Math.round(80 + 0.2 * black)],
    [144, 144],
    [255, 255],
  ];
}

function curvePoints(value: SettingValue | undefined): readonly CurvePoint[] {
  return Array.isArray(value) ? (value as readonly CurvePoint[]) : [];
}

/** Where the parametric curve's two middle regions may meet, in hundredths of the encoded range. */
const midtoneSplitRange = { min: 20, max: 80 } as const;

/** OKLab lightness × 100 of a grey → its sRGB code in hundredths. */
function encoded(lightness: number): number {
  const light = Math.max(0, lightness / 100) ** 3;
  return 100 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}

/**
 * Contrast about the picture's own median: the contrast slider turns about middle grey and hardly spreads a picture
 * that lies wholly above or below it. The parametric curve's regions meet at this photo's median.
 */
function curveAbout(original: Figures): Lever {
  const median = encoded(original['lightness.p50']);
  const midtone = Math.round(Math.max(midtoneSplitRange.min, Math.min(midtoneSplitRange.max, median)));
  const shadow = Math.round(midtone / 2);
  const highlight = Math.round((midtone + 100) / 2);
  return {
    name: 'curve',
    tools: ['parametricLights', 'parametricDarks'],
    stage: 'finish',
    min: -60,
    max: 60,
    step: 1,
    read: (recipe) => numberAt(recipe, 'parametricLights'),
    calls: (value) => [
      { tool: 'parametricShadowSplit', value: shadow },
      { tool: 'parametricMidtoneSplit', value: midtone },
      { tool: 'parametricHighlightSplit', value: highlight },
      { tool: 'parametricLights', value },
      { tool: 'parametricDarks', value: -value },
      { tool: 'parametricShadows', value: Math.round(-value / 2) },
      { tool: 'parametricHighlights', value: Math.round(value / 2) },
    ],
  };
}

/** The levers for a photo of this kind that measures so, foundation first. */
export function leversFor(kind: PhotoKind, original: Figures): readonly Lever[] {
  const rendered = kind === 'rendered';
  return [
    rendered ? slider('temperature', 'incrementalTemperature', 'foundation', -85, 85, 1) : kelvin,
    slider('tint', rendered ? 'incrementalTint' : 'tint', 'foundation', -60, 60, 1),
    slider('exposure', 'exposure', 'foundation', -2, 2, 0.05),
    slider('contrast', 'contrast', 'foundation', -70, 70, 1),
    slider('highlights', 'highlights', 'finish', -90, 70, 1),
    slider('shadows', 'shadows', 'finish', -70, 70, 1),
    slider('whites', 'whites', 'finish', -50, 50, 1),
    slider('blacks', 'blacks', 'finish', -60, 40, 1),
    fade,
    slider('vibrance', 'vibrance', 'finish', -60, 55, 1),
    slider('saturation', 'saturation', 'finish', -70, 22, 1),
    slider('clarity', 'clarity', 'finish', -60, 55, 1),
    slider('texture', 'texture', 'finish', -50, 50, 1),
    dehaze,
    mist,
    wash,
    curveAbout(original),
  ];
}

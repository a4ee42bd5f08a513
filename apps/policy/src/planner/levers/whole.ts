import type { CurvePoint, PhotoKind, SettingValue } from '@safelight/core';
import type { Figures } from '../metrics.ts';
import { numberAt, type Lever, type LeverKind, type Stage } from './lever.ts';

/** Mired of the light assumed where the recipe names none: D65, where the engine too starts from. */
const asShotMired = 1e6 / 6_504;

function slider(kind: LeverKind, tool: string, stage: Stage, min: number, max: number, step: number): Lever {
  return {
    name: kind,
    kind,
    scope: null,
    tools: [tool],
    stage,
    min,
    max,
    step,
    read: ({ settings }) => numberAt(settings, tool),
    calls: (value) => [{ tool, value: Number(value.toFixed(2)) }],
  };
}

/** Raw photos know kelvin; the lever counts in slider units of 1 mired, + is warmer, as on rendered photos. */
const kelvin: Lever = {
  name: 'temperature',
  kind: 'temperature',
  scope: null,
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
  read: (recipe) => Math.max(0, numberAt(recipe.settings, 'dehaze')),
};
const mist: Lever = {
  ...slider('mist', 'dehaze', 'finish', -32, 0, 1),
  read: (recipe) => Math.min(0, numberAt(recipe.settings, 'dehaze')),
};

const washHues = { warm: 26, cool: 222 } as const;

/** A tint over the whole picture where white balance alone does not reach: + warm, − cool, in grading saturation. */
const wash: Lever = {
  name: 'wash',
  kind: 'wash',
  scope: null,
  tools: ['colorGradeGlobalHue', 'colorGradeGlobalSat'],
  stage: 'finish',
  min: -14,
  max: 14,
  step: 1,
  read: (recipe) => {
    const hue = numberAt(recipe.settings, 'colorGradeGlobalHue');
    const saturation = numberAt(recipe.settings, 'colorGradeGlobalSat');
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
  kind: 'fade',
  scope: null,
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

export function curvePoints(value: SettingValue | undefined): readonly CurvePoint[] {
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
    kind: 'curve',
    scope: null,
    tools: ['parametricLights', 'parametricDarks'],
    stage: 'finish',
    min: -60,
    max: 60,
    step: 1,
    read: (recipe) => numberAt(recipe.settings, 'parametricLights'),
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

/** Noise of brightness and of colour go together; a raw file's own colour noise reduction stays at least. */
const denoise: Lever = {
  ...slider('denoise', 'luminanceNoiseReduction', 'finish', 0, 60, 1),
  tools: ['luminanceNoiseReduction', 'colorNoiseReduction'],
  calls: (value) => [
    { tool: 'luminanceNoiseReduction', value },
    { tool: 'colorNoiseReduction', value: Math.max(25, Math.round(value / 2)) },
  ],
};

/** Depth of field by the depth that the engine makes out. Lights keep their size: nobody asked for bokeh balls. */
const lensBlur: Lever = {
  ...slider('lensBlur', 'lensBlurAmount', 'finish', 0, 90, 1),
  tools: ['lensBlurActive', 'lensBlurAmount'],
  read: ({ settings }) => (settings['lensBlurActive'] === true ? numberAt(settings, 'lensBlurAmount') : 0),
  calls: (value) => [
    { tool: 'lensBlurActive', value: value > 0 },
    { tool: 'lensBlurAmount', value },
    { tool: 'lensBlurHighlightsBoost', value: 10 },
  ],
};

/** The levers of the whole photo, of this kind and measuring so, foundation first. */
export function wholeLevers(kind: PhotoKind, original: Figures): readonly Lever[] {
  const rendered = kind === 'rendered';
  return [
    rendered ? slider('temperature', 'incrementalTemperature', 'foundation', -85, 85, 1) : kelvin,
    slider('tint', rendered ? 'incrementalTint' : 'tint', 'foundation', -75, 75, 1),
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
    denoise,
    lensBlur,
  ];
}

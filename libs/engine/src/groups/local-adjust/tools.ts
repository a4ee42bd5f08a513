/** Which local tools corrections move, and by how much. */
import type { Correction, PhotoKind } from '@safelight/core';
import { Settings } from '../../compile/settings.ts';
import { isStraight } from '../tone-curve/tone-curve.ts';
import { isGraded, tintOf } from '../color-grading/color-grading.ts';

/** Sliders of ±100 (or 0..100) that add to a slider of the whole photo. */
const sliders = [
  'localTemperature',
  'localTint',
  'localContrast',
  'localHighlights',
  'localShadows',
  'localWhites',
  'localBlacks',
  'localTexture',
  'localClarity',
  'localDehaze',
  'localSaturation',
  'localSharpness',
  'localNoise',
  'localMoire',
  'localDefringe',
  'localGrain',
  'localGlow',
] as const;

export const localCurves = ['localCurve', 'localCurveRed', 'localCurveGreen', 'localCurveBlue'] as const;

export const localGrades: readonly string[] = [
  ...['Shadow', 'Midtone', 'Highlight', 'Global'].flatMap((zone) =>
    ['Hue', 'Sat', 'Lum'].map((part) => `localColorGrade${zone}${part}`),
  ),
  'localColorGradeBlending',
  'localColorGradeBalance',
];

/** A blended quantity: the plane that carries it, what one correction adds at full alpha, and the bound of the sum. */
interface Quantity {
  readonly plane: string;
  readonly tools: readonly string[];
  readonly valueOf: (settings: Settings) => number;
  readonly bound: number;
}

const tint = (settings: Settings): readonly [a: number, b: number] =>
  tintOf(settings.number('localToningHue'), settings.slider('localToningSaturation'));
const toningTools = ['localToningHue', 'localToningSaturation'];

/** Twice a slider's range is as far as the sum of corrections goes; hues turn as far as they like. */
export const quantities: readonly Quantity[] = [
  {
    plane: 'localExposure',
    tools: ['localExposure'],
    valueOf: (settings) => settings.number('localExposure'),
    bound: 8,
  },
  ...sliders.map((tool) => ({
    plane: tool,
    tools: [tool],
    valueOf: (settings: Settings) => settings.slider(tool),
    bound: 2,
  })),
  { plane: 'localHue', tools: ['localHue'], valueOf: (settings) => settings.number('localHue'), bound: 3600 },
  { plane: 'localToning.a', tools: toningTools, valueOf: (settings) => tint(settings)[0], bound: 0.25 },
  { plane: 'localToning.b', tools: toningTools, valueOf: (settings) => tint(settings)[1], bound: 0.25 },
];

/** A correction that shows: active, with an amount and at least one active mask. */
export interface LiveCorrection {
  readonly correction: Correction;
  readonly settings: Settings;
  /** 0..2. */
  readonly amount: number;
  /** Planes that it adds to, in the order of `quantities`. */
  readonly planes: readonly string[];
  /** Whether it has curves, swatches or grades, which are blended by its alpha. */
  readonly isBlended: boolean;
}

export const hasLocalCurve = (settings: Settings): boolean =>
  localCurves.some((tool) => !isStraight(settings.curve(tool)));

/** `keepDefaults` counts a tool that is set to its default as moved. */
export function liveCorrections(
  corrections: readonly Correction[],
  kind: PhotoKind,
  keepDefaults: boolean,
): readonly LiveCorrection[] {
  return corrections.flatMap((correction): LiveCorrection[] => {
    const settings = new Settings(correction, kind);
    const amount = settings.slider('localAmount');
    const isShown = settings.flag('localActive') && amount > 0;
    if (!isShown || !correction.masks.some((mask) => new Settings(mask, kind).flag('maskActive'))) return [];
    const kept = (tools: readonly string[]): boolean => keepDefaults && tools.some((tool) => settings.isSet(tool));
    const planes = quantities
      .filter(({ tools, valueOf }) => valueOf(settings) !== 0 || kept(tools))
      .map(({ plane }) => plane);
    const isBlended =
      hasLocalCurve(settings) ||
      isGraded(settings, 'localColorGrade') ||
      correction.pointColors.length > 0 ||
      kept(localCurves) ||
      kept(localGrades);
    return planes.length > 0 || isBlended ? [{ correction, settings, amount, planes, isBlended }] : [];
  });
}

/** Rules between settings: which ones exclude, order or imply each other. */
import { findTool } from '@safelight/catalogue';
import type { CurvePoint, SettingValue } from '@safelight/core';

/** A recipe's settings while they are worked on. */
export type Draft = Record<string, SettingValue>;

export const rawPair: readonly string[] = ['temperature', 'tint'];
export const renderedPair: readonly string[] = ['incrementalTemperature', 'incrementalTint'];
export const whiteBalanceKeys: readonly string[] = ['whiteBalance', ...rawPair, ...renderedPair];
export const splitKeys: readonly string[] = [
  'parametricShadowSplit',
  'parametricMidtoneSplit',
  'parametricHighlightSplit',
];
export const cropKeys: readonly string[] = ['cropTop', 'cropLeft', 'cropBottom', 'cropRight', 'cropAngle'];
export const curveKeys: readonly string[] = ['toneCurve', 'toneCurveRed', 'toneCurveGreen', 'toneCurveBlue'];

/** Settings that only mean something together; a merge takes each group whole from one side. */
export const unitsOfMerge: readonly (readonly string[])[] = [whiteBalanceKeys, splitKeys, [...cropKeys, 'hasCrop']];

/** Points of Lightroom's named point curves; a recipe stores the points, since a name alone renders nothing. */
export const namedCurves: ReadonlyMap<SettingValue, readonly CurvePoint[]> = new Map(
  Object.entries({
    'Medium Contrast': [
      [0, 0],
      [32, 22],
      [64, 56],
      [128, 128],
      [192, 196],
      [255, 255],
    ],
    'Strong Contrast': [
      [0, 0],
      [32, 16],
      [64, 50],
      [128, 128],
      [192, 202],
      [255, 255],
    ],
  } satisfies Record<string, CurvePoint[]>),
);

/** Writes what the other settings imply: the white balance mode, the curve's name and whether there is a crop. */
export function settle(draft: Draft): void {
  if ([...rawPair, ...renderedPair].some((key) => Object.hasOwn(draft, key))) draft.whiteBalance = 'Custom';
  const points = draft.toneCurveName === undefined ? undefined : namedCurves.get(draft.toneCurveName);
  if (points !== undefined) draft.toneCurve ??= points;
  imply(draft, 'toneCurveName', 'Custom', curveKeys);
  imply(draft, 'hasCrop', true, cropKeys);
}

function imply(draft: Draft, key: string, value: SettingValue, causes: readonly string[]): void {
  if (causes.some((cause) => Object.hasOwn(draft, cause))) draft[key] = value;
  else Reflect.deleteProperty(draft, key);
}

export interface Conflict {
  /** The settings that do not go together; the first one is named as the field. */
  readonly keys: readonly string[];
  readonly message: string;
}

/** Settings that contradict each other. */
export function conflicts(draft: Draft): Conflict[] {
  const found: Conflict[] = [];
  if (rawPair.some((key) => Object.hasOwn(draft, key)) && renderedPair.some((key) => Object.hasOwn(draft, key))) {
    found.push({
      keys: [...rawPair, ...renderedPair],
      message:
        'temperature and tint (raw photos) exclude incrementalTemperature and incrementalTint (all others). Keep one pair.',
    });
  }
  const [shadow, midtone, highlight] = splitKeys.map((key) => numberIn(draft, key)) as [number, number, number];
  if (!(shadow < midtone && midtone < highlight)) {
    found.push({
      keys: splitKeys,
      message: `The curve's splits must rise, but stand at ${shadow}, ${midtone}, ${highlight}. Set the splits together so that shadow < midtone < highlight.`,
    });
  }
  for (const [low, high] of [
    ['cropLeft', 'cropRight'],
    ['cropTop', 'cropBottom'],
  ] as const) {
    const from = numberIn(draft, low);
    const to = numberIn(draft, high);
    if (from < to) continue;
    const message = `${low} (${from}) must be less than ${high} (${to}). Set both edges of the crop together.`;
    found.push({ keys: [low, high], message });
  }
  return found;
}

function numberIn(draft: Draft, key: string): number {
  return (draft[key] ?? findTool(key)!.default) as number;
}

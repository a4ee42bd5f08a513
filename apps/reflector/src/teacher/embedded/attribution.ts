import { findTool } from '@safelight/catalogue';
import { regionNames, type Attribution, type Observation, type RegionFigures, type RegionName } from '@safelight/core';
import { metricAt, metricPaths } from '@safelight/measure';
import type { Difference } from './facts.ts';

/** A figure, which way it goes when the setting goes up, and the change of it that is plain to see. */
type Influence = readonly [metric: string, sign: 1 | -1];

const tone: readonly Influence[] = [
  ['lightness.p50', 1],
  ['face.lightness.p50', 1],
];
const warmth: readonly Influence[] = [
  ['skin.cast.b', 1],
  ['face.cast.b', 1],
  ['cast.b', 1],
];
const tint: readonly Influence[] = [
  ['skin.cast.a', 1],
  ['face.cast.a', 1],
  ['cast.a', 1],
];
const colour: readonly Influence[] = [
  ['skin.chroma.mean', 1],
  ['chroma.mean', 1],
  ['chroma.p95', 1],
];

/** What the tools of the whole photo move, first what people see first. Both kinds of white balance count upwards as warmer. */
const influences: Readonly<Record<string, readonly Influence[]>> = {
  exposure: [...tone, ['clipping.highlights', 1], ['clipping.shadows', -1]],
  contrast: [['lightness.deviation', 1]],
  highlights: [
    ['lightness.p95', 1],
    ['clipping.highlights', 1],
  ],
  whites: [
    ['lightness.p99', 1],
    ['clipping.highlights', 1],
  ],
  shadows: [
    ['lightness.p25', 1],
    ['lightness.p05', 1],
  ],
  blacks: [
    ['lightness.p05', 1],
    ['clipping.shadows', -1],
  ],
  temperature: warmth,
  incrementalTemperature: warmth,
  tint,
  incrementalTint: tint,
  saturation: colour,
  vibrance: colour,
  clarity: [
    ['detail', 1],
    ['lightness.deviation', 1],
  ],
  texture: [['detail', 1]],
  dehaze: [
    ['haze', -1],
    ['lightness.deviation', 1],
  ],
  sharpness: [
    ['detail', 1],
    ['noise', 1],
  ],
  luminanceSmoothing: [
    ['noise', -1],
    ['detail', -1],
  ],
  grainAmount: [['noise', 1]],
};

/** What the tools of a correction move in its region. */
const localInfluences: Readonly<Record<string, readonly Influence[]>> = {
  localExposure: [['lightness.p50', 1]],
  localContrast: [['lightness.deviation', 1]],
  localHighlights: [['lightness.p95', 1]],
  localShadows: [['lightness.p05', 1]],
  localTemperature: [['cast.b', 1]],
  localTint: [['cast.a', 1]],
  localSaturation: [['chroma.mean', 1]],
  localClarity: [['detail', 1]],
  localTexture: [['detail', 1]],
};

/** Changes that are plain to see, by the last words of a path; lightness and colour in OKLab × 100. */
const visible: readonly (readonly [ending: string, step: number])[] = [
  ['clipping.highlights', 0.005],
  ['clipping.shadows', 0.005],
  ['cast.a', 0.8],
  ['cast.b', 0.8],
  ['chroma.mean', 0.8],
  ['chroma.p95', 1.5],
  ['detail', 0.3],
  ['noise', 0.3],
  ['haze', 0.05],
];
const visibleElse = 2;

/** How many visible steps a deviation is. */
export function stepsOf({ metric, deviation }: Pick<Attribution, 'metric' | 'deviation'>): number {
  const step = visible.find(([ending]) => metric.endsWith(ending))?.[1] ?? visibleElse;
  return Math.abs(deviation) / step;
}

/**
 * The settings of the worse edit that explain what its figures are off by: a setting that is too high, and a figure that
 * it raises and that is too high. At most one figure for each setting, the plainest; the strongest first.
 */
export function attributionsOf(
  differences: readonly Difference[],
  worse: Observation,
  better: Observation,
): readonly Attribution[] {
  return differences
    .flatMap((difference): readonly Attribution[] => {
      const found = candidatesOf(difference)
        .map(([metric, sign]) => ({ metric, sign, deviation: deviationAt(metric, worse, better) }))
        .filter(({ sign, deviation }) => deviation !== null && Math.sign(deviation) === sign * directionOf(difference))
        .map(({ metric, deviation }) => ({ metric, deviation: deviation! }))
        .filter((one) => stepsOf(one) >= 1)
        .sort((one, other) => stepsOf(other) - stepsOf(one));
      const [strongest] = found;
      if (strongest === undefined) return [];
      const { tool, target = null, worse: own, better: other } = difference;
      return [{ tool, target, worse: own, better: other, ...strongest }];
    })
    .sort((one, other) => stepsOf(other) - stepsOf(one));
}

/** 1 when the worse edit has more of it, −1 when less, 0 when there is no more or less. */
function directionOf({ worse, better }: Difference): number {
  return typeof worse === 'number' && typeof better === 'number' ? Math.sign(worse - better) : 0;
}

function candidatesOf({ tool, target }: Difference): readonly Influence[] {
  if (target === undefined) return Object.hasOwn(influences, tool) ? influences[tool]! : bandInfluences(tool);
  const region = regionNames.find((name) => name === target.toLowerCase());
  const local = Object.hasOwn(localInfluences, tool) ? localInfluences[tool]! : [];
  return local.map(([metric, sign]) => [region === undefined ? metric : `${region}.${metric}`, sign]);
}

/** The sliders of one hue band: saturationBlue, luminanceOrange. */
function bandInfluences(tool: string): readonly Influence[] {
  const parts = /^(saturation|luminance)([A-Z][a-z]+)$/.exec(tool);
  if (parts === null || findTool(tool)?.group !== 'hsl') return [];
  const figure = parts[1] === 'saturation' ? 'chroma' : 'lightness';
  return [[`chroma.byHue.${parts[2]!.toLowerCase()}.${figure}`, 1]];
}

/** Worse − better; null where one of them was not measured. */
function deviationAt(metric: string, worse: Observation, better: Observation): number | null {
  const [own, other] = [figureAt(worse, metric), figureAt(better, metric)];
  return own === null || other === null ? null : own - other;
}

const known = new Set(metricPaths);

function figureAt({ measurement, regions }: Observation, path: string): number | null {
  if (known.has(path)) return metricAt(measurement, path);
  const [name, ...rest] = path.split('.');
  const region = regions.find((one) => one.name === (name as RegionName) && one.share > 0);
  if (region === undefined) return null;
  let value: unknown = region satisfies RegionFigures;
  for (const key of rest) value = (value as Record<string, unknown>)[key];
  return typeof value === 'number' ? value : null;
}

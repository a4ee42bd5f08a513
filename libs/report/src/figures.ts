/** The measured figures that the page speaks of, and how each is written. */
import { regionNames, type Evaluation, type Measurement, type Observation } from '@safelight/core';
import { metricAt, metricPaths } from '@safelight/measure';
import { number, regionLabel } from './labels.ts';
import { localeOf, type Words } from './words.ts';

export interface Figure {
  readonly path: string;
  readonly label: keyof Words;
  readonly kind: 'figure' | 'share';
  /** A difference that a viewer just notices side by side; it ranks unlike figures. */
  readonly noticeable: number;
}

export const figures: readonly Figure[] = [
  { path: 'lightness.p50', label: 'lightness', kind: 'figure', noticeable: 1 },
  { path: 'lightness.p05', label: 'shadows', kind: 'figure', noticeable: 1 },
  { path: 'lightness.p95', label: 'highlights', kind: 'figure', noticeable: 1 },
  { path: 'lightness.deviation', label: 'contrast', kind: 'figure', noticeable: 0.7 },
  { path: 'cast.b', label: 'warmth', kind: 'figure', noticeable: 0.5 },
  { path: 'cast.a', label: 'tint', kind: 'figure', noticeable: 0.5 },
  { path: 'chroma.mean', label: 'chroma', kind: 'figure', noticeable: 0.5 },
  { path: 'clipping.shadows', label: 'clippedShadows', kind: 'share', noticeable: 0.005 },
  { path: 'clipping.highlights', label: 'clippedHighlights', kind: 'share', noticeable: 0.005 },
  { path: 'detail', label: 'detail', kind: 'figure', noticeable: 0.2 },
];

/** Figures that a step may aim at though the table leaves them out. */
const aimedAt: Readonly<Record<string, keyof Words>> = {
  'lightness.p01': 'blackPoint',
  'lightness.p25': 'lowTones',
  'lightness.p75': 'highTones',
  'lightness.p99': 'whitePoint',
};

/** `sky.lightness.p50` → the region and the path in it; null for figures of the whole picture. */
function regionOf(path: string): readonly [(typeof regionNames)[number], string] | null {
  const name = regionNames.find((one) => path.startsWith(`${one}.`));
  return name === undefined ? null : [name, path.slice(name.length + 1)];
}

/** The figure that a prediction names; null where the picture has none: a region not found, a name that is no figure. */
export function figureAt({ measurement, regions }: Observation, path: string): number | null {
  if (metricPaths.includes(path)) return metricAt(measurement, path);
  const [name, inner] = regionOf(path) ?? [];
  const region = regions.find((one) => one.name === name && one.share > 0);
  if (region === undefined || inner === undefined) return null;
  let value: unknown = region;
  for (const key of inner.split('.')) value = Object(value)[key] as unknown;
  return typeof value === 'number' ? value : null;
}

/** The mean of both scores: what reflections are judged by. */
export function meanOf({ scores }: Evaluation): number {
  return (scores.aesthetic + scores.instruction) / 2;
}

/** The name that photographers use; the path itself where there is none (a cell of the grid, one hue). */
export function figureLabel(path: string, words: Words): string {
  const region = regionOf(path);
  if (region !== null) return `${regionLabel(region[0], localeOf(words))}: ${figureLabel(region[1], words)}`;
  const label = figures.find((figure) => figure.path === path)?.label ?? aimedAt[path];
  return label === undefined ? path : words[label];
}

/** `9.8`, `2.1 %`; a change carries its sign. */
export function figureText(path: string, value: number, signed = false): string {
  const share = path.includes('clipping.') || path.endsWith('.share');
  return share ? `${number(value * 100, 1, signed)}\u00a0%` : number(value, 1, signed);
}

/** The figures that moved most for the eye, at most four, strongest first. */
export function strongestChanges(before: Measurement, after: Measurement): Figure[] {
  const strength = ({ path, noticeable }: Figure): number =>
    Math.abs(metricAt(after, path) - metricAt(before, path)) / noticeable;
  return figures
    .filter((figure) => strength(figure) >= 1)
    .sort((one, other) => strength(other) - strength(one))
    .slice(0, 4);
}

import { gridColumns, gridRows, hueBands, type Measurement } from '@safelight/core';

const groups: Readonly<Record<string, readonly string[]>> = {
  lightness: ['mean', 'p01', 'p05', 'p25', 'p50', 'p75', 'p95', 'p99', 'deviation'],
  clipping: ['shadows', 'highlights'],
  cast: ['a', 'b', 'neutralA', 'neutralB'],
  chroma: ['mean', 'p95'],
};
const bandFigures = ['share', 'chroma', 'lightness'];
const cellFigures = ['lightness', 'deviation', 'chroma', 'a', 'b'];

/** Every path that `metricAt` knows: `lightness.p50`, `chroma.byHue.blue.share`, `grid[4].lightness` … */
export const metricPaths: readonly string[] = [
  ...Object.entries(groups).flatMap(([group, names]) => names.map((name) => `${group}.${name}`)),
  ...hueBands.flatMap((band) => bandFigures.map((name) => `chroma.byHue.${band}.${name}`)),
  'detail',
  'noise',
  'haze',
  'banding',
  ...Array.from({ length: gridRows * gridColumns }, (_, cell) =>
    cellFigures.map((name) => `grid[${cell}].${name}`),
  ).flat(),
];

const known = new Set(metricPaths);

/** The figure at a path of `metricPaths`. A path that is not there is an error of the program, not of its input. */
export function metricAt(measurement: Measurement, path: string): number {
  if (!known.has(path)) throw new RangeError(`A measurement has no figure at "${path}".`);
  let value: unknown = measurement;
  for (const key of path.split(/[.[\]]+/).filter(Boolean)) value = (value as Record<string, unknown>)[key];
  return value as number;
}

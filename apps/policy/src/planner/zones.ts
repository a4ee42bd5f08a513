import { gridColumns, gridRows, hueBands } from '@safelight/core';
import type { Figures, Metric } from './metrics.ts';

/** A set of pixels that is measured apart, and under which metrics: the whole, a region, a cell of the grid, a hue band. */
export interface Zone {
  readonly name: string;
  /** Percentiles or the mean of lightness. */
  readonly tones: readonly Metric[];
  readonly deviation: Metric | null;
  readonly chroma: Metric;
  readonly chromaTop: Metric | null;
  readonly a: Metric | null;
  readonly b: Metric | null;
  readonly detail: Metric | null;
  readonly clippedHighlights: Metric | null;
}

export const wholeZone = '';

const whole: Zone = {
  name: wholeZone,
  tones: ['mean', 'p01', 'p05', 'p25', 'p50', 'p75', 'p95', 'p99'].map((name) => `lightness.${name}`),
  deviation: 'lightness.deviation',
  chroma: 'chroma.mean',
  chromaTop: 'chroma.p95',
  a: 'cast.a',
  b: 'cast.b',
  detail: 'detail',
  clippedHighlights: 'clipping.highlights',
};

const regionZone = (name: string): Zone => ({
  name,
  tones: ['mean', 'p05', 'p50', 'p95'].map((tone) => `${name}.lightness.${tone}`),
  deviation: `${name}.lightness.deviation`,
  chroma: `${name}.chroma.mean`,
  chromaTop: `${name}.chroma.p95`,
  a: `${name}.cast.a`,
  b: `${name}.cast.b`,
  detail: `${name}.detail`,
  clippedHighlights: `${name}.clipping.highlights`,
});

export const cellZoneName = (cell: number): string => `grid[${cell}]`;
export const bandZoneName = (band: string): string => `chroma.byHue.${band}`;

const cellZone = (name: string): Zone => ({
  name,
  tones: [`${name}.lightness`],
  deviation: `${name}.deviation`,
  chroma: `${name}.chroma`,
  chromaTop: null,
  a: `${name}.a`,
  b: `${name}.b`,
  detail: null,
  clippedHighlights: null,
});

const bandZone = (name: string): Zone => ({
  name,
  tones: [`${name}.lightness`],
  deviation: null,
  chroma: `${name}.chroma`,
  chromaTop: null,
  a: null,
  b: null,
  detail: null,
  clippedHighlights: null,
});

/** The zones of which there are figures. */
export function zonesOf(figures: Figures): readonly Zone[] {
  const regions = Object.keys(figures).flatMap((metric) => /^(\w+)\.lightness\.p50$/.exec(metric)?.[1] ?? []);
  return [
    whole,
    ...regions.map(regionZone),
    ...Array.from({ length: gridRows * gridColumns }, (_, cell) => cellZone(cellZoneName(cell))),
    ...hueBands.map((band) => bandZone(bandZoneName(band))),
  ];
}

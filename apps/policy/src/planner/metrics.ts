import {
  gridColumns,
  gridRows,
  hueBands,
  type Measurement,
  type Observation,
  type RegionFigures,
} from '@safelight/core';

/** A measured figure, by its path into `Measurement` (`cast.b`), or by region and path (`sky.lightness.p50`). */
export type Metric = string;

/** A value for each metric: a measurement, or a change of one. */
export type Figures = Readonly<Record<Metric, number>>;

const whole: Readonly<Record<Metric, (m: Measurement) => number>> = {
  'lightness.mean': (m) => m.lightness.mean,
  'lightness.p01': (m) => m.lightness.p01,
  'lightness.p05': (m) => m.lightness.p05,
  'lightness.p25': (m) => m.lightness.p25,
  'lightness.p50': (m) => m.lightness.p50,
  'lightness.p75': (m) => m.lightness.p75,
  'lightness.p95': (m) => m.lightness.p95,
  'lightness.p99': (m) => m.lightness.p99,
  'lightness.deviation': (m) => m.lightness.deviation,
  'clipping.shadows': (m) => m.clipping.shadows,
  'clipping.highlights': (m) => m.clipping.highlights,
  'cast.a': (m) => m.cast.a,
  'cast.b': (m) => m.cast.b,
  'cast.neutralA': (m) => m.cast.neutralA,
  'cast.neutralB': (m) => m.cast.neutralB,
  'chroma.mean': (m) => m.chroma.mean,
  'chroma.p95': (m) => m.chroma.p95,
  detail: (m) => m.detail,
  noise: (m) => m.noise,
  haze: (m) => m.haze,
  banding: (m) => m.banding,
};

const ofRegion: Readonly<Record<string, (r: RegionFigures) => number>> = {
  'lightness.mean': (r) => r.lightness.mean,
  'lightness.p05': (r) => r.lightness.p05,
  'lightness.p50': (r) => r.lightness.p50,
  'lightness.p95': (r) => r.lightness.p95,
  'lightness.deviation': (r) => r.lightness.deviation,
  'clipping.highlights': (r) => r.clipping.highlights,
  'cast.a': (r) => r.cast.a,
  'cast.b': (r) => r.cast.b,
  'chroma.mean': (r) => r.chroma.mean,
  'chroma.p95': (r) => r.chroma.p95,
  detail: (r) => r.detail,
};

/** Every figure that the planner reasons about, of an observation. Regions that were not found have none. */
export function figuresOf({ measurement, regions }: Pick<Observation, 'measurement' | 'regions'>): Figures {
  const figures: Record<Metric, number> = {};
  for (const [name, read] of Object.entries(whole)) figures[name] = read(measurement);
  for (const band of hueBands) {
    figures[`chroma.byHue.${band}.share`] = measurement.chroma.byHue[band].share;
    figures[`chroma.byHue.${band}.chroma`] = measurement.chroma.byHue[band].chroma;
    figures[`chroma.byHue.${band}.lightness`] = measurement.chroma.byHue[band].lightness;
  }
  for (let cell = 0; cell < gridRows * gridColumns; cell += 1) {
    for (const [name, value] of Object.entries(measurement.grid[cell]!)) figures[`grid[${cell}].${name}`] = value;
  }
  for (const region of regions) {
    if (region.share === 0) continue;
    for (const [name, read] of Object.entries(ofRegion)) figures[`${region.name}.${name}`] = read(region);
  }
  return figures;
}

/** `effect` on `figures`; metrics that the effect does not know stay. */
export function added(figures: Figures, effect: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([metric, value]) => [metric, value + (effect[metric] ?? 0)]));
}

/** What changed; of figures that both have. */
export function differenceOf(from: Figures, to: Figures): Figures {
  return Object.fromEntries(
    Object.keys(from)
      .filter((metric) => Object.hasOwn(to, metric))
      .map((metric) => [metric, to[metric]! - from[metric]!]),
  );
}

/**
 * What counts as one visible step of a metric: errors are weighed in these. Lightness and colour figures are
 * OKLab × 100, where about 2 of lightness or 1 of a, b is just plain to see in a whole picture.
 */
export function visibleStep(metric: Metric, original: Figures): number {
  if (metric.includes('clipping')) return 0.008;
  if (metric.endsWith('.share')) return 0.02;
  if (metric.includes('chroma') && !metric.endsWith('.lightness')) return Math.max(0.5, 0.08 * (original[metric] ?? 0));
  if (/cast\.|\.[ab]$/.test(metric)) return 0.8;
  if (metric.endsWith('detail')) return Math.max(0.02, 0.08 * (original[metric] ?? 0));
  if (metric.endsWith('deviation')) return 1;
  if (metric === 'noise') return Math.max(0.02, 0.15 * (original[metric] ?? 0));
  if (metric === 'haze') return 0.03;
  if (metric === 'banding') return 0.02;
  return 2;
}

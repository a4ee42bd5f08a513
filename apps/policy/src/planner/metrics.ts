import type { Measurement } from '@safelight/core';

/** The measured figures that the planner reasons about, by their path into `Measurement`. */
export const metrics = {
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
  'chroma.byHue.orange.chroma': (m) => m.chroma.byHue.orange.chroma,
  detail: (m) => m.detail,
} as const satisfies Record<string, (measurement: Measurement) => number>;

export type Metric = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as readonly Metric[];

/** A value for each metric: a measurement, or a change of one. */
export type Figures = Readonly<Record<Metric, number>>;

export function figuresOf(measurement: Measurement): Figures {
  return Object.fromEntries(metricNames.map((name) => [name, metrics[name](measurement)])) as Figures;
}

/**
 * What counts as one visible step of a metric: errors are weighed in these. Lightness and colour figures are
 * OKLab × 100, where about 2 of lightness or 1 of a, b is just plain to see in a whole picture.
 */
export function visibleStep(metric: Metric, original: Figures): number {
  switch (metric) {
    case 'clipping.shadows':
    case 'clipping.highlights':
      return 0.008;
    case 'cast.a':
    case 'cast.b':
    case 'cast.neutralA':
    case 'cast.neutralB':
      return 0.8;
    case 'chroma.mean':
    case 'chroma.p95':
    case 'chroma.byHue.orange.chroma':
      return Math.max(0.5, 0.08 * original[metric]);
    case 'detail':
      return Math.max(0.02, 0.08 * original.detail);
    case 'lightness.deviation':
      return 1;
    default:
      return 2;
  }
}

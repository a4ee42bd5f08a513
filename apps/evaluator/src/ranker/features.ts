import type { EvaluationMetric, Scores } from '@safelight/core';
import type { Axis } from '@safelight/intent';
import { qualities } from '../metrics/aesthetic/index.ts';
import { asked, isMonochrome, type Case } from '../metrics/metric.ts';
import { movedAxes, movesOf } from './moves.ts';

/** What the ranker reads of a case, each brought to about −2 .. 2. Their order is part of the model: see models/README.md. */
export type Features = Readonly<Record<string, number>>;

/** Axes of the whole photo whose amounts the ranker is told. */
const axesTold: readonly Axis[] = ['lightness', 'contrast', 'warmth', 'tint', 'saturation', 'monochrome'];

const ratio = (from: number, to: number, floor: number): number =>
  Math.log(Math.max(floor, to) / Math.max(floor, from));

/** The figures of both pictures, the values of the metrics and what was asked. */
export function featuresOf(subject: Case, metrics: readonly EvaluationMetric[], scores: Scores): Features {
  return { ...judged(metrics, scores), ...moved(subject), ...changed(subject), ...shown(subject), ...told(subject) };
}

function judged(metrics: readonly EvaluationMetric[], scores: Scores): Features {
  const values = (axis: EvaluationMetric['axis']): readonly number[] =>
    metrics.filter((metric) => metric.axis === axis).map(({ value }) => value / 10);
  // A quality that does not apply fails nothing.
  const found = new Map(metrics.map(({ name, axis, value }) => [`${axis} ${name}`, value / 10]));
  return {
    instruction: (scores.instruction - 1) / 4,
    'instruction worst': Math.min(...values('instruction')),
    aesthetic: (scores.aesthetic - 1) / 4,
    'aesthetic worst': Math.min(1, ...values('aesthetic')),
    ...Object.fromEntries(qualities.map(({ name }) => [name, found.get(`aesthetic ${name}`) ?? 1])),
  };
}

function moved(subject: Case): Features {
  const { excess, least, most } = movesOf(subject);
  // Twice too much is not twice as bad.
  const felt = movedAxes.map((axis) => [`excess ${axis}`, Math.asinh(excess[axis]!)] as const);
  return {
    ...Object.fromEntries(felt),
    'excess all': Math.hypot(...felt.map(([, value]) => value)) / 2,
    'wish least': least,
    'wish most': most,
  };
}

function changed({ before, after, pair }: Case): Features {
  const [from, to] = [before.measurement, after.measurement];
  const [fine, finer] = [before.figures.fineness, after.figures.fineness];
  const brisque = [before.brisque(), after.brisque()];
  return {
    'd p01': (to.lightness.p01 - from.lightness.p01) / 15,
    'd p05': (to.lightness.p05 - from.lightness.p05) / 15,
    'd p50': (to.lightness.p50 - from.lightness.p50) / 15,
    'd p95': (to.lightness.p95 - from.lightness.p95) / 15,
    'd p99': (to.lightness.p99 - from.lightness.p99) / 15,
    'd deviation': ratio(from.lightness.deviation, to.lightness.deviation, 1) * 2,
    'd chroma': ratio(from.chroma.mean, to.chroma.mean, 0.5),
    'd chroma p95': ratio(from.chroma.p95, to.chroma.p95, 0.5),
    'd spread': ratio(before.tones.colourSpread, after.tones.colourSpread, 0.5),
    'd cast a': (to.cast.a - from.cast.a) / 4,
    'd cast b': (to.cast.b - from.cast.b) / 6,
    'd neutral a': (to.cast.neutralA - from.cast.neutralA) / 4,
    'd neutral b': (to.cast.neutralB - from.cast.neutralB) / 6,
    'd white': Math.sqrt(to.clipping.highlights) - Math.sqrt(from.clipping.highlights),
    'd black': Math.sqrt(to.clipping.shadows) - Math.sqrt(from.clipping.shadows),
    'd detail': ratio(from.detail, to.detail, 0.1) * 2,
    'd structure': ratio(fine.structure, finer.structure, 0.05) * 2,
    'd acuity': ratio(fine.acuity, finer.acuity, 0.5) * 2,
    'd noise': ratio(fine.noise, finer.noise, 0.1),
    'd local': ratio(before.texture.local, after.texture.local, 0.1) * 2,
    'd torn': after.texture.tornShare - before.texture.tornShare,
    'd banding': to.banding - from.banding,
    'd haze': (to.haze - from.haze) * 3,
    'd corners': (after.figures.cornerFall - before.figures.cornerFall) / 8,
    'd brisque': brisque[0] === null || brisque[1] === null ? 0 : (brisque[1]! - brisque[0]!) / 20,
    'change mean': (pair?.change.mean ?? 0) / 12,
    'change p95': (pair?.change.p95 ?? 0) / 20,
    'halos found': (pair?.halos ?? 0) * 6,
    'structure lost': (1 - (pair?.structure ?? 1)) * 6,
    'skin turned': pair?.skin == null ? 0 : (after.skin.hue - before.skin.hue) / 15,
  };
}

function shown({ after: { measurement, tones } }: Case): Features {
  const { lightness, chroma, cast, clipping } = measurement;
  return {
    'p05 shown': lightness.p05 / 50 - 0.5,
    'p50 shown': lightness.p50 / 50 - 1,
    'p95 shown': lightness.p95 / 50 - 1.5,
    'deviation shown': lightness.deviation / 15 - 1.3,
    'chroma shown': chroma.mean / 8 - 1,
    'spread shown': tones.colourSpread / 6 - 1,
    'cast shown': Math.hypot(cast.neutralA, cast.neutralB) / 5,
    'white shown': Math.sqrt(clipping.highlights) * 2,
    'black shown': Math.sqrt(clipping.shadows) * 2,
  };
}

function told(subject: Case): Features {
  const amounts = axesTold.map((axis) => [`asked ${axis}`, asked(subject.intent, axis)] as const);
  return { ...Object.fromEntries(amounts), 'without colour': isMonochrome(subject) ? 1 : 0 };
}

import type { Picture } from '../../picture/picture.ts';
import { falloff, outside, progress } from '../curves.ts';
import type { Metric, Words } from '../metric.ts';

/** A figure that a balanced picture has within a band. */
export interface BalancedFigure {
  readonly name: string;
  readonly label: Words;
  readonly read: (picture: Picture) => number;
  readonly band: readonly [low: number, high: number];
  /** How far outside the band halves the value, in the figure's unit. */
  readonly halfAt: number;
}

/** The metric of "put it right": into the band, or at least most of the way; what is balanced already must stay so. */
export function correctionMetric(figure: BalancedFigure, weight: number): Metric {
  const [low, high] = figure.band;
  return {
    name: figure.name,
    axis: 'instruction',
    weight,
    judge: ({ before, after, intent }) => {
      const from = figure.read(before);
      const to = figure.read(after);
      const way = outside(from, low, high);
      const left = outside(to, low, high);
      const value = Math.max(falloff(left, figure.halfAt), way > 0 ? progress(way - left, way, figure.halfAt) : 0);
      const figures = `${figure.label[intent.locale]} ${from.toFixed(1)} → ${to.toFixed(1)}`;
      const evidence =
        intent.locale === 'zh' ? `${figures}，均衡范围 ${low}–${high}` : `${figures}, balanced is ${low}–${high}`;
      return { value, evidence };
    },
  };
}

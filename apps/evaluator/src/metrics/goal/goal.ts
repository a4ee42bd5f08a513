import type { Locale } from '@safelight/core';
import type { Axis } from '@safelight/intent';
import type { Figures } from '../../picture/figures.ts';
import { progress } from '../curves.ts';
import type { Finding, Metric, Span, Words } from '../metric.ts';
import { nameIn, type Where } from '../where.ts';

/** How one axis of an instruction shows in the figures of a picture. */
export interface GoalFigure {
  readonly axis: Axis;
  /** Name of the metric when the axis is to rise and when it is to fall. */
  readonly names: { readonly up: string; readonly down: string };
  readonly label: Words;
  /** Decimals in the evidence. */
  readonly digits: number;
  readonly read: (figures: Figures) => number;
  /**
   * How far the figure should move for a wish of `amount` (−1 .. 1, not 0): of the same sign, in the figure's unit. It
   * depends on the original: a bright picture has less room to be brightened than a dark one.
   */
  readonly way: (before: Figures, amount: number) => number;
  /** A change of the figure that is plain to see, > 0: over-doing is counted in these where the reach is smaller. */
  readonly step: (before: Figures) => number;
}

/** A way in proportion to the wish; `reach` is its length at full strength, > 0. */
export function linear(reach: (before: Figures, up: boolean) => number): GoalFigure['way'] {
  return (before, amount) => amount * reach(before, amount > 0);
}

/** The metric of one wish. `amount` is −1 .. 1, not 0; `weight` > 0. */
export function goalMetric(figure: GoalFigure, amount: number, weight: number, where: Where): Metric {
  return {
    name: nameIn(amount > 0 ? figure.names.up : figure.names.down, where.region),
    axis: 'instruction',
    weight,
    judge: (subject) => judge(figure, amount, where.spanOf(subject), subject.intent.locale),
  };
}

function judge(figure: GoalFigure, amount: number, { before, after }: Span, locale: Locale): Finding {
  const from = figure.read(before);
  const to = figure.read(after);
  const way = figure.way(before, amount);
  const wanted = from + way;
  const text = (value: number): string => value.toFixed(figure.digits);
  const label = figure.label[locale];
  const bound = amount > 0 ? '≥' : '≤';
  return {
    value: progress(to - from, way, figure.step(before)),
    evidence:
      locale === 'zh'
        ? `${label} ${text(from)} → ${text(to)}，目标 ${bound} ${text(wanted)}`
        : `${label} ${text(from)} → ${text(to)}, wanted ${bound} ${text(wanted)}`,
  };
}

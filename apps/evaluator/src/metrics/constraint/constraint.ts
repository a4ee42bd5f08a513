import { clamp } from '../curves.ts';
import type { Case, Finding, Metric, Span, Words } from '../metric.ts';
import { nameIn, type Where } from '../where.ts';

/** How one thing that must stay as it is shows in the figures. */
export interface Keeper {
  readonly name: string;
  /** 0 (lost) .. 10 (as it was). */
  readonly kept: (span: Span, subject: Case) => number;
  readonly evidence: (span: Span, subject: Case) => Words;
}

/** What keeping earns at least, as a share, when nothing that was asked for has been done. */
const shareOfIdleness = 0.2;

/**
 * The metric of one constraint. Doing nothing keeps everything, so keeping counts in full only as far as the wishes
 * were met: `attained` (0..1) is their weighted mean, 1 when there are none. Breaking a constraint costs always.
 */
export function constraintMetric(keeper: Keeper, weight: number, attained: number, where: Where): Metric {
  return {
    name: nameIn(keeper.name, where.region),
    axis: 'instruction',
    weight,
    judge: (subject): Finding => {
      const counted = clamp(shareOfIdleness + (1 - shareOfIdleness) * attained, 0, 1);
      const { locale } = subject.intent;
      const span = where.spanOf(subject);
      const share = Math.round(100 * counted);
      const idle =
        share === 100
          ? ''
          : locale === 'zh'
            ? `；愿望只部分实现，按 ${share}% 计`
            : `; counts ${share} % as the wishes were met only in part`;
      return { value: counted * keeper.kept(span, subject), evidence: keeper.evidence(span, subject)[locale] + idle };
    },
  };
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

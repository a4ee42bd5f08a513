import type { Evaluation, EvaluationMetric, Locale } from '@safelight/core';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** What a rationale is made of. */
export interface Grounds {
  readonly scores: Evaluation['scores'];
  /** Instruction metrics at 7 or more, heaviest first. */
  readonly met: readonly EvaluationMetric[];
  /** Those under 5, worst first. */
  readonly missed: readonly EvaluationMetric[];
  /** The aesthetic metric that costs most, or null when none is under 7.5. */
  readonly flaw: EvaluationMetric | null;
  readonly uncovered: readonly string[];
  /** Whether the pictures could be compared place by place. */
  readonly aligned: boolean;
}

/** Two to four sentences in the instruction's language that say what the scores rest on. */
export function rationaleOf(
  locale: Locale,
  scores: Evaluation['scores'],
  metrics: readonly EvaluationMetric[],
  uncovered: readonly string[],
  aligned: boolean,
): string {
  const heaviest = [...metrics].sort((one, other) => other.weight - one.weight);
  const asked = heaviest.filter(({ axis }) => axis === 'instruction');
  const looks = heaviest.filter(({ axis }) => axis === 'aesthetic');
  const cost = ({ weight, value }: EvaluationMetric): number => weight * (10 - value);
  const [worst] = [...looks].sort((one, other) => cost(other) - cost(one));
  const grounds: Grounds = {
    scores,
    met: asked.filter(({ value }) => value >= 7),
    missed: asked.filter(({ value }) => value < 5).sort((one, other) => one.value - other.value),
    flaw: worst !== undefined && worst.value < 7.5 ? worst : null,
    uncovered,
    aligned,
  };
  return (locale === 'zh' ? zh : en)(grounds);
}

import type { Axis } from '@safelight/intent';
import { qualities, findingOf } from './metrics/aesthetic/index.ts';
import { constraintMetric, keepers } from './metrics/constraint/index.ts';
import { balancedFigures, correctionMetric } from './metrics/correction/index.ts';
import { wishOf } from './metrics/explicit.ts';
import { goalFigures, goalMetric } from './metrics/goal/index.ts';
import { lookMetrics } from './metrics/look/index.ts';
import type { Case, Metric } from './metrics/metric.ts';

/** A wish that came with a look counts less than one that was spelled out. */
const shareOfLook = 0.8;
const constraintWeight = 0.8;
const correctionWeight = 0.8;
const explicitWeight = 0.8;

/** One metric for each thing that was asked for; empty when nothing of it can be measured. */
export function instructionMetrics(subject: Case): readonly Metric[] {
  const wishes = wishMetrics(subject);
  const attained = attainment(wishes, subject);
  const protections = new Set(subject.intent.constraints.map(({ protect }) => protect));
  const constraints = [...protections].map((protect) => constraintMetric(keepers[protect], constraintWeight, attained));
  return [...wishes, ...constraints];
}

function wishMetrics({ intent }: Case): readonly Metric[] {
  const goals = intent.goals.map(({ axis, amount, look }) =>
    goalMetric(goalFigures[axis], amount, (0.4 + 0.6 * Math.abs(amount)) * (look === null ? 1 : shareOfLook)),
  );
  const taken = new Set<Axis>(intent.goals.map(({ axis }) => axis));
  const explicit = intent.explicit.flatMap((call) => {
    const wish = wishOf(call);
    if (wish === null || taken.has(wish.axis)) return [];
    taken.add(wish.axis);
    return [goalMetric(goalFigures[wish.axis], wish.amount, explicitWeight)];
  });
  const kinds = new Set(intent.corrections.map(({ what }) => what));
  const corrections = [...kinds].map((what) => correctionMetric(balancedFigures[what], correctionWeight));
  const known = lookMetrics as Readonly<Record<string, Metric | undefined>>;
  const looks = [...new Set(intent.looks)].flatMap((look) => (Object.hasOwn(known, look) ? [known[look]!] : []));
  return [...goals, ...explicit, ...corrections, ...looks];
}

/** Weighted mean of how far the wishes were met, 0..1; 1 when there are none. */
function attainment(wishes: readonly Metric[], subject: Case): number {
  const weight = wishes.reduce((sum, metric) => sum + metric.weight, 0);
  if (weight === 0) return 1;
  return wishes.reduce((sum, metric) => sum + (metric.weight * metric.judge(subject).value) / 10, 0) / weight;
}

/**
 * The qualities that this case is looked at for. One that fails weighs up to twice as much as one that is perfect:
 * people notice what is broken. (More than twice would let a small flaw of a good quality raise the mean.)
 */
export function aestheticMetrics(subject: Case): readonly Metric[] {
  return qualities.flatMap((quality) => {
    const importance = quality.weight(subject);
    if (importance === 0) return [];
    const finding = findingOf(quality, subject);
    const weight = importance * (2 - finding.value / 10);
    return [{ name: quality.name, axis: 'aesthetic' as const, weight, judge: () => finding }];
  });
}

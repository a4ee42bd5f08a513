import { regionKey, type Axis, type Intent, type Region } from '@safelight/intent';
import { qualities, findingOf } from './metrics/aesthetic/index.ts';
import { constraintMetric, keeperOf } from './metrics/constraint/index.ts';
import { balancedFigures, correctionMetric } from './metrics/correction/index.ts';
import { wishOf } from './metrics/explicit.ts';
import { geometryMetrics } from './metrics/geometry/index.ts';
import { goalFigures, goalMetric } from './metrics/goal/index.ts';
import { lookMetrics } from './metrics/look/index.ts';
import type { Case, Metric } from './metrics/metric.ts';
import { recolourMetric } from './metrics/recolour.ts';
import { samePictureMetrics } from './metrics/same-picture.ts';
import { settingMetric, unseenMetric } from './metrics/settings.ts';
import { toningMetric } from './metrics/toning.ts';
import { whereOf } from './metrics/where.ts';

/** A wish that came with a look counts less than one that was spelled out. */
const shareOfLook = 0.8;
const constraintWeight = 0.8;
/** "Don't touch it" is the plainest thing that can be said. */
const untouchedWeight = 1.2;
const correctionWeight = 0.8;
const explicitWeight = 0.8;

/** What the instruction asks, as questions about this case, and the parts of it that nothing here can answer. */
export interface Selection {
  readonly metrics: readonly Metric[];
  /** Verbatim. */
  readonly unanswered: readonly string[];
}

/** One metric for each thing that was asked for; none when nothing of it can be measured. */
export function instructionMetrics(subject: Case): Selection {
  const unanswered: string[] = [];
  const wishes = wishMetrics(subject, unanswered);
  const attained = attainment(wishes, subject);
  const asked = [...wishes, ...constraintMetrics(subject, attained, unanswered)];
  if (asked.length > 0) return { metrics: [...asked, ...samePictureMetrics(subject)], unanswered };
  // Without anything to judge by there is nothing to be judged, unless the settings say whether anything was done.
  return { metrics: subject.settings === null ? [] : [unseenMetric(subject.settings)], unanswered };
}

const keyOf = (axis: Axis, region: Region | null): string => `${axis}@${regionKey(region)}`;

function wishMetrics(subject: Case, unanswered: string[]): readonly Metric[] {
  const { intent } = subject;
  const wishes: Metric[] = [];
  const taken = new Set<string>();
  for (const { axis, region, amount, look, source } of intent.goals) {
    taken.add(keyOf(axis, region));
    const where = whereOf(region, subject);
    const weight = (0.4 + 0.6 * Math.abs(amount)) * (look === null ? 1 : shareOfLook);
    if (where === null) unanswered.push(source);
    else wishes.push(goalMetric(goalFigures[axis], amount, weight, where));
  }
  for (const call of intent.explicit) {
    const wish = wishOf(call);
    const where = whereOf(call.region, subject);
    if (wish === null && call.region === null && subject.settings !== null) {
      wishes.push(settingMetric(call, subject.settings));
      continue;
    }
    if (wish === null || where === null) {
      if (call.value !== 0) unanswered.push(call.source);
      continue;
    }
    const key = keyOf(wish.axis, call.region);
    if (!taken.has(key)) wishes.push(goalMetric(goalFigures[wish.axis], wish.amount, explicitWeight, where));
    taken.add(key);
  }
  for (const toning of intent.tonings) wishes.push(toningMetric(toning, toning.look === null ? 1 : shareOfLook));
  for (const recolour of intent.recolours) {
    const where = whereOf({ kind: 'colour', band: recolour.band }, subject);
    if (where === null) unanswered.push(recolour.source);
    else wishes.push(recolourMetric(recolour, recolour.look === null ? 1 : shareOfLook, where));
  }
  const frame = geometryMetrics(subject);
  wishes.push(...frame.metrics);
  unanswered.push(...frame.unanswered);
  const kinds = new Set(intent.corrections.map(({ what }) => what));
  for (const what of kinds) wishes.push(correctionMetric(balancedFigures[what], correctionWeight));
  const known = lookMetrics as Readonly<Record<string, Metric | undefined>>;
  for (const look of new Set(intent.looks)) if (Object.hasOwn(known, look)) wishes.push(known[look]!);
  return wishes;
}

function constraintMetrics(subject: Case, attained: number, unanswered: string[]): readonly Metric[] {
  const { intent, pair } = subject;
  const named = new Map(intent.constraints.map((one) => [`${one.protect}@${regionKey(one.region)}`, one]));
  return [...named.values()].flatMap(({ protect, region, source }) => {
    const where = whereOf(region, subject);
    if (where === null || (protect === 'all' && pair === null)) {
      unanswered.push(source);
      return [];
    }
    const weight = protect === 'all' ? untouchedWeight : constraintWeight;
    return [constraintMetric(keeperOf(protect, region), weight, attained, where)];
  });
}

/** Weighted mean of how far the wishes were met, 0..1; 1 when there are none. */
function attainment(wishes: readonly Metric[], subject: Case): number {
  const weight = wishes.reduce((sum, metric) => sum + metric.weight, 0);
  if (weight === 0) return 1;
  return wishes.reduce((sum, metric) => sum + (metric.weight * metric.judge(subject).value) / 10, 0) / weight;
}

/** Whether a sentence holds anything that a picture could show. */
export function asksForAnything(intent: Intent): boolean {
  const { goals, tonings, recolours, geometry, constraints, corrections, looks, explicit } = intent;
  const wishes = [goals, tonings, recolours, constraints, corrections, looks, explicit];
  return geometry !== null || wishes.some(({ length }) => length > 0);
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

import type { Comparison, Evaluation, Locale, Scores } from '@safelight/core';
import type { Preference } from '../backend/backend.ts';
import { orderOf, pairsOf, winRatesOf } from './win-rates.ts';

/** One figure of both scores, 1..5: their geometric mean, as VIEScore joins its two, so that neither makes up for the other. */
export function overallOf({ aesthetic, instruction }: Scores): number {
  return Math.sqrt(aesthetic * instruction);
}

/** Decides every pair by the scores, strictly: equal scores are a tie. */
export function preferByScore(evaluations: readonly Evaluation[], locale: Locale): readonly Preference[] {
  return pairsOf(evaluations.length).map(([one, other]) => {
    const [first, second] = [evaluations[one]!, evaluations[other]!];
    const [a, b] = [overallOf(first.scores), overallOf(second.scores)];
    const winner = a > b ? one : b > a ? other : null;
    return { one, other, winner, evidence: evidenceOf(first, second, locale) };
  });
}

/** The two overall scores, and the metric in which the two differ most. */
function evidenceOf(one: Evaluation, other: Evaluation, locale: Locale): string {
  const [a, b] = [one, other].map(({ scores }) => overallOf(scores).toFixed(2));
  const told = one.metrics.flatMap((metric) => {
    const rival = other.metrics.find(({ name, axis }) => name === metric.name && axis === metric.axis);
    return rival === undefined ? [] : [{ metric, rival, cost: metric.weight * Math.abs(metric.value - rival.value) }];
  });
  const most = told.reduce<(typeof told)[number] | null>(
    (best, row) => (best && best.cost >= row.cost ? best : row),
    null,
  );
  const sum = locale === 'zh' ? `总分 ${a} 对 ${b}` : `overall ${a} to ${b}`;
  if (most === null || most.cost === 0) return sum;
  const { metric, rival } = most;
  const name = `"${metric.name}" ${metric.value.toFixed(1)} : ${rival.value.toFixed(1)}`;
  return locale === 'zh'
    ? `${sum}；差别最大的一项 ${name}（${metric.evidence}；对方 ${rival.evidence}）`
    : `${sum}; most different in ${name} (${metric.evidence}; the other ${rival.evidence})`;
}

export function comparisonOf(
  evaluations: readonly Evaluation[],
  preferences: readonly Preference[],
  evaluatorVersion: string,
): Comparison {
  const winRates = winRatesOf(evaluations.length, preferences);
  return {
    winRates,
    order: orderOf(
      winRates,
      evaluations.map(({ scores }) => overallOf(scores)),
    ),
    evaluatorVersion,
  };
}

import { Fault, type Evaluation, type EvaluationMetric } from '@safelight/core';
import type { Intent } from '@safelight/intent';
import { confidenceOf, uncoveredOf } from './confidence.ts';
import type { Case, Tilts } from './metrics/metric.ts';
import type { Settings } from './metrics/settings.ts';
import { pairOf } from './pair/pair.ts';
import { partsOf, regionsOf, type Mattes } from './part/part.ts';
import type { Picture } from './picture/picture.ts';
import { withOpinion } from './ranker/opinion.ts';
import type { Ranker } from './ranker/ranker.ts';
import { rationaleOf } from './rationale/rationale.ts';
import { measured, scoresOf } from './score.ts';
import { aestheticMetrics, asksForAnything, instructionMetrics } from './select.ts';

/** Of the metrics alone; changes whenever the same pictures could score differently. */
export const metricsVersion = 'metrics/2';
/** Of the metrics with the ranker among them. */
export const evaluatorVersion = `${metricsVersion}+ranker-1`;

/** What perception found in the two pictures, as far as the instruction needs it. */
export interface Sight {
  readonly mattes: Mattes;
  readonly tilts: Tilts | null;
}

export const nothingSeen: Sight = { mattes: new Map(), tilts: null };

/** @throws Fault `instruction.notDevelopWork` for a sentence that gives no metric, before any picture is looked at */
export function requireMeasurable(intent: Intent): void {
  if (!asksForAnything(intent)) refuse(intent);
}

/** Lays two pictures that were looked at over each other. */
export function caseOf(
  intent: Intent,
  before: Picture,
  after: Picture,
  { mattes, tilts }: Sight,
  settings: Settings | null = null,
): Case {
  const pair = pairOf(before, after);
  return {
    intent,
    before,
    after,
    pair,
    parts: partsOf(regionsOf(intent), before, after, pair, mattes),
    tilts,
    settings,
  };
}

/** How sure figures are that compare wholes where places cannot be compared. */
const surenessUnaligned = 0.8;

/**
 * Judges an edit from its two pictures and the sentence alone. Metrics and weights are made for the case, as in
 * RetouchIQ's generalist reward model (arXiv 2602.17558); here each metric is a measured figure, and one is a small network
 * that has learnt from pairs. The pictures may differ in size and crop.
 *
 * @throws Fault `instruction.notDevelopWork` when there is nothing to measure the edit against
 */
export async function judge(subject: Case, instruction: string, ranker: Ranker): Promise<Evaluation> {
  const found = measure(subject);
  const metrics = await withOpinion(subject, found.metrics, ranker);
  return conclude(subject, instruction, { ...found, metrics }, evaluatorVersion);
}

/** The same by measured figures alone: a pure function. */
export function judgeByMetrics(subject: Case, instruction: string): Evaluation {
  return conclude(subject, instruction, measure(subject), metricsVersion);
}

interface Found {
  readonly metrics: readonly EvaluationMetric[];
  /** Parts of the instruction that no metric answers, verbatim. */
  readonly unanswered: readonly string[];
}

function measure(subject: Case): Found {
  const { metrics: wanted, unanswered } = instructionMetrics(subject);
  if (wanted.length === 0) refuse(subject.intent);
  return { metrics: [...measured(wanted, subject), ...measured(aestheticMetrics(subject), subject)], unanswered };
}

function conclude(
  { intent, pair, parts }: Case,
  instruction: string,
  { metrics, unanswered }: Found,
  version: string,
): Evaluation {
  const scores = scoresOf(metrics);
  const uncovered = uncoveredOf(intent, unanswered);
  const guessed = intent.guessed.map(({ source }) => source);
  const seen = [...parts.values()].flatMap((part) => (part === null ? [] : [part.confidence]));
  const sureness = Math.min(1, ...seen) * (pair === null ? surenessUnaligned : 1);
  return {
    scores,
    confidence: confidenceOf(uncovered, guessed, instruction, sureness),
    metrics,
    rationale: rationaleOf(intent.locale, scores, metrics, uncovered, pair !== null),
    evaluatorVersion: version,
  };
}

/** No guess: without a wish that shows in figures there is no instruction score. */
function refuse({ locale }: Intent): never {
  const message =
    locale === 'zh'
      ? '这条要求里没有可以用光线和色彩数值衡量的内容；请写出想要的效果，例如“更暖一些，保留暗部细节”。'
      : 'Nothing in the instruction can be measured in light and colour. Say what should change, such as "warmer, keep the shadows".';
  throw new Fault('instruction.notDevelopWork', message, { field: 'instruction' });
}

import { Fault, type Evaluation, type Rgb8Image } from '@safelight/core';
import { readInstruction, type Intent } from '@safelight/intent';
import { confidenceOf, uncoveredOf } from './confidence.ts';
import type { Case } from './metrics/metric.ts';
import { lookAt } from './picture/picture.ts';
import { rationaleOf } from './rationale/rationale.ts';
import { measured, scoresOf } from './score.ts';
import { aestheticMetrics, instructionMetrics } from './select.ts';

/** Changes whenever the same pictures could score differently. */
export const evaluatorVersion = 'metrics/1';

/**
 * Judges an edit from its two pictures and the sentence alone: a pure function. Metrics and weights are chosen for
 * the case, as in RetouchIQ's generalist reward model (arXiv 2602.17558); here each metric is a measured figure.
 * The pictures may differ in size and crop.
 *
 * @throws Fault `instruction.*` when there is nothing to measure the edit against.
 */
export function evaluate(before: Rgb8Image, after: Rgb8Image, instruction: string): Evaluation {
  const intent = readMeasurable(instruction);
  return judge({ intent, before: lookAt(before), after: lookAt(after) }, instruction);
}

/** Reads a sentence and refuses one that gives no metric, before any picture is looked at. */
export function readMeasurable(instruction: string): Intent {
  const intent = readInstruction(instruction);
  const { goals, constraints, corrections, looks, explicit } = intent;
  if (goals.length + constraints.length + corrections.length + looks.length + explicit.length === 0) refuse(intent);
  return intent;
}

/** Judges two pictures that were looked at already. */
export function judge(subject: Case, instruction: string): Evaluation {
  const { intent } = subject;
  const wanted = instructionMetrics(subject);
  if (wanted.length === 0) refuse(intent);
  const metrics = [...measured(wanted, subject), ...measured(aestheticMetrics(subject), subject)];
  const scores = scoresOf(metrics);
  return {
    scores,
    confidence: confidenceOf(intent, instruction),
    metrics,
    rationale: rationaleOf(intent.locale, scores, metrics, uncoveredOf(intent)),
    evaluatorVersion,
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

import { askForJson, type Question, type Vlm } from '@safelight/vlm';

/** Marks should not depend on chance. */
const sampling = { temperature: 0, seed: 0 };

/** @throws Fault `model.badReply` when no reply fits: no score is ever made up */
export function ask<T>(
  vlm: Vlm,
  question: Omit<Question<T>, 'failureMessage' | keyof typeof sampling>,
  signal: AbortSignal,
): Promise<T> {
  const failureMessage = 'The model gave no usable judgement. Try again, or use the "metrics" back end.';
  return askForJson(vlm, { ...question, ...sampling, failureMessage }, signal);
}

/** The evaluator alone, for commands that need no fleet. */
export { startEvaluator } from '@safelight/evaluator';

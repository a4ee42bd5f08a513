export type { JudgeSettings } from './config/judge.ts';
export { evaluatorVersion } from './evaluate.ts';
export { startEvaluator, type EvaluatorOptions } from './service.ts';

export { startEvaluator } from '@safelight/evaluator';
export { startSandbox } from '@safelight/sandbox';
export { startLocalFleet, type Fleet, type FleetOptions } from './fleet.ts';

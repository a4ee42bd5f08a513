export { findStored } from './oriented.ts';
export { openPerception } from './perception.ts';
export type { PerceivedMask, Perception, PerceptionOptions } from './perception.ts';
export { perceivedTools, unperceivedReason } from './tools.ts';

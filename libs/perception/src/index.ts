export { findStored, uprightMatte, uprightPicture } from './oriented.ts';
export { PerceptionThread } from './thread/thread.ts';
export type { PerceivedMask, Perception, PerceptionOptions, SceneFigures } from './perception.ts';
export { masksOf, uniteMattes } from './regions.ts';
export { perceivedTools, unperceivedReason } from './tools.ts';

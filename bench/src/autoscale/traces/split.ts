/**
 * What settings may be chosen on, and what they are judged on. The two share no seed, and most shapes of the second are
 * not in the first: `tune/` imports `tuningTraces` alone, and a test holds that.
 */
import type { TraceSpec } from './trace.ts';

const day = { lengthSeconds: 24 * 3600, turnsPerSecond: 2.5 } as const;

export const tuningTraces: readonly TraceSpec[] = [
  { ...day, shape: 'diurnal', seed: 11 },
  ...[13, 14, 15].map((seed) => ({ ...day, shape: 'bursts' as const, seed })),
  ...[16, 17].map((seed) => ({ ...day, shape: 'viral' as const, seed })),
  ...[19, 20, 21].map((seed) => ({ ...day, shape: 'doubleViral' as const, seed })),
];

export const judgingTraces: readonly TraceSpec[] = [
  { ...day, shape: 'diurnal', seed: 201 },
  { ...day, shape: 'bursts', seed: 202 },
  { ...day, shape: 'viral', seed: 203 },
  { ...day, shape: 'doubleViral', seed: 204 },
  ...[205, 206].map((seed) => ({ ...day, shape: 'commuter' as const, seed })),
  ...[207, 208].map((seed) => ({ ...day, shape: 'batches' as const, seed })),
  ...[209, 210].map((seed) => ({ ...day, shape: 'quiet' as const, seed })),
  ...[211, 212].map((seed) => ({ ...day, shape: 'newsflash' as const, seed })),
  ...[213, 214].map((seed) => ({ ...day, shape: 'launch' as const, seed })),
];

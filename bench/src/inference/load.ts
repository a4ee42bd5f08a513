import { quantile } from '../api/load/load.ts';
import type { Caller } from './clients.ts';

export interface Loaded {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** So many callers, each of which asks again when it has its answer. */
export async function loadOf(
  makeCaller: () => Caller,
  callers: number,
  durationMs: number,
  warmMs = 300,
): Promise<Loaded> {
  const all = Array.from({ length: callers }, makeCaller);
  const times: number[] = [];
  const begin = performance.now() + warmMs;
  const end = begin + durationMs;
  await Promise.all(
    all.map(async (caller) => {
      while (performance.now() < end) {
        const start = performance.now();
        await caller.ask();
        const done = performance.now();
        if (start >= begin && done <= end) times.push(done - start);
      }
      await caller.close();
    }),
  );
  times.sort((left, right) => left - right);
  return {
    perSecond: times.length / (durationMs / 1_000),
    ...{ p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) },
  };
}

/** Contenders take turns within one run: what else the machine does meets all of them. */
import type { Child } from '../child/child.ts';
import { load, type LoadOptions, type Loaded } from '../load/load.ts';
import type { ApiOptions } from '../options.ts';
import { median } from '../../row.ts';

export interface Contender {
  readonly name: string;
  readonly server: Pick<Child<unknown>, 'figures'>;
  readonly load: Omit<LoadOptions, 'durationMs'>;
}

export interface Standing {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server's process for one request. */
  readonly cpuMs: number;
  /** For each round. */
  readonly rounds: readonly { readonly perSecond: number; readonly cpuMs: number }[];
}

/** In the order of the contenders. */
export async function contest(contenders: readonly Contender[], options: ApiOptions): Promise<readonly Standing[]> {
  const rounds: (Loaded & { readonly cpuMs: number })[][] = contenders.map(() => []);
  for (let round = 0; round < options.rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      // The warm-up costs processor time, so it is done before the first look at it.
      await load({ ...contender.load, durationMs: 1, warmMs: 300 });
      const before = await contender.server.figures();
      const loaded = await load({ ...contender.load, durationMs: options.roundMs, warmMs: 0 });
      const after = await contender.server.figures();
      rounds[index]!.push({ ...loaded, cpuMs: (after.cpuMs - before.cpuMs) / Math.max(1, loaded.count) });
    }
  }
  return rounds.map((all) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    p50Ms: median(all.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(all.map(({ p99Ms }) => p99Ms)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
    rounds: all,
  }));
}

/** The median of the rounds' own ratios. */
export function ratio(ours: Standing, theirs: Standing, of: 'perSecond' | 'cpuMs' = 'perSecond'): number {
  return median(ours.rounds.map((round, index) => round[of] / theirs.rounds[index]![of]));
}

export function told({ p50Ms, p99Ms, cpuMs }: Standing): string {
  return `p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms, ${cpuMs.toFixed(3)} ms of the server’s processor time each`;
}

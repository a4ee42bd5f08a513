/** Applies a rule of libs/autoscale to processes: reads, decides and scales at the rule's own pace, or a faster one. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Autoscaler } from '@safelight/autoscale';
import { inBackground } from '@safelight/service-kit';
import type { Read, Reading } from './readings.ts';

/** What is scaled: a group of processes, or of anything that starts and drains. */
export interface Scaled {
  readonly wanted: number;
  /** Those that answer or drain. */
  readonly members: readonly unknown[];
  scaleTo(count: number): Promise<void>;
}

export interface Seen extends Reading {
  readonly wanted: number;
  readonly ready: number;
}

export interface AutoscaleOptions {
  readonly group: Scaled;
  readonly autoscaler: Autoscaler;
  /** How much faster than the rule's own seconds time runs: its pace and its windows, not the work. */
  readonly timeFactor: number;
  readonly read: Read;
  readonly onSeen: (seen: Seen) => void;
  readonly onDecision: (from: number, to: number, seen: Seen) => void;
  /** Told of figures that could not be had, when nothing is changed, and of processes that did not start. */
  readonly onTrouble: (error: unknown) => void;
  /** Default: the clock's. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Scales until disposed; what is being started or drained then is the group's to end. */
export function autoscale(options: AutoscaleOptions): AsyncDisposable {
  const { group, autoscaler, timeFactor, read, onSeen, onDecision, onTrouble } = options;
  const wait = options.wait ?? ((ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined));
  const paceMs = (autoscaler.everySeconds * 1000) / timeFactor;
  return inBackground(async (signal) => {
    let state = autoscaler.begin();
    for (let tick = 0; !signal.aborted; tick++) {
      await wait(paceMs, signal);
      if (signal.aborted) return;
      try {
        const reading = await read();
        const seen = { ...reading, wanted: group.wanted, ready: group.members.length };
        onSeen(seen);
        const next = autoscaler.step(state, { ...seen, atSeconds: tick * autoscaler.everySeconds });
        ({ state } = next);
        if (next.replicas !== seen.wanted) onDecision(seen.wanted, next.replicas, seen);
        // Also without a change: a place that failed is tried again. A start takes its time; decisions go on meanwhile.
        group.scaleTo(next.replicas).catch(onTrouble);
      } catch (error) {
        onTrouble(error);
      }
    }
  });
}

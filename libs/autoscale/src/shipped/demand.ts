/**
 * The figure by which Safelight scales groups that answer requests: what is there, and room for what comes before another
 * replica has started. In units of requests; ÷ target = replicas.
 */
import type { Autoscaler, Sample } from '../autoscaler.ts';
import { kedaAutoscaler, type Figure, type KedaSettings, type KedaState } from '../keda/keda.ts';
import { lagOf, type LagSettings } from '../keda/lag.ts';

export interface DemandSettings extends KedaSettings {
  /** How often Prometheus scrapes: figures are that old. */
  readonly scrapeSeconds: number;
  /** Replicas beyond the demand, for the first minutes of a rush. */
  readonly spareReplicas: number;
  /** When nothing was finished for so long, more replicas would not help: the count does not grow. */
  readonly progressSeconds: number;
  /** Where what waits is the lag of a topic; null: Prometheus counts it. */
  readonly lag: LagSettings | null;
}

/** The triggers of the ScaledObject by name; each is one PromQL query, or a lag. */
export interface Signals {
  readonly running: number;
  readonly waiting: number;
  /** Requests finished within the progress window. */
  readonly finished: number;
  /** Replicas that were asked for, ready or not. 0 where nobody tells: then growth is not held. */
  readonly ordered: number;
}

export function demandOf(signals: Signals, { spareReplicas, target }: DemandSettings): number {
  const { running, waiting, finished, ordered } = signals;
  const demand = running + waiting + spareReplicas * target;
  return finished > 0 || ordered === 0 ? demand : Math.min(demand, ordered * target);
}

/** The same in the expression language of KEDA's scaling modifiers. */
export function demandFormula({ spareReplicas, target }: DemandSettings): string {
  const demand = `running + waiting + ${spareReplicas * target}`;
  return `finished > 0 || ordered == 0 ? ${demand} : min(${demand}, ordered * ${target})`;
}

interface Memory {
  /** The counter of what was finished, as it was scraped. */
  readonly done: readonly { readonly atSeconds: number; readonly value: number }[];
  readonly offsets: readonly number[];
}

function demandFigure(settings: DemandSettings): Figure<Memory> {
  return {
    begin: { done: [], offsets: [] },
    read(memory, sample: Sample) {
      const { atSeconds, running, wanted: ordered, done, partitions } = sample;
      const waiting = settings.lag === null ? sample.waiting : lagOf(partitions, memory.offsets, settings.lag);
      const past = memory.done.filter((point) => point.atSeconds > atSeconds - settings.progressSeconds);
      const finished = done - (past[0]?.value ?? done);
      return {
        memory: { done: [...past, { atSeconds, value: done }], offsets: partitions.map(({ offset }) => offset) },
        value: demandOf({ running, waiting, finished, ordered }, settings),
        isActive: running + waiting > 0,
      };
    },
  };
}

export function demandAutoscaler(settings: DemandSettings): Autoscaler<KedaState<Memory>> {
  return kedaAutoscaler('Safelight', settings, demandFigure(settings), settings.scrapeSeconds);
}

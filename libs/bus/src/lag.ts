/** Shows how far each consumed group is behind whenever the metrics are scraped. */
import type { ObservableResult } from '@opentelemetry/api';
import type { TopicLag } from './bus.ts';
import { lagGauge } from './events.ts';
import { busLimits } from './limits.ts';

export interface LagWatch extends Disposable {
  /** The returned function ends the watch of the group. */
  add(group: string): () => void;
}

export function watchLag(lagOf: (group: string) => Promise<readonly TopicLag[]>): LagWatch {
  const groups = new Map<string, number>();

  const observe = async (result: ObservableResult) => {
    await Promise.all([...groups.keys()].map((group) => observeGroup(group, result)));
  };

  /** A broker that is away leaves the gauge out; a scrape does not wait for it. */
  const observeGroup = async (group: string, result: ObservableResult) => {
    const late = Promise.withResolvers<readonly TopicLag[]>();
    const timer = setTimeout(() => late.resolve([]), busLimits.lagTimeoutMs);
    const lags = await Promise.race([lagOf(group).catch(() => []), late.promise]);
    clearTimeout(timer);
    for (const { topic, messages } of lags) result.observe(messages, { topic, group });
  };

  lagGauge.addCallback(observe);
  return {
    add(group) {
      groups.set(group, (groups.get(group) ?? 0) + 1);
      return () => {
        const left = (groups.get(group) ?? 1) - 1;
        if (left === 0) groups.delete(group);
        else groups.set(group, left);
      };
    },
    [Symbol.dispose]: () => lagGauge.removeCallback(observe),
  };
}

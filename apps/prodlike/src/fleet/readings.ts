/** The signals of each group from the metrics of its processes: the same figures that the ScaledObjects ask Prometheus for. */
import type { Sample } from '@safelight/autoscale';
import { Fault } from '@safelight/core';
import type { Group } from '../group.ts';
import { Counter, scrape, sumOf } from './metrics.ts';

export type Reading = Pick<Sample, 'waiting' | 'running' | 'done' | 'partitions'>;
export type Read = () => Promise<Reading>;

/** `gateway_turns_running` and what has ended of the runners, and the queue as the relay counts it. */
export function readRunners(group: Pick<Group, 'metricsUrls'>, relayUrl: string): Read {
  const done = new Counter();
  return async () => {
    const [relay, ...runners] = await Promise.all([scrape(relayUrl), ...each(group)]);
    const waiting = sumOf(relay!, 'gateway_queue_length', 'queue="turns"');
    if (waiting === null) throw new Fault('service.unavailable', `${relayUrl} has no gateway_queue_length.`);
    let running = 0;
    for (const text of runners) running += sumOf(text, 'gateway_turns_running') ?? 0;
    group.metricsUrls.forEach((url, index) => {
      done.add(url, sumOf(runners[index] ?? '', 'gateway_turns_total', 'outcome="ok"') ?? 0);
    });
    return { waiting, running, done: done.total, partitions: [] };
  };
}

/** Little's law, as the sandbox's ScaledObject has it: the time that calls spent there, per time, is how many were there. */
export function readSandboxes(group: Pick<Group, 'metricsUrls'>, nowMs = () => performance.now()): Read {
  const [spent, done] = [new Counter(), new Counter()];
  let before = { atMs: nowMs(), spentMs: 0 };
  return async () => {
    const urls = group.metricsUrls;
    const texts = await Promise.all(each(group));
    texts.forEach((text, index) => {
      spent.add(urls[index]!, sumOf(text, 'rpc_server_duration_ms_sum') ?? 0);
      done.add(urls[index]!, sumOf(text, 'rpc_server_duration_ms_count') ?? 0);
    });
    const now = { atMs: nowMs(), spentMs: spent.total };
    const running = (now.spentMs - before.spentMs) / Math.max(1, now.atMs - before.atMs);
    before = now;
    return { waiting: 0, running, done: done.total, partitions: [] };
  };
}

/** Requests that wait, and what was answered. */
export function readInference(group: Pick<Group, 'metricsUrls'>): Read {
  const done = new Counter();
  return async () => {
    const urls = group.metricsUrls;
    const texts = await Promise.all(each(group));
    let waiting = 0;
    texts.forEach((text, index) => {
      waiting += sumOf(text, 'nv_inference_pending_request_count') ?? 0;
      done.add(urls[index]!, sumOf(text, 'nv_inference_request_success') ?? 0);
    });
    return { waiting, running: 0, done: done.total, partitions: [] };
  };
}

/** One that drains may be gone meanwhile: it has no figures then, as in Prometheus. */
const each = (group: Pick<Group, 'metricsUrls'>): readonly Promise<string>[] =>
  group.metricsUrls.map((url) => scrape(url).catch(() => ''));

/** Triton's metrics by Triton's names, so that its dashboards and scaling rules work unchanged. */
import type { ModelStatistics } from '@safelight/wire/inference';
import type { ModelVersion } from './model/version.ts';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly value: (statistics: ModelStatistics, model: ModelVersion) => number;
}

const us = (ns: number): number => Math.round(ns / 1_000);
const counter = (name: string, help: string, value: Metric['value']): Metric => ({
  ...{ name, help, type: 'counter', value },
});

const metrics: readonly Metric[] = [
  counter(
    'nv_inference_request_success',
    'Number of successful inference requests, all batch sizes',
    ({ inference_stats: stats }) => stats.success.count,
  ),
  counter(
    'nv_inference_request_failure',
    'Number of failed inference requests, all batch sizes',
    ({ inference_stats: stats }) => stats.fail.count,
  ),
  counter(
    'nv_inference_count',
    'Number of inferences performed (does not include cached requests)',
    ({ inference_count: count }) => count,
  ),
  counter(
    'nv_inference_exec_count',
    'Number of model executions performed (does not include cached requests)',
    ({ execution_count: count }) => count,
  ),
  counter(
    'nv_inference_request_duration_us',
    'Cumulative inference request duration in microseconds (includes cached requests)',
    ({ inference_stats: stats }) => us(stats.success.ns),
  ),
  counter(
    'nv_inference_queue_duration_us',
    'Cumulative inference queuing duration in microseconds',
    ({ inference_stats: stats }) => us(stats.queue.ns),
  ),
  ...(['input', 'infer', 'output'] as const).map((part) =>
    counter(
      `nv_inference_compute_${part}_duration_us`,
      `Cumulative compute ${part} duration in microseconds (does not include cached requests)`,
      ({ inference_stats: stats }) => us(stats[`compute_${part}`].ns),
    ),
  ),
  counter(
    'nv_cache_num_hits_per_model',
    'Number of cache hits per model',
    ({ inference_stats: stats }) => stats.cache_hit.count,
  ),
  counter(
    'nv_cache_num_misses_per_model',
    'Number of cache misses per model',
    ({ inference_stats: stats }) => stats.cache_miss.count,
  ),
  {
    name: 'nv_inference_pending_request_count',
    help: 'Instantaneous number of pending requests awaiting execution per-model.',
    type: 'gauge',
    value: (_, model) => model.pending,
  },
];

/** In the Prometheus text format. Names of models are letters, digits, `.`, `_` and `-`, so labels need no escapes. */
export function metricsText(models: readonly ModelVersion[]): string {
  const all = models.map((model) => ({ model, statistics: model.statistics() }));
  return metrics
    .map(({ name, help, type, value }) => {
      const lines = all.map(({ model, statistics }) => {
        const labels = `model="${statistics.name}",version="${statistics.version}"`;
        return `${name}{${labels}} ${value(statistics, model)}\n`;
      });
      return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
    })
    .join('');
}

import type { Counter, Histogram } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';

/** Collects when it is asked; nothing is sent by itself. */
class OnDemandReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

const reader = new OnDemandReader();
const provider = new MeterProvider({ readers: [reader] });

/** The process' meter; names follow OpenTelemetry, units in the instrument. */
export const meter = provider.getMeter('safelight');

const calls: Counter = meter.createCounter('rpc_server_calls', {
  description: 'RPCs answered, by method and outcome.',
});
const duration: Histogram = meter.createHistogram('rpc_server_duration_ms', {
  description: 'Milliseconds from request to answer, by method.',
  advice: { explicitBucketBoundaries: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] },
});

/** Starts the clock of one call; the returned function stops it with the outcome: `ok` or a fault code. */
export function observeCall(method: string): (outcome: string) => void {
  const start = performance.now();
  return (outcome) => {
    calls.add(1, { method, outcome });
    duration.record(performance.now() - start, { method });
  };
}

/** Everything measured so far, in the Prometheus text format. */
export async function prometheusText(): Promise<string> {
  // Loaded when first scraped: a command line that runs once is never asked.
  const { PrometheusSerializer } = await import('@opentelemetry/exporter-prometheus');
  // Neither the process' resource nor the meter's name as labels: the scraper knows whom it asks.
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  const { resourceMetrics } = await reader.collect();
  return serializer.serialize(resourceMetrics);
}

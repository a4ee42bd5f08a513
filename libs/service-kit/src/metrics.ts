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

const explicitBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 120_000];

/** Rate, errors and duration of calls, as one side of them sees it. */
interface Side {
  readonly calls: Counter;
  readonly duration: Histogram;
}

const answered: Side = {
  calls: meter.createCounter('rpc_server_calls', { description: 'RPCs answered, by method and outcome.' }),
  duration: meter.createHistogram('rpc_server_duration_ms', {
    description: 'Milliseconds from request to answer, by method.',
    advice: { explicitBucketBoundaries },
  }),
};
const made: Side = {
  calls: meter.createCounter('rpc_client_calls', {
    description: 'RPCs that this process made, by method and outcome.',
  }),
  duration: meter.createHistogram('rpc_client_duration_ms', {
    description: 'Milliseconds from call to answer as the caller saw it, by method.',
    advice: { explicitBucketBoundaries },
  }),
};

/** Stops the clock of a call with the outcome: `ok` or a fault code. */
export type Observed = (outcome: string) => void;

function observe({ calls, duration }: Side, method: string): Observed {
  const start = performance.now();
  return (outcome) => {
    calls.add(1, { method, outcome });
    duration.record(performance.now() - start, { method });
  };
}

/** Starts the clock of a call that is answered here. */
export const observeCall = (method: string): Observed => observe(answered, method);

/** Starts the clock of a call that is made from here. */
export const observeMade = (method: string): Observed => observe(made, method);

/** Everything measured so far, in the Prometheus text format. */
export async function prometheusText(): Promise<string> {
  // Loaded when first scraped: a command line that runs once is never asked.
  const { PrometheusSerializer } = await import('@opentelemetry/exporter-prometheus');
  // Neither the process' resource nor the meter's name as labels: the scraper knows whom it asks.
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  const { resourceMetrics } = await reader.collect();
  return serializer.serialize(resourceMetrics);
}

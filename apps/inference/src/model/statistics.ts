/** What one version of a model has done, as Triton counts it. */
import { inferStatisticNames, type InferStatisticName, type ModelStatistics } from '@safelight/wire/inference';

interface Duration {
  count: number;
  ms: number;
}

const nsPerMs = 1e6;
const fresh = (): Duration => ({ count: 0, ms: 0 });
const told = ({ count, ms }: Duration): { count: number; ns: number } => ({ count, ns: Math.round(ms * nsPerMs) });
const computeNames = ['compute_input', 'compute_infer', 'compute_output'] as const;
type Compute = Readonly<Record<(typeof computeNames)[number], number>>;

export class Statistics {
  readonly #durations = Object.fromEntries(inferStatisticNames.map((name) => [name, fresh()])) as Record<
    InferStatisticName,
    Duration
  >;
  readonly #batches = new Map<number, Record<keyof Compute, Duration>>();
  #inferences = 0;
  #executions = 0;
  #lastAt = 0;

  /** One run of the model. */
  executed(rows: number, compute: Compute): void {
    this.#executions++;
    this.#lastAt = Date.now();
    let batch = this.#batches.get(rows);
    if (batch === undefined) {
      batch = { compute_input: fresh(), compute_infer: fresh(), compute_output: fresh() };
      this.#batches.set(rows, batch);
    }
    for (const name of computeNames) add(batch[name], compute[name]);
  }

  /** One request that was answered by a run. */
  succeeded(rows: number, totalMs: number, queueMs: number, compute: Compute): void {
    this.#inferences += rows;
    add(this.#durations.success, totalMs);
    add(this.#durations.queue, queueMs);
    for (const name of computeNames) add(this.#durations[name], compute[name]);
  }

  failed(totalMs: number): void {
    add(this.#durations.fail, totalMs);
  }

  cached(outcome: 'cache_hit' | 'cache_miss', ms: number): void {
    add(this.#durations[outcome], ms);
    if (outcome === 'cache_hit') add(this.#durations.success, ms);
  }

  tell(name: string, version: string): ModelStatistics {
    const inferenceStats = Object.fromEntries(
      inferStatisticNames.map((duration) => [duration, told(this.#durations[duration])]),
    ) as ModelStatistics['inference_stats'];
    const batches = [...this.#batches].sort(([a], [b]) => a - b);
    return {
      ...{ name, version, last_inference: this.#lastAt },
      ...{ inference_count: this.#inferences, execution_count: this.#executions, inference_stats: inferenceStats },
      batch_stats: batches.map(([rows, batch]) => ({
        batch_size: rows,
        compute_input: told(batch.compute_input),
        compute_infer: told(batch.compute_infer),
        compute_output: told(batch.compute_output),
      })),
    };
  }
}

function add(duration: Duration, ms: number): void {
  duration.count++;
  duration.ms += ms;
}

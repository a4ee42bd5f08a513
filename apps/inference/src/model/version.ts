/** One version of a model, loaded: takes requests and answers them. */
import { datatypeSizeBytes, elementsOf, Fault, toFault, type NamedTensor } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import type { InferRequest, InferResponse, ModelMetadata, ModelStatistics } from '@safelight/wire/inference';
import { MainInstance } from '../instance/mainInstance.ts';
import type { Opening } from '../instance/messages.ts';
import { Pool } from '../instance/pool.ts';
import { ThreadInstance } from '../instance/threadInstance.ts';
import { instancesOf, typeNames, type ModelConfig } from '../repository/config.ts';
import { Scheduler, type Executed, type Work } from '../scheduler/scheduler.ts';
import { cacheKey, type ResponseCache } from './cache.ts';
import { checkSignature } from './signature.ts';
import { splitOutputs } from './split.ts';
import { Statistics } from './statistics.ts';
import { fit, type Fitting, type Rules } from './validate.ts';
import type { Pressure } from './pressure.ts';

export interface Surroundings {
  readonly cache: ResponseCache;
  readonly pressure: Pressure;
  readonly queueLengthMax: number;
  readonly runTimeoutMs: number;
  readonly logger: Logger;
}

export interface VersionSource {
  readonly name: string;
  readonly version: string;
  /** Of the model file. */
  readonly path: string;
  readonly config: ModelConfig;
  /** Which load of the model this is. */
  readonly generation: number;
}

export interface Caller {
  readonly signal: AbortSignal;
  readonly tenant: string;
}

export class ModelVersion implements AsyncDisposable {
  readonly source: VersionSource;
  readonly #around: Surroundings;
  readonly #pool: Pool;
  readonly #scheduler: Scheduler;
  readonly #rules: Rules;
  readonly #statistics = new Statistics();

  private constructor(source: VersionSource, around: Surroundings, pool: Pool, scheduler: Scheduler) {
    this.source = source;
    this.#around = around;
    this.#pool = pool;
    this.#scheduler = scheduler;
    const { name, config } = source;
    const forbidsNan = config.parameters.forbid_nan?.string_value === 'true';
    this.#rules = { name, signature: pool.signature, batchMax: config.max_batch_size, forbidsNan };
  }

  /** Opens and warms it up. @throws Fault `model.broken`, `config.invalid` */
  static async open(source: VersionSource, around: Surroundings): Promise<ModelVersion> {
    const { path, config } = source;
    const { intra_op_thread_count: intra, inter_op_thread_count: inter, placement } = config.parameters;
    const opening: Opening = {
      path,
      intraOpThreads: Number(intra?.string_value ?? 1),
      interOpThreads: Number(inter?.string_value ?? 1),
    };
    const isOnMain = placement?.string_value === 'main';
    const pool = await Pool.open({
      open: () => (isOnMain ? MainInstance.open(opening) : ThreadInstance.open(opening, around.runTimeoutMs)),
      count: isOnMain ? 1 : instancesOf(config),
      name: source.name,
      logger: around.logger,
      onFree: () => scheduler.pumpSoon(),
    });
    const scheduler = new Scheduler({
      pool,
      batchMax: config.max_batch_size,
      batching: config.dynamic_batching,
      queueLengthMax: around.queueLengthMax,
    });
    try {
      checkSignature(pool.signature, config);
      const version = new ModelVersion(source, around, pool, scheduler);
      await version.#warmUp();
      return version;
    } catch (thrown) {
      await pool[Symbol.asyncDispose]();
      throw thrown;
    }
  }

  /** Whether an instance lives to run it. */
  get isReady(): boolean {
    return this.#pool.isAlive;
  }

  get pending(): number {
    return this.#scheduler.pending;
  }

  metadata(versions: readonly string[]): ModelMetadata {
    const { inputs, outputs } = this.#pool.signature;
    return { name: this.source.name, versions, platform: 'onnxruntime_onnx', inputs, outputs };
  }

  /** With the tensors of the model in place of those that were left out. */
  config(): object {
    const { config } = this.source;
    const { inputs, outputs } = this.#pool.signature;
    const skip = config.max_batch_size > 0 ? 1 : 0;
    const tensors = (all: typeof inputs): object[] =>
      all.map(({ name, datatype, shape }) => ({ name, data_type: typeNames[datatype], dims: shape.slice(skip) }));
    return { ...config, input: tensors(inputs), output: tensors(outputs) };
  }

  statistics(): ModelStatistics {
    return this.#statistics.tell(this.source.name, this.source.version);
  }

  /** @throws Fault `tensor.invalid`, `request.tooMany`, `request.deadlineExceeded`, `request.canceled`, `model.failed`, `engine.stuck` */
  async infer(request: InferRequest, caller: Caller): Promise<InferResponse> {
    const arrivedAtMs = performance.now();
    try {
      const outputs = await this.#answer(fit(request, this.#rules), request, caller, arrivedAtMs);
      return { modelName: this.source.name, modelVersion: this.source.version, id: request.id, outputs };
    } catch (thrown) {
      this.#statistics.failed(performance.now() - arrivedAtMs);
      throw thrown;
    }
  }

  async #answer(
    fitting: Fitting,
    request: InferRequest,
    caller: Caller,
    arrivedAtMs: number,
  ): Promise<readonly NamedTensor[]> {
    if (!this.source.config.response_cache.enable) return this.#execute(fitting, request, caller, arrivedAtMs);
    const { cache } = this.#around;
    const key = cacheKey(this.source, fitting.inputs, fitting.outputs);
    const kept = cache.get(key);
    const lookedMs = performance.now() - arrivedAtMs;
    this.#statistics.cached(kept === undefined ? 'cache_miss' : 'cache_hit', lookedMs);
    if (kept !== undefined) return kept;
    const outputs = await this.#execute(fitting, request, caller, arrivedAtMs);
    cache.set(key, outputs);
    return outputs;
  }

  async #execute(
    fitting: Fitting,
    request: InferRequest,
    { signal, tenant }: Caller,
    arrivedAtMs: number,
  ): Promise<readonly NamedTensor[]> {
    signal.throwIfAborted();
    const held = this.#around.pressure.hold(fitting.inputs.reduce((sum, { data }) => sum + data.byteLength, 0));
    const { promise, resolve, reject } = Promise.withResolvers<Executed>();
    const { config } = this.source;
    const work: Work = {
      ...{ rows: fitting.rows, inputs: fitting.inputs, outputs: fitting.outputs },
      key: keyOf(fitting, config.max_batch_size > 0),
      tenant: tenant === '' ? String(request.parameters.get('tenant') ?? '') : tenant,
      level: levelOf(request, config),
      timeoutMs: positive(request, 'timeout') / 1_000,
      queuedAtMs: arrivedAtMs,
      resolve,
      refuse: reject,
    };
    const cancel = (): void => {
      this.#scheduler.cancel(work);
      reject(toFault(signal.reason));
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      this.#scheduler.add(work);
      return this.#count(await promise, work, arrivedAtMs);
    } finally {
      signal.removeEventListener('abort', cancel);
      held[Symbol.dispose]();
    }
  }

  #count(executed: Executed, work: Work, arrivedAtMs: number): readonly NamedTensor[] {
    const { ran, batchRows, startedAtMs, endedAtMs, isFirst } = executed;
    const outputs = splitOutputs(executed, work, this.#rules);
    const compute = {
      compute_input: ran.inputMs,
      compute_infer: ran.inferMs,
      compute_output: Math.max(0, endedAtMs - startedAtMs - ran.inputMs - ran.inferMs),
    };
    if (isFirst) this.#statistics.executed(batchRows, compute);
    this.#statistics.succeeded(work.rows, performance.now() - arrivedAtMs, startedAtMs - arrivedAtMs, compute);
    return outputs;
  }

  async #warmUp(): Promise<void> {
    const { config, name } = this.source;
    for (const warmup of config.model_warmup) {
      const rows = config.max_batch_size === 0 ? [] : [Math.max(1, warmup.batch_size)];
      const inputs = Object.entries(warmup.inputs).map(([input, { data_type: type, dims, random_data: random }]) => {
        const datatype = datatypeNames[type]!;
        const shape = [...rows, ...dims];
        const size = datatypeSizeBytes[datatype] ?? 4;
        const data = new Uint8Array(elementsOf(shape) * size);
        // Small whole numbers in the lowest byte: none of them is NaN in any type, nor a length of text.
        if (random === true && datatype !== 'BYTES')
          data.forEach((_, at) => at % size === 0 && (data[at] = Math.random() * 2));
        return { name: input, datatype, shape, data };
      });
      const request = { modelName: name, modelVersion: '', id: '', parameters: new Map(), inputs, outputs: [] };
      const fitting = fit(request, this.#rules);
      const caller = { signal: AbortSignal.timeout(this.#around.runTimeoutMs), tenant: '' };
      for (let time = 0; time < warmup.count; time++) {
        // Every instance has caches of its own to fill.
        const all = Array.from({ length: instancesOf(config) }, () =>
          this.#execute(fitting, request, caller, performance.now()),
        );
        await Promise.all(all);
      }
    }
  }

  /** Ends what runs, then the threads; nothing may be asked any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scheduler.drained(this.#around.runTimeoutMs);
    this.#scheduler.close(new Fault('model.notReady', `The model '${this.source.name}' was unloaded. Load it again.`));
    await this.#pool[Symbol.asyncDispose]();
  }
}

const datatypeNames = Object.fromEntries(
  Object.entries(typeNames).map(([datatype, name]) => [name, datatype as keyof typeof typeNames]),
);

/** Requests with equal shapes beside the batch, and the same outputs, can share a run. */
function keyOf({ inputs, outputs }: Fitting, batches: boolean): string {
  const skip = batches ? 1 : 0;
  let key = outputs.join();
  for (const { shape } of inputs) {
    key += ';';
    for (let at = skip; at < shape.length; at++) key += `${shape[at]},`;
  }
  return key;
}

function positive(request: InferRequest, parameter: string): number {
  const value = request.parameters.get(parameter);
  if (value === undefined) return 0;
  const number = Number(value);
  if (typeof value !== 'boolean' && Number.isSafeInteger(number) && number >= 0) return number;
  const text = `invalid value for '${parameter}' parameter, expected a whole number >= 0.`;
  throw new Fault('request.invalid', text, { field: `parameters.${parameter}` });
}

/** As with Triton, 0 and levels that are not there mean the default. */
function levelOf(request: InferRequest, { dynamic_batching: batching }: ModelConfig): number {
  const asked = positive(request, 'priority');
  if (batching === undefined || batching.priority_levels === 0) return 1;
  return asked >= 1 && asked <= batching.priority_levels ? asked : batching.default_priority_level;
}

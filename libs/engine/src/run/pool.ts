import type { Worker } from 'node:worker_threads';
import { Fault, startThread } from '@safelight/core';
import { collectGarbage, SharedMemoryGauge } from './collect.ts';
import type { AnalysisParts } from '../analysis/analysis.ts';
import { control, type Answer, type Job, type Structural } from './job.ts';

type Unnumbered<T> = T extends Job ? Omit<T, 'id' | 'control' | 'collect'> : never;
/** A job as callers give it; the pool numbers it and adds the counters. */
export type JobRequest = Unnumbered<Job>;

export interface PoolOptions {
  readonly workers: number;
  /** A job none of whose strips finishes for this long is stuck. */
  readonly stuckTimeoutMs: number;
  /** Jobs that may wait behind the running one. */
  readonly queueLengthMax: number;
  readonly workerUrl: URL;
  readonly structural: Structural;
}

interface Running {
  readonly job: Job;
  /** Workers that have not answered. */
  waiting: number;
  /** What the workers made that is no pixel. */
  parts: Partial<AnalysisParts>;
  resolve(parts: Partial<AnalysisParts>): void;
  reject(error: unknown): void;
}

/** Shared memory that is handed out between two collections: three pictures of 24 MP. */
const collectAfterBytes = 256 * 1024 * 1024;

/** Worker threads that share one job at a time, strip by strip. */
export class WorkerPool {
  readonly #options: PoolOptions;
  #workers: Worker[] = [];
  #running: Running | undefined;
  readonly #gauge = new SharedMemoryGauge(collectAfterBytes);
  #queueLength = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Starts the workers that are not there yet. */
  start(): void {
    while (this.#workers.length < this.#options.workers) {
      const worker = startThread(this.#options.workerUrl, { workerData: this.#options.structural });
      worker.on('message', (answer: Answer) => this.#answered(answer));
      worker.on('error', (error) =>
        this.#giveUp(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      );
      // An idle engine does not keep the process alive.
      worker.unref();
      this.#workers.push(worker);
    }
  }

  /** Tells that shared memory was allocated for jobs or their results. */
  note(sizeBytes: number): void {
    this.#gauge.note(sizeBytes);
  }

  /** Resolves when every strip is done, with what an analysis made. Rejects with the signal's reason, or with a fault when the job failed. */
  run(request: JobRequest, signal?: AbortSignal): Promise<Partial<AnalysisParts>> {
    if (this.#queueLength > this.#options.queueLengthMax) {
      return Promise.reject(
        new Fault('service.unavailable', 'The engine has too many renders waiting. Try again in a moment.'),
      );
    }
    this.#queueLength++;
    const turn = this.#tail.then(() => this.#runNow(request, signal)).finally(() => this.#queueLength--);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #runNow(request: JobRequest, signal?: AbortSignal): Promise<Partial<AnalysisParts>> {
    signal?.throwIfAborted();
    if (this.#closed) throw new Fault('service.unavailable', 'The engine has been closed. Open a new one.');
    const counters = new Int32Array(new SharedArrayBuffer(control.length * 4));
    const collect = this.#gauge.isDue();
    const job = { ...request, id: this.#nextId++, control: counters, collect } as Job;
    const cancel = (): void => void Atomics.store(counters, control.canceled, 1);
    signal?.addEventListener('abort', cancel, { once: true });
    const watchdog = this.#watch(counters);
    let parts: Partial<AnalysisParts>;
    try {
      this.start();
      parts = await new Promise((resolve, reject) => {
        this.#running = { job, waiting: this.#workers.length, parts: {}, resolve, reject };
        for (const worker of this.#workers) {
          worker.ref();
          worker.postMessage(job);
        }
      });
    } finally {
      clearInterval(watchdog);
      signal?.removeEventListener('abort', cancel);
      this.#running = undefined;
      for (const worker of this.#workers) worker.unref();
    }
    if (collect) collectGarbage();
    signal?.throwIfAborted();
    return parts;
  }

  #watch(counters: Int32Array): NodeJS.Timeout {
    let seen = -1;
    return setInterval(() => {
      const done = Atomics.load(counters, control.stripsDone);
      if (done === seen) this.#giveUp('No strip was finished in time.');
      seen = done;
    }, this.#options.stuckTimeoutMs);
  }

  #answered({ id, error, parts }: Answer): void {
    const running = this.#running;
    if (running === undefined || running.job.id !== id) return;
    if (error !== undefined) {
      Atomics.store(running.job.control, control.canceled, 1);
      const text = 'The engine could not render this recipe. The log of the service holds the cause.';
      running.reject(new Fault('internal', text, { detail: error }));
    }
    running.parts = { ...running.parts, ...parts };
    running.waiting--;
    if (running.waiting === 0) running.resolve(running.parts);
  }

  /** Ends all workers, whatever they do, and fails the running job; the next job starts new ones. */
  #giveUp(detail: string): void {
    const running = this.#running;
    this.#end();
    const text = 'The engine did not finish and was restarted. Try again; a smaller output size needs less time.';
    running?.reject(new Fault('engine.stuck', text, { detail }));
  }

  #end(): Promise<unknown> {
    const workers = this.#workers;
    this.#workers = [];
    return Promise.all(
      workers.map((worker) => {
        worker.removeAllListeners();
        // Ending a worker may still report what it was doing; nobody waits for it any more.
        worker.on('error', () => undefined);
        return worker.terminate();
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#running?.reject(new Fault('service.unavailable', 'The engine was closed while it was rendering.'));
    await this.#end();
  }
}

/** Joins requests into batches and hands them to instances as these become free. */
import type { Fault } from '@safelight/core';
import type { Assembled, Ran } from '../instance/executor.ts';
import type { Batching, QueuePolicy } from '../repository/config.ts';
import type { Pool } from '../instance/pool.ts';
import { RequestQueue, type Waiting } from './queue.ts';

/** A request that fits its model. */
export interface Work extends Waiting {
  /** In the order of the model's inputs. */
  readonly inputs: readonly { readonly shape: readonly number[]; readonly data: Uint8Array }[];
  /** Indices of the outputs that are wanted, ascending. */
  readonly outputs: readonly number[];
  readonly resolve: (ran: Executed) => void;
}

/** What a request gets of the batch that it ran in. */
export interface Executed {
  readonly ran: Ran;
  /** Rows of the whole batch. */
  readonly batchRows: number;
  /** The first row of this request. */
  readonly firstRow: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Of the batch, who counts the execution. */
  readonly isFirst: boolean;
}

export interface SchedulerOptions {
  readonly pool: Pool;
  /** 0: the model takes no batches. */
  readonly batchMax: number;
  /** Undefined: every request runs alone. */
  readonly batching: Batching | undefined;
  readonly queueLengthMax: number;
}

/** Of models that join no requests: a request waits as long as it says itself. */
const noPolicy: QueuePolicy = {
  timeout_action: 'REJECT',
  default_timeout_microseconds: 0,
  allow_timeout_override: true,
  max_queue_size: 0,
};

const drainTurnMs = 10;

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #queue: RequestQueue<Work>;
  readonly #running = new Set<Promise<void>>();
  #isPumping = false;
  #delay: NodeJS.Timeout | undefined;
  #former: Promise<void> = Promise.resolve();

  constructor(options: SchedulerOptions) {
    this.#options = options;
    const { batching, queueLengthMax } = options;
    this.#queue = new RequestQueue({
      levels: Math.max(1, batching?.priority_levels ?? 1),
      policyOf: (level) =>
        batching === undefined
          ? noPolicy
          : (batching.priority_queue_policy[String(level)] ?? batching.default_queue_policy),
      lengthMax: queueLengthMax,
    });
  }

  get pending(): number {
    return this.#queue.length;
  }

  /** @throws Fault `request.tooMany` */
  add(work: Work): void {
    this.#queue.add(work);
    this.pumpSoon();
  }

  /** Whether it was still waiting; what runs already is not stopped. */
  cancel(work: Work): boolean {
    return this.#queue.remove(work);
  }

  /** Once what has arrived in this turn of the event loop is in the queue. */
  pumpSoon(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    setImmediate(() => {
      this.#isPumping = false;
      this.#pump();
    });
  }

  /** Resolves when nothing waits or runs any more, or the time is up. */
  async drained(timeoutMs: number): Promise<void> {
    const late = performance.now() + timeoutMs;
    while ((this.#queue.length > 0 || this.#running.size > 0) && performance.now() < late) {
      const turn = new Promise((resolve) => setTimeout(resolve, drainTurnMs));
      await Promise.race([turn, ...this.#running]);
    }
  }

  close(fault: Fault): void {
    clearTimeout(this.#delay);
    this.#queue.clear(fault);
  }

  #pump(): void {
    const { pool } = this.#options;
    while (pool.hasIdle) {
      const rows = this.#rowsToTake();
      if (rows === 0) return;
      const batch = this.#queue.take(rows);
      const running = this.#run(batch);
      this.#running.add(running);
      void running.finally(() => this.#running.delete(running));
    }
  }

  /** 0: nothing waits, or a fuller batch is worth the wait. */
  #rowsToTake(): number {
    const head = this.#queue.head();
    if (head === undefined) return 0;
    const { batching, batchMax } = this.#options;
    if (batching === undefined) return head.rows;
    const waiting = Math.min(batchMax, this.#queue.rowsLike(head));
    if (waiting === batchMax) return batchMax;
    const preferred = Math.max(0, ...batching.preferred_batch_size.filter((size) => size <= waiting));
    if (preferred > 0) return Math.max(preferred, head.rows);
    const leftMs = head.queuedAtMs + batching.max_queue_delay_microseconds / 1_000 - performance.now();
    if (leftMs <= 0) return batchMax;
    this.#pumpAfter(leftMs);
    return 0;
  }

  #pumpAfter(leftMs: number): void {
    // A timer's least is 1 ms; less than that goes by turns of the event loop.
    if (leftMs < 1) return this.pumpSoon();
    clearTimeout(this.#delay);
    this.#delay = setTimeout(() => this.pumpSoon(), Math.floor(leftMs));
  }

  async #run(batch: readonly Work[]): Promise<void> {
    const { pool, batching, batchMax } = this.#options;
    const startedAtMs = performance.now();
    const instance = pool.take();
    const rows = batch.reduce((sum, work) => sum + work.rows, 0);
    const [first] = batch as readonly [Work, ...Work[]];
    const inputs = first.inputs.map(({ shape }, index): Assembled => ({
      shape: batchMax === 0 ? shape : [rows, ...shape.slice(1)],
      pieces: batch.map((work) => work.inputs[index]!.data),
    }));
    const former = this.#former;
    const ended = Promise.withResolvers<void>();
    if (batching?.preserve_ordering === true) this.#former = ended.promise;
    try {
      const ran = await instance.run(inputs, first.outputs);
      pool.giveBack(instance);
      if (batching?.preserve_ordering === true) await former;
      const endedAtMs = performance.now();
      let firstRow = 0;
      for (const work of batch) {
        work.resolve({ ran, batchRows: rows, firstRow, startedAtMs, endedAtMs, isFirst: work === first });
        firstRow += work.rows;
      }
    } catch (thrown) {
      pool.giveBack(instance);
      for (const work of batch) work.refuse(thrown as Fault);
    } finally {
      ended.resolve();
    }
  }
}

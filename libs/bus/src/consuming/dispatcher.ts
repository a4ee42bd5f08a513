/**
 * Runs handlers for one subscription: messages of one key one after another, other keys at the same time up to the
 * concurrency, and never more taken in than the limits allow. A message that waits for its next attempt holds its key
 * and nothing else.
 */
import { busLimits } from '../limits.ts';
import type { Delivery, PartitionId, PartitionOffset } from './delivery.ts';
import { partitionName } from './delivery.ts';
import { Progress } from './progress.ts';

/** What an attempt came to: finished (handled or a dead letter), left because of an abort, or to be tried again. */
export type Outcome = 'finished' | 'abandoned' | { readonly retryInMs: number };

export type Attempt = (delivery: Delivery, attempt: number, signal: AbortSignal) => Promise<Outcome>;

export interface DispatcherOptions {
  readonly concurrency: number;
  readonly attempt: Attempt;
  /** Told when a successor may begin later than before. */
  readonly onProgress: (offset: PartitionOffset) => void;
}

interface Partition extends PartitionId {
  readonly progress: Progress;
  readonly stopping: AbortController;
  readonly drained: PromiseWithResolvers<void>;
  running: number;
  /** No new attempt begins; what is queued is dropped. */
  draining: boolean;
}

/** The messages of one key, in order. */
interface Lane {
  readonly name: string;
  readonly partition: Partition;
  readonly queue: Delivery[];
  /** Of the first message. */
  attempts: number;
  running: boolean;
  retryTimer: NodeJS.Timeout | null;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #partitions = new Map<string, Partition>();
  readonly #lanes = new Map<string, Lane>();
  #ready: Lane[] = [];
  #running = 0;
  #pendingCount = 0;
  #pendingBytes = 0;
  #roomWaiters: (() => void)[] = [];

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Taken in and not finished. */
  get pendingCount(): number {
    return this.#pendingCount;
  }

  get saturated(): boolean {
    return this.#pendingCount >= busLimits.pendingCountMax || this.#pendingBytes >= busLimits.pendingBytes;
  }

  get partitions(): readonly PartitionId[] {
    return [...this.#partitions.values()];
  }

  has(id: PartitionId): boolean {
    return this.#partitions.has(partitionName(id));
  }

  /** Begins a partition that is not assigned yet. */
  assign({ topic, partition }: PartitionId): void {
    this.#partitions.set(partitionName({ topic, partition }), {
      ...{ topic, partition, progress: new Progress(), stopping: new AbortController() },
      ...{ drained: Promise.withResolvers<void>(), running: 0, draining: false },
    });
  }

  /** Takes a message of an assigned partition; false where it is not assigned, is draining, or was taken before. */
  offer(delivery: Delivery): boolean {
    const partition = this.#partitions.get(partitionName(delivery));
    if (partition === undefined || partition.draining || !partition.progress.take(delivery.offset)) return false;
    const name = `${partitionName(delivery)}/${delivery.key}`;
    const lane = this.#lanes.get(name) ?? newLane(name, partition);
    this.#lanes.set(name, lane);
    lane.queue.push(delivery);
    this.#pendingCount++;
    this.#pendingBytes += delivery.value.byteLength;
    if (lane.queue.length === 1) this.#makeReady(lane);
    return true;
  }

  /** Resolves when more may be taken in, or on abort. */
  async room(signal: AbortSignal): Promise<void> {
    while (this.saturated && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = () => resolve();
      this.#roomWaiters.push(wake);
      signal.addEventListener('abort', wake, { once: true });
      await promise;
      signal.removeEventListener('abort', wake);
    }
  }

  /** Stops a partition that now belongs to another consumer: handlers are aborted, and what they finish counts no more. */
  revoke(id: PartitionId): void {
    const partition = this.#partitions.get(partitionName(id));
    if (partition === undefined) return;
    this.#forget(partition);
    partition.stopping.abort(new DOMException('The partition moved to another consumer.', 'AbortError'));
  }

  /** Drops what waits, resolves when the running handlers have ended and their progress is told, and forgets it. */
  async drain(id: PartitionId): Promise<void> {
    const partition = this.#partitions.get(partitionName(id));
    if (partition === undefined) return;
    this.#dropQueued(partition);
    if (partition.running === 0) partition.drained.resolve();
    await partition.drained.promise;
    // It may have been revoked meanwhile, and assigned again.
    if (this.#partitions.get(partitionName(id)) === partition) this.#forget(partition);
  }

  /** Drains everything. Handlers that take longer than the time are aborted, and waited for. */
  async stop(drainTimeoutMs: number): Promise<void> {
    const partitions = [...this.#partitions.values()];
    const abort = setTimeout(() => {
      const reason = new DOMException('The subscription is stopping.', 'AbortError');
      for (const partition of partitions) partition.stopping.abort(reason);
    }, drainTimeoutMs);
    await Promise.all(partitions.map((partition) => this.drain(partition)));
    clearTimeout(abort);
  }

  #makeReady(lane: Lane): void {
    this.#ready.push(lane);
    this.#pump();
  }

  #pump(): void {
    while (this.#running < this.#options.concurrency) {
      const lane = this.#ready.shift();
      if (lane === undefined) return;
      void this.#run(lane, lane.queue[0]!);
    }
  }

  async #run(lane: Lane, delivery: Delivery): Promise<void> {
    const { partition } = lane;
    lane.running = true;
    partition.running++;
    this.#running++;
    const outcome = await this.#options.attempt(delivery, lane.attempts + 1, partition.stopping.signal);
    lane.running = false;
    partition.running--;
    this.#running--;
    if (outcome === 'finished') this.#finish(lane, delivery);
    else if (outcome === 'abandoned' || partition.draining) this.#dropLane(lane);
    else this.#retryLater(lane, outcome.retryInMs);
    if (partition.draining && partition.running === 0) partition.drained.resolve();
    this.#pump();
  }

  #finish(lane: Lane, delivery: Delivery): void {
    const { partition } = lane;
    lane.queue.shift();
    lane.attempts = 0;
    this.#release(delivery);
    if (lane.queue.length > 0) this.#ready.push(lane);
    else this.#dropLane(lane);
    const current = this.#partitions.get(partitionName(partition)) === partition;
    const offset = partition.progress.finish(delivery.offset);
    if (current && offset !== null) {
      this.#options.onProgress({ topic: partition.topic, partition: partition.partition, offset });
    }
  }

  #retryLater(lane: Lane, delayMs: number): void {
    lane.attempts++;
    lane.retryTimer = setTimeout(() => {
      lane.retryTimer = null;
      this.#makeReady(lane);
    }, delayMs);
  }

  #forget(partition: Partition): void {
    this.#dropQueued(partition);
    this.#partitions.delete(partitionName(partition));
  }

  /** Everything of the partition but the messages that are being handled. */
  #dropQueued(partition: Partition): void {
    partition.draining = true;
    this.#ready = this.#ready.filter((lane) => lane.partition !== partition);
    for (const lane of this.#lanes.values()) {
      if (lane.partition !== partition) continue;
      if (!lane.running) this.#dropLane(lane);
      else for (const delivery of lane.queue.splice(1)) this.#release(delivery);
    }
  }

  #dropLane(lane: Lane): void {
    if (lane.retryTimer !== null) clearTimeout(lane.retryTimer);
    for (const delivery of lane.queue.splice(0)) this.#release(delivery);
    if (this.#lanes.get(lane.name) === lane) this.#lanes.delete(lane.name);
  }

  #release(delivery: Delivery): void {
    this.#pendingCount--;
    this.#pendingBytes -= delivery.value.byteLength;
    if (this.saturated) return;
    for (const wake of this.#roomWaiters.splice(0)) wake();
  }
}

function newLane(name: string, partition: Partition): Lane {
  return { name, partition, queue: [], attempts: 0, running: false, retryTimer: null };
}

/** What a driver adds to the shared parts of the bus: moving bytes, and knowing which partitions are whose. */
import type { TopicLag } from './bus.ts';
import type { Commit, Committer } from './consuming/committer.ts';
import type { Delivery, PartitionId } from './consuming/delivery.ts';
import type { Dispatcher } from './consuming/dispatcher.ts';
import type { Outgoing } from './publishing/check.ts';
import type { TopicSpec } from './topics.ts';

export interface BusDriver extends AsyncDisposable {
  /**
   * Resolves when the broker holds the batch durably; rejects with a fault within `publishTimeoutMs`. Called with one
   * batch of a topic at a time; the order of its messages is kept within a key.
   */
  send(topic: TopicSpec, batch: readonly Outgoing[]): Promise<void>;
  /** A consumer of the group, not yet running. */
  join(intake: Intake): Member;
  lag(group: string): Promise<readonly TopicLag[]>;
  ensureTopics(): Promise<void>;
  /** Whether every topic of the catalogue is there. @throws Fault bus.unavailable, database.unavailable */
  hasTopics(): Promise<boolean>;
}

export interface Member {
  /** Hands deliveries over until the signal aborts. When it rejects it is called again after a rest. */
  run(signal: AbortSignal): Promise<void>;
  /** Heartbeats go on until then. */
  leave(): Promise<void>;
  readonly commit: Commit;
}

/** What a subscription takes in from its driver. */
export class Intake {
  readonly group: string;
  readonly topics: readonly TopicSpec[];
  readonly #dispatcher: Dispatcher;
  readonly #committer: () => Committer;

  constructor(group: string, topics: readonly TopicSpec[], dispatcher: Dispatcher, committer: () => Committer) {
    this.group = group;
    this.topics = topics;
    this.#dispatcher = dispatcher;
    this.#committer = committer;
  }

  get partitions(): readonly PartitionId[] {
    return this.#dispatcher.partitions;
  }

  /** Messages of the partition are taken from now on. */
  assign(id: PartitionId): void {
    if (!this.#dispatcher.has(id)) this.#dispatcher.assign(id);
  }

  /** The partition belongs to another consumer: its work is aborted, and its offsets are no longer committed. */
  revoke(id: PartitionId): void {
    this.#dispatcher.revoke(id);
    this.#committer().forget(id);
  }

  /** Ends the partition's work in good order and commits it, so that it can be given to another consumer. */
  async drain(id: PartitionId): Promise<void> {
    await this.#dispatcher.drain(id);
    await this.#committer().settle(id);
  }

  /** False where the message is not wanted: taken before, or of a partition that is not assigned. */
  offer(delivery: Delivery): boolean {
    return this.#dispatcher.offer(delivery);
  }

  /** Resolves when more messages may be offered, or on abort. */
  room(signal: AbortSignal): Promise<void> {
    return this.#dispatcher.room(signal);
  }

  get saturated(): boolean {
    return this.#dispatcher.saturated;
  }
}

/**
 * One consumer of a Kafka group.
 *
 * Each generation of the group gets a stream of its own: what an older stream still holds, or a fetch of it brings in
 * late, belongs to partitions as they were shared out before, and its offsets could hide messages that nobody finished.
 */
import { Consumer } from '@platformatic/kafka';
import type { ConsumerGroupJoinPayload, Message, MessagesStream } from '@platformatic/kafka';
import type { Delivery, PartitionId, PartitionOffset } from '../consuming/delivery.ts';
import { partitionName } from '../consuming/delivery.ts';
import type { Intake, Member } from '../driver.ts';
import type { KafkaOptions } from './options.ts';
import { clientOptions, fetchWaitMs } from './options.ts';

const heartbeatMs = 3_000;
/** How long the group waits for its members when it shares the partitions out. */
const rebalanceTimeoutMs = 60_000;
/** With a quarter of a second between them: a broker that restarts within half a minute aborts no handler. */
const retriesMax = 120;
/** Messages that the client holds ready; what the subscription holds is limited by `busLimits`. */
const streamCountMax = 256;
const fetchBytesMax = 16 * 1024 * 1024;
const fetchBytesPerPartitionMax = 1024 * 1024;

export class KafkaMember implements Member {
  readonly #options: KafkaOptions;
  readonly #intake: Intake;
  #consumer: Consumer | null = null;
  #memberId: string | null = null;
  #generation = 0;

  constructor(options: KafkaOptions, intake: Intake) {
    this.#options = options;
    this.#intake = intake;
  }

  async run(signal: AbortSignal): Promise<void> {
    const consumer = this.#open();
    this.#consumer = consumer;
    this.#generation = 0;
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => undefined);
    consumer.on('error', (error) => failed.reject(error));
    try {
      await Promise.race([this.#consumeGenerations(consumer, signal), failed.promise]);
    } catch (error) {
      for (const id of this.#intake.partitions) this.#intake.revoke(id);
      this.#consumer = null;
      await consumer.close(true).catch(() => undefined);
      throw error;
    }
  }

  readonly commit = async (offsets: readonly PartitionOffset[]): Promise<void> => {
    const consumer = this.#consumer;
    if (consumer === null || !consumer.isActive()) throw new Error('The consumer is not in its group right now.');
    await consumer.commit({
      offsets: offsets.map(({ topic, partition, offset }) => ({
        ...{ topic, partition, offset: BigInt(offset), leaderEpoch: -1 },
      })),
    });
  };

  async leave(): Promise<void> {
    await this.#consumer?.close(true);
  }

  #open(): Consumer {
    return new Consumer({
      ...clientOptions(this.#options),
      groupId: this.#intake.group,
      retries: retriesMax,
      autocommit: false,
      sessionTimeout: this.#options.sessionTimeoutMs ?? 15_000,
      rebalanceTimeout: rebalanceTimeoutMs,
      heartbeatInterval: heartbeatMs,
      maxWaitTime: fetchWaitMs,
      minBytes: 1,
      maxBytes: fetchBytesMax,
      maxBytesPerPartition: fetchBytesPerPartitionMax,
      highWaterMark: streamCountMax,
    });
  }

  async #consumeGenerations(consumer: Consumer, signal: AbortSignal): Promise<void> {
    let stream: MessagesStream<Buffer, Buffer, Buffer, Buffer> | null = null;
    const end = () => stream?.destroy();
    consumer.on('consumer:group:join', (payload) => {
      this.#take(consumer, payload);
      end();
    });
    signal.addEventListener('abort', end, { once: true });
    try {
      const topics = this.#intake.topics.map((topic) => topic.name);
      while (!signal.aborted) {
        const before = this.#generation;
        stream = await consumer.consume({ topics, mode: 'committed', fallbackMode: 'earliest' });
        // The consumer stays subscribed between two streams; without this it would leave and join again.
        if (consumer.topics.get(topics[0]!) === 1) consumer.topics.trackAll(...topics);
        if (before !== 0 && before !== this.#generation) stream.destroy();
        await this.#feed(stream, this.#generation, signal);
      }
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  async #feed(
    stream: MessagesStream<Buffer, Buffer, Buffer, Buffer>,
    generation: number,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      for await (const message of stream) {
        if (generation !== this.#generation || signal.aborted) return;
        this.#intake.offer(deliveryOf(message));
        await this.#intake.room(signal);
      }
    } catch (error) {
      if (generation === this.#generation && !signal.aborted) throw error;
    }
  }

  /** Takes over what the group has assigned, and lets go of the rest. */
  #take(consumer: Consumer, { memberId, generationId = 0 }: ConsumerGroupJoinPayload): void {
    const assigned = (consumer.assignments ?? []).flatMap(({ topic, partitions }) =>
      partitions.map((partition): PartitionId => ({ topic, partition })),
    );
    const names = new Set(assigned.map(partitionName));
    // A member that missed a generation, or came back as a new one, cannot know who had its partitions meanwhile.
    const continued = memberId === this.#memberId && generationId === this.#generation + 1;
    for (const id of this.#intake.partitions) {
      if (!continued || !names.has(partitionName(id))) this.#intake.revoke(id);
    }
    for (const id of assigned) this.#intake.assign(id);
    this.#memberId = memberId;
    this.#generation = generationId;
  }
}

function deliveryOf(message: Message<Buffer, Buffer, Buffer, Buffer>): Delivery {
  const { topic, partition, offset, key, value, timestamp, headerEntries } = message;
  return {
    topic,
    partition,
    offset: Number(offset),
    // Other producers may leave out key or value.
    key: (key as Buffer | undefined)?.toString() ?? '',
    value: (value as Buffer | undefined) ?? Buffer.alloc(0),
    headers: Object.fromEntries(headerEntries.map(([name, text]) => [name.toString(), text.toString()])),
    publishedAt: new Date(Number(timestamp)),
  };
}

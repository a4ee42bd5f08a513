/** Makes topics and tells how far groups are. */
import { Admin, findErrorBy, ListOffsetTimestamps } from '@platformatic/kafka';
import type { TopicLag } from '../bus.ts';
import { busLimits } from '../limits.ts';
import type { TopicCatalogue, TopicSpec } from '../topics.ts';
import { kafkaFault } from './faults.ts';
import type { KafkaOptions } from './options.ts';
import { clientOptions } from './options.ts';

const retriesMax = 3;
/** Over the batch itself: its header, and what the records add. */
const batchRoomBytes = 64 * 1024;

export class KafkaAdmin implements AsyncDisposable {
  readonly #admin: Admin;
  readonly #catalogue: TopicCatalogue;
  readonly #replicas: number;

  constructor(options: KafkaOptions, catalogue: TopicCatalogue) {
    this.#admin = new Admin({ ...clientOptions(options), retries: retriesMax });
    this.#catalogue = catalogue;
    this.#replicas = options.replicas ?? 1;
  }

  async ensureTopics(): Promise<void> {
    try {
      for (const topic of await this.#missing()) await this.#create(topic);
    } catch (error) {
      throw kafkaFault(error, 'make topics');
    }
  }

  async hasTopics(): Promise<boolean> {
    try {
      return (await this.#missing()).length === 0;
    } catch (error) {
      throw kafkaFault(error, 'list topics');
    }
  }

  /**
   * Messages between what the group has finished and the end, for the topics named and those it has committed in;
   * where it has committed nothing yet, everything that the topic still holds.
   */
  async lag(group: string, topics: ReadonlySet<string>): Promise<readonly TopicLag[]> {
    try {
      const [listed] = await this.#admin.listConsumerGroupOffsets({ groups: [group] });
      const committed = new Map<string, number>();
      for (const { name, partitions } of listed?.topics ?? []) {
        for (const one of partitions) committed.set(`${name}/${one.partitionIndex}`, Number(one.committedOffset));
      }
      const names = [...new Set([...topics, ...(listed?.topics ?? []).map(({ name }) => name)])];
      if (names.length === 0) return [];
      const first = await this.#offsets(names, ListOffsetTimestamps.EARLIEST);
      const end = await this.#offsets(names, ListOffsetTimestamps.LATEST);
      const left = (place: string) => end.get(place)! - Math.max(committed.get(place) ?? 0, first.get(place)!);
      return names.map((topic) => {
        const places = [...end.keys()].filter((place) => place.startsWith(`${topic}/`));
        return { topic, messages: places.reduce((sum, place) => sum + Math.max(0, left(place)), 0) };
      });
    } catch (error) {
      throw kafkaFault(error, `lag of ${group}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#admin.close();
  }

  async #missing(): Promise<readonly TopicSpec[]> {
    const present = new Set(await this.#admin.listTopics());
    return this.#catalogue.all.filter(({ name }) => !present.has(name));
  }

  async #create({ name, partitions, retentionMs, messageBytesMax }: TopicSpec): Promise<void> {
    const configs = [
      { name: 'retention.ms', value: String(retentionMs) },
      {
        name: 'max.message.bytes',
        value: String(Math.max(messageBytesMax, busLimits.sendBatchBytes) + batchRoomBytes),
      },
      // With three copies, two must hold a message before it is acknowledged.
      { name: 'min.insync.replicas', value: String(this.#replicas >= 3 ? 2 : 1) },
    ];
    try {
      await this.#admin.createTopics({ topics: [name], partitions, replicas: this.#replicas, configs });
    } catch (error) {
      const raced = error instanceof Error && findErrorBy(error, 'apiId', 'TOPIC_ALREADY_EXISTS') !== null;
      if (!raced) throw error;
    }
  }

  /** By `topic/partition`. */
  async #offsets(names: readonly string[], timestamp: bigint): Promise<ReadonlyMap<string, number>> {
    const { topics } = await this.#admin.metadata({ topics: [...names] });
    const listed = await this.#admin.listOffsets({
      topics: names.map((name) => ({
        name,
        partitions: topics.get(name)!.partitions.map((_, partitionIndex) => ({ partitionIndex, timestamp })),
      })),
    });
    return new Map(
      listed.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, offset }) => [`${name}/${partitionIndex}`, Number(offset)] as const),
      ),
    );
  }
}

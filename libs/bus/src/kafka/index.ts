/** The driver for Apache Kafka. */
import type { Bus } from '../bus.ts';
import { createBus } from '../createBus.ts';
import type { BusDriver } from '../driver.ts';
import { defaultCatalogue } from '../topics.ts';
import { KafkaAdmin } from './admin.ts';
import { KafkaMember } from './member.ts';
import type { KafkaOptions } from './options.ts';
import { KafkaProducer } from './producer.ts';

export type { KafkaAccess, KafkaOptions } from './options.ts';

/** Connects when first used; brokers that are away at the start are waited for by consumers and told to publishers. */
export function openKafkaBus(options: KafkaOptions): Bus {
  const { catalogue = defaultCatalogue, logger } = options;
  const producer = new KafkaProducer(options);
  const admin = new KafkaAdmin(options, catalogue);
  /** What this process consumes, by group. */
  const consumed = new Map<string, Set<string>>();
  const driver: BusDriver = {
    send: (topic, batch) => producer.send(topic, batch),
    join(intake) {
      const topics = consumed.get(intake.group) ?? new Set();
      consumed.set(intake.group, topics);
      for (const { name } of intake.topics) topics.add(name);
      return new KafkaMember(options, intake);
    },
    lag: (group) => admin.lag(group, consumed.get(group) ?? new Set()),
    ensureTopics: () => admin.ensureTopics(),
    hasTopics: () => admin.hasTopics(),
    async [Symbol.asyncDispose]() {
      await Promise.all([producer[Symbol.asyncDispose](), admin[Symbol.asyncDispose]()]);
    },
  };
  return createBus({ driver, catalogue, logger });
}

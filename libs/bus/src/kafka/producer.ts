/** Publishes with acks=all and an idempotent producer; one that failed is thrown away with its sequence numbers. */
import { compatibilityPartitioner, Producer } from '@platformatic/kafka';
import { Fault } from '@safelight/core';
import { busLimits } from '../limits.ts';
import type { Outgoing } from '../publishing/check.ts';
import type { TopicSpec } from '../topics.ts';
import { kafkaFault } from './faults.ts';
import type { KafkaOptions } from './options.ts';
import { clientOptions } from './options.ts';

/** About three seconds where the connection is refused, so that a publisher learns soon that the broker is away. */
const retriesMax = 12;

export class KafkaProducer implements AsyncDisposable {
  readonly #options: KafkaOptions;
  #producer: Producer | null = null;

  constructor(options: KafkaOptions) {
    this.#options = options;
  }

  async send(topic: TopicSpec, batch: readonly Outgoing[]): Promise<void> {
    const producer = (this.#producer ??= this.#open());
    try {
      await withTimeout(producer.send({ messages: batch.map((one) => recordOf(topic.name, one)) }));
    } catch (error) {
      this.#discard(producer);
      throw kafkaFault(error, `publish to ${topic.name}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#producer?.close();
    this.#producer = null;
  }

  #open(): Producer {
    return new Producer({
      ...clientOptions(this.#options),
      idempotent: true,
      retries: retriesMax,
      // Java's hash, so that other clients put a key into the same partition.
      partitioner: compatibilityPartitioner,
    });
  }

  /** Requests of a discarded producer may still arrive: that is why a failed publish may have been one that arrived. */
  #discard(producer: Producer): void {
    if (this.#producer === producer) this.#producer = null;
    producer.close(true).catch(() => undefined);
  }
}

function recordOf(topic: string, { key, value, headers }: Outgoing) {
  return {
    topic,
    key: Buffer.from(key),
    value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
    headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
  };
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const detail = `no answer within ${busLimits.publishTimeoutMs} ms`;
    late.reject(new Fault('bus.unavailable', 'The message bus did not answer in time. Try again.', { detail }));
  }, busLimits.publishTimeoutMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

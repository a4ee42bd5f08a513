import { startEither } from '../choose.ts';
import type { Server } from '../server.ts';
import { startContainerKafka } from './container.ts';
import { findKafka } from './find.ts';
import { startLocalKafka } from './local.ts';

export interface KafkaOptions {
  /** Where the data stays from one start to the next; unset = a temporary folder that goes with the server. */
  readonly dataDir?: string;
  /** Broker settings over the testbed's own, by their names in server.properties. */
  readonly properties?: Readonly<Record<string, string>>;
  /**
   * Ways in beside the plain one, each on a port of its own: what they ask of a client, `properties` say
   * (`listener.name.sasl_ssl.…`). Not in a container.
   */
  readonly secured?: readonly SecuredProtocol[];
  /** Arguments for the Java machine after the testbed's own (`-Xmx384m`). */
  readonly jvm?: readonly string[];
}

export type SecuredProtocol = 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';

export interface KafkaAddress {
  /** `host:port` of each. */
  readonly brokers: readonly string[];
}

export interface Kafka extends Server, KafkaAddress {
  /** `host:port` of each listener that was asked for. */
  readonly secured: Readonly<Partial<Record<SecuredProtocol, string>>>;
}

/**
 * Starts a broker of your own, which you can kill and start again. One broker, no authentication at `brokers`, topics are made on
 * request only (`auto.create.topics.enable=false`).
 * @throws Fault `service.unavailable` when Kafka cannot be had here or does not start
 */
export function startKafka(options: KafkaOptions = {}): Promise<Kafka> {
  return startEither({
    name: 'Kafka',
    found: findKafka(),
    dataDir: options.dataDir,
    local: (found) => startLocalKafka(found, options),
    container: () => startContainerKafka(options),
  });
}

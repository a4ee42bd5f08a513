/** How the clients of one process reach the brokers. */
import type { BaseOptions } from '@platformatic/kafka';
import type { Logger } from '@safelight/service-kit';
import type { TopicCatalogue } from '../topics.ts';

export interface KafkaOptions {
  /** `host:port` of one broker or more. */
  readonly brokers: readonly string[];
  /** Names the process in the brokers' logs. */
  readonly clientId: string;
  readonly logger: Logger;
  /** Default: the catalogue of `topics.ts`. */
  readonly catalogue?: TopicCatalogue;
  /** Copies of each topic that `ensureTopics` makes; as many as brokers, three in production. Default 1. */
  readonly replicas?: number;
  /** A consumer that is silent for so long loses its partitions. Default 15 000; brokers take 6 000 and more. */
  readonly sessionTimeoutMs?: number;
}

/** Of one request; a fetch that finds nothing takes `fetchWaitMs`. */
const requestTimeoutMs = 10_000;
const connectTimeoutMs = 5_000;
export const fetchWaitMs = 5_000;
export const retryDelayMs = 250;

export function clientOptions({ brokers, clientId }: KafkaOptions): BaseOptions {
  return {
    clientId,
    bootstrapBrokers: [...brokers],
    timeout: requestTimeoutMs,
    connectTimeout: connectTimeoutMs,
    retryDelay: retryDelayMs,
    autocreateTopics: false,
  };
}

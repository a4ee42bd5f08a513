/** How the clients of one process reach the brokers. */
import { isIP } from 'node:net';
import type { BaseOptions } from '@platformatic/kafka';
import type { Secret } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import type { TopicCatalogue } from '../topics.ts';

export const saslMechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

/** Contents of PEM files. */
export interface KafkaTls {
  /** Whose certificates the brokers must have. Default: those that the system trusts. */
  readonly ca?: Buffer;
  /** What the brokers know this process by, where they ask for it. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

export interface KafkaSasl {
  readonly mechanism: (typeof saslMechanisms)[number];
  readonly username: string;
  readonly password: Secret;
}

/** Where the brokers are and how they let a client in. */
export interface KafkaAccess {
  /** `host:port` of one broker or more. */
  readonly brokers: readonly string[];
  /** Default: connections are not encrypted. */
  readonly tls?: KafkaTls;
  /** Default: the brokers ask for no user. */
  readonly sasl?: KafkaSasl;
}

export interface KafkaOptions extends KafkaAccess {
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

export function clientOptions({ brokers, clientId, tls, sasl }: KafkaOptions): BaseOptions {
  return {
    ...(tls !== undefined && {
      tls,
      // Many brokers may share an address and tell the certificate by the name; an IP address is none.
      tlsServerName: brokers.every((broker) => isIP(broker.replace(/:\d+$/, '')) === 0),
    }),
    ...(sasl !== undefined && { sasl: { ...sasl, password: () => sasl.password.reveal() } }),
    clientId,
    bootstrapBrokers: [...brokers],
    timeout: requestTimeoutMs,
    connectTimeout: connectTimeoutMs,
    retryDelay: retryDelayMs,
    autocreateTopics: false,
  };
}

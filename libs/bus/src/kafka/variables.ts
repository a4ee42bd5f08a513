/** How Kafka is reached, from the environment: one contract for all services that do. Loads no client. */
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { isIPv4 } from 'node:net';
import { Fault, Secret } from '@safelight/core';
import { z } from 'zod';
import type { KafkaAccess, KafkaSasl, KafkaTls } from './options.ts';
import { saslMechanisms } from './options.ts';

const text = z.string().min(1).optional();

/** For the schema of a service's environment; `kafkaOf` reads what it gives. */
export const kafkaVariables = {
  /** `host:port`, several with commas between. */
  KAFKA_BROKERS: z
    .string()
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:,]+:\d+$/, 'must be host:port, several with commas between')))
    .optional(),
  /** True = TLS by the authorities that the system trusts; each of the files below means TLS as well. */
  KAFKA_TLS: z.stringbool().optional(),
  /** Paths of PEM files: the authority of the brokers, and the certificate of this service with its key. */
  KAFKA_TLS_CA_FILE: text,
  KAFKA_TLS_CERT_FILE: text,
  KAFKA_TLS_KEY_FILE: text,
  KAFKA_SASL_MECHANISM: z.enum(saslMechanisms).optional(),
  KAFKA_SASL_USERNAME: text,
  KAFKA_SASL_PASSWORD: z
    .string()
    .min(1)
    .transform((password) => new Secret(password))
    .optional(),
} as const;

export type KafkaEnv = z.output<z.ZodObject<typeof kafkaVariables>>;

/**
 * What the variables mean; null = there is no Kafka.
 * @throws Fault `config.invalid` for variables that contradict each other, and for files that are no certificates
 */
export function kafkaOf(env: KafkaEnv): KafkaAccess | null {
  const tls = tlsOf(env);
  const sasl = saslOf(env);
  const { KAFKA_BROKERS: brokers } = env;
  if (brokers === undefined) {
    if (tls === null && sasl === null) return null;
    throw wrong('KAFKA_BROKERS', 'KAFKA_TLS… and KAFKA_SASL_… say how brokers are reached, and none is named. Set it.');
  }
  if (sasl?.mechanism === 'PLAIN' && tls === null && !brokers.every(isLoopback)) {
    const message = `PLAIN would send the password readable over the network. Set KAFKA_TLS=true or KAFKA_TLS_CA_FILE, or let the brokers take SCRAM-SHA-512.`;
    throw wrong('KAFKA_SASL_MECHANISM', message);
  }
  return { brokers, ...(tls !== null && { tls }), ...(sasl !== null && { sasl }) };
}

function tlsOf(env: KafkaEnv): KafkaTls | null {
  const { KAFKA_TLS: said, KAFKA_TLS_CA_FILE: ca, KAFKA_TLS_CERT_FILE: cert, KAFKA_TLS_KEY_FILE: key } = env;
  const isNamed = [ca, cert, key].some((path) => path !== undefined);
  if (said === false && isNamed) {
    throw wrong('KAFKA_TLS', 'It says that there is no TLS, and KAFKA_TLS_…_FILE say how. Leave one of them out.');
  }
  if (cert !== undefined && key === undefined) {
    throw wrong('KAFKA_TLS_KEY_FILE', 'It is missing: KAFKA_TLS_CERT_FILE and its key belong together. Set both.');
  }
  if (key !== undefined && cert === undefined) {
    throw wrong(
      'KAFKA_TLS_CERT_FILE',
      'It is missing: KAFKA_TLS_KEY_FILE and its certificate belong together. Set both.',
    );
  }
  if (said !== true && !isNamed) return null;
  const tls: KafkaTls = {
    ...(ca !== undefined && { ca: read('KAFKA_TLS_CA_FILE', ca) }),
    ...(cert !== undefined && { cert: read('KAFKA_TLS_CERT_FILE', cert) }),
    ...(key !== undefined && { key: read('KAFKA_TLS_KEY_FILE', key) }),
  };
  try {
    createSecureContext(tls);
  } catch (cause) {
    const message =
      'The files of KAFKA_TLS_…_FILE are no certificates in PEM, or the key is not that of the certificate.';
    throw wrong('KAFKA_TLS_CERT_FILE', message, cause);
  }
  return tls;
}

function saslOf(env: KafkaEnv): KafkaSasl | null {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = env;
  if (mechanism !== undefined && username !== undefined && password !== undefined) {
    return { mechanism, username, password };
  }
  const parts = { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password };
  const missing = Object.entries(parts).filter(([, value]) => value === undefined);
  if (missing.length === 3) return null;
  const names = missing.map(([name]) => name).join(' and ');
  throw wrong(missing[0]![0], `${names} missing: mechanism, user name and password belong together. Set all three.`);
}

function read(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw wrong(name, `The file ${path} cannot be read. Check the path and the permissions of the file.`, cause);
  }
}

function wrong(field: string, text: string, cause?: unknown): Fault {
  return new Fault('config.invalid', `${field}: ${text}`, { field, ...(cause !== undefined && { cause }) });
}

function isLoopback(broker: string): boolean {
  const host = broker.replace(/:\d+$/, '');
  return host === 'localhost' || (isIPv4(host) && host.startsWith('127.'));
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@safelight/service-kit';
import { newAuthority } from '@safelight/service-kit/testing/certificates';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { kafkaOf, kafkaVariables } from './variables.ts';

const read = (environment: NodeJS.ProcessEnv) => kafkaOf(loadConfig(z.object(kafkaVariables), environment));
const brokers = { KAFKA_BROKERS: 'kafka-1:9093, kafka-2:9093' };
const user = { KAFKA_SASL_USERNAME: 'safelight', KAFKA_SASL_PASSWORD: 'a secret' };

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-kafka-'));
  const authority = await newAuthority('brokers');
  const [own, other] = [await authority.issue(), await authority.issue()];
  await writeFile(at('ca.pem'), authority.pem);
  await writeFile(at('cert.pem'), own.cert);
  await writeFile(at('key.pem'), own.key);
  await writeFile(at('other.pem'), other.key);
});
afterAll(() => rm(folder, { recursive: true }));

it('reads brokers, TLS by the authorities of the system, and a user whose password is not shown', () => {
  expect(read({})).toBeNull();
  const access = read({ ...brokers, KAFKA_TLS: 'true', ...user, KAFKA_SASL_MECHANISM: 'PLAIN' });
  expect(access).toMatchObject({ brokers: ['kafka-1:9093', 'kafka-2:9093'], tls: {}, sasl: { username: 'safelight' } });
  expect(access?.sasl?.password.reveal()).toBe('a secret');
  expect(JSON.stringify(access)).not.toContain('a secret');
});

it('reads the files of an authority and of a certificate with its key', () => {
  const files = {
    KAFKA_TLS_CA_FILE: at('ca.pem'),
    KAFKA_TLS_CERT_FILE: at('cert.pem'),
    KAFKA_TLS_KEY_FILE: at('key.pem'),
  };
  const tls = read({ ...brokers, ...files })?.tls;
  expect(Object.values(tls ?? {}).map(String)).toEqual(
    Array.from({ length: 3 }, () => expect.stringContaining('-----BEGIN')),
  );
});

it('takes PLAIN without TLS on loopback, and SCRAM anywhere', () => {
  expect(read({ KAFKA_BROKERS: '127.0.0.1:9092', ...user, KAFKA_SASL_MECHANISM: 'PLAIN' })).toHaveProperty('sasl');
  expect(read({ ...brokers, ...user, KAFKA_SASL_MECHANISM: 'SCRAM-SHA-256' })).toHaveProperty('sasl');
});

it.for<[string, () => NodeJS.ProcessEnv]>([
  ['KAFKA_BROKERS', () => ({ KAFKA_BROKERS: 'kafka' })],
  ['KAFKA_BROKERS', () => ({ ...user, KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' })],
  ['KAFKA_BROKERS', () => ({ KAFKA_TLS: 'true' })],
  ['KAFKA_SASL_MECHANISM', () => ({ ...brokers, ...user })],
  ['KAFKA_SASL_MECHANISM', () => ({ ...brokers, ...user, KAFKA_SASL_MECHANISM: 'GSSAPI' })],
  ['KAFKA_SASL_MECHANISM', () => ({ ...brokers, ...user, KAFKA_SASL_MECHANISM: 'PLAIN' })],
  ['KAFKA_SASL_PASSWORD', () => ({ ...brokers, KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512', KAFKA_SASL_USERNAME: 'a' })],
  ['KAFKA_TLS', () => ({ ...brokers, KAFKA_TLS: 'false', KAFKA_TLS_CA_FILE: at('ca.pem') })],
  ['KAFKA_TLS_KEY_FILE', () => ({ ...brokers, KAFKA_TLS_CERT_FILE: at('cert.pem') })],
  ['KAFKA_TLS_CERT_FILE', () => ({ ...brokers, KAFKA_TLS_KEY_FILE: at('key.pem') })],
  ['KAFKA_TLS_CA_FILE', () => ({ ...brokers, KAFKA_TLS_CA_FILE: at('missing.pem') })],
  [
    'KAFKA_TLS_CERT_FILE',
    () => ({ ...brokers, KAFKA_TLS_CERT_FILE: at('cert.pem'), KAFKA_TLS_KEY_FILE: at('other.pem') }),
  ],
])('names %s when it, or what it is used with, is wrong', ([name, environment]) => {
  expect(() => read(environment())).toThrow(new RegExp(`${name}\\b`));
  expect(() => read(environment())).not.toThrow('a secret');
});

import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alterUserScramCredentialsV0, Connection } from '@platformatic/kafka';
import { Secret } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { newAuthority } from '@safelight/service-kit/testing/certificates';
import { startKafka } from '@safelight/testbed';
import type { Kafka } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bus, KafkaAccess } from '../src/index.ts';
import { TopicCatalogue } from '../src/index.ts';
import { openKafkaBus } from '../src/kafka/index.ts';
import { collect, testMessage, testTopic } from './contract.ts';

const username = 'safelight';
const right = new Secret('a password: with = signs');
const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

describeReal('kafka', 'a broker that lets in whom it knows', () => {
  let folder: string;
  let kafka: Kafka;
  let files: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'safelight-kafka-'));
    const authority = await newAuthority('brokers and clients');
    const broker = await authority.issue();
    const client = await authority.issue();
    files = { ca: Buffer.from(authority.pem), cert: Buffer.from(client.cert), key: Buffer.from(client.key) };
    const [keystore, truststore] = [join(folder, 'broker.pem'), join(folder, 'ca.pem')];
    await writeFile(keystore, broker.key + broker.cert);
    await writeFile(truststore, authority.pem);
    const login = 'org.apache.kafka.common.security';
    const users = `${login}.plain.PlainLoginModule required user_${username}="${right.reveal()}";`;
    kafka = await startKafka({
      jvm: ['-XX:TieredStopAtLevel=1'],
      secured: ['SASL_PLAINTEXT', 'SASL_SSL', 'SSL'],
      properties: {
        'sasl.enabled.mechanisms': mechanisms.join(','),
        ...Object.fromEntries(
          ['sasl_plaintext', 'sasl_ssl'].flatMap((listener) => [
            [`listener.name.${listener}.plain.sasl.jaas.config`, users],
            ...['scram-sha-256', 'scram-sha-512'].map((name) => [
              `listener.name.${listener}.${name}.sasl.jaas.config`,
              `${login}.scram.ScramLoginModule required;`,
            ]),
          ]),
        ),
        'ssl.keystore.type': 'PEM',
        'ssl.keystore.location': keystore,
        'ssl.truststore.type': 'PEM',
        'ssl.truststore.location': truststore,
        'listener.name.ssl.ssl.client.auth': 'required',
      },
    });
    await addScramUser(kafka.brokers[0]!);
  }, 120_000);
  afterAll(async () => {
    await kafka[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  /** Publishes and consumes a message. */
  async function passOn(access: KafkaAccess): Promise<readonly string[]> {
    const spec = testTopic({ partitions: 1 });
    await using bus = open(access, new TopicCatalogue([spec]));
    await bus.ensureTopics();
    await using consumer = collect(bus, { topics: [spec.name], group: `${spec.name}.group` });
    await bus.publish(spec.name, [testMessage('a', 0)]);
    await consumer.until((received) => received.length === 1);
    return consumer.ids();
  }

  test.for(mechanisms)('takes messages from a user that shows a password by %s', async (mechanism) => {
    const brokers = [kafka.secured.SASL_PLAINTEXT!];
    expect(await passOn({ brokers, sasl: { mechanism, username, password: right } })).toEqual(['a#0']);
  });

  test('takes messages over TLS from a user with a password, and from a client with a certificate', async () => {
    const sasl = { mechanism: 'SCRAM-SHA-512', username, password: right } as const;
    const { ca } = files;
    expect(await passOn({ brokers: [kafka.secured.SASL_SSL!], tls: { ca }, sasl })).toEqual(['a#0']);
    expect(await passOn({ brokers: [kafka.secured.SSL!], tls: files })).toEqual(['a#0']);
  });

  test('refuses a wrong password, and the fault says what to compare and nothing of the password', async () => {
    const attempts = mechanisms.map(async (mechanism) => {
      const sasl = { mechanism, username, password: new Secret('guess-3141') };
      await using bus = open({ brokers: [kafka.secured.SASL_PLAINTEXT!], sasl });
      return bus.ensureTopics().catch((error: unknown) => error);
    });
    for (const refused of await Promise.all(attempts)) {
      expect(refused).toMatchObject({ code: 'bus.unavailable', message: expect.stringContaining('KAFKA_SASL_') });
      expect(`${(refused as Error).message} ${JSON.stringify(refused)}`).not.toContain('guess-3141');
    }
  });

  test('is not trusted when another authority vouches for it', async () => {
    const ca = Buffer.from((await newAuthority('somebody else')).pem);
    await using bus = open({ brokers: [kafka.secured.SSL!], tls: { ...files, ca } });
    await expect(bus.ensureTopics()).rejects.toMatchObject({ code: 'bus.unavailable' });
  });
});

function open(access: KafkaAccess, catalogue = new TopicCatalogue([testTopic()])): Bus {
  return openKafkaBus({ ...access, clientId: 'test', catalogue, logger: silentLogger });
}

/** As `kafka-configs --alter --add-config SCRAM-SHA-…` does. */
async function addScramUser(broker: string): Promise<void> {
  const [host, port] = broker.split(':');
  const connection = new Connection('test');
  await connection.connect(host!, Number(port));
  const hashes = [
    { mechanism: 1, hash: 'sha256', bytes: 32 },
    { mechanism: 2, hash: 'sha512', bytes: 64 },
  ];
  const iterations = 4_096;
  for (const { mechanism, hash, bytes } of hashes) {
    const salt = randomBytes(16);
    const saltedPassword = pbkdf2Sync(right.reveal(), salt, iterations, bytes, hash);
    const user = { name: username, mechanism, iterations, salt, saltedPassword };
    // A request may name a user once.
    await alterUserScramCredentialsV0.api.async(connection, [], [user]);
  }
  await connection.close();
}

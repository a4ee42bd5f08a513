/** The three kinds of server behind one shape, for tests that hold for each. */
import { once } from 'node:events';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Admin, Consumer, Producer } from '@platformatic/kafka';
import type { Message } from '@platformatic/kafka';
import pg from 'pg';
import {
  type Kafka,
  type Neighbour,
  type Postgres,
  type S3,
  type Server,
  createDatabase,
  makeBucket,
  startKafka,
  startPostgres,
  startS3,
} from '../src/index.ts';

export interface Case {
  readonly neighbour: Neighbour;
  readonly name: string;
  start(dataDir?: string): Promise<Running>;
}

export interface Running extends AsyncDisposable {
  readonly server: Server;
  readonly port: number;
  /** Resolves when the server has acknowledged the text. */
  write(text: string): Promise<void>;
  /** What was written, in a new connection. */
  read(): Promise<string>;
}

export const cases: readonly Case[] = [
  {
    neighbour: 'pg',
    name: 'PostgreSQL',
    start: async (dataDir) => postgresCase(await startPostgres({ durable: false, ...folder(dataDir) })),
  },
  {
    neighbour: 'kafka',
    name: 'Kafka',
    start: async (dataDir) => kafkaCase(await startKafka({ jvm: ['-XX:TieredStopAtLevel=1'], ...folder(dataDir) })),
  },
  { neighbour: 's3', name: 'S3', start: async (dataDir) => s3Case(await startS3(folder(dataDir))) },
];

function folder(dataDir: string | undefined): { readonly dataDir?: string } {
  return dataDir === undefined ? {} : { dataDir };
}

async function postgresCase(server: Postgres): Promise<Running> {
  const { ownerUrl } = await createDatabase(server);
  const query = async (sql: string, values: readonly string[] = []) => {
    const client = new pg.Client(ownerUrl);
    await client.connect();
    try {
      return (await client.query<{ text: string }>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  await query('CREATE TABLE notes (text text)');
  return {
    ...common(server, Number(new URL(server.adminUrl).port)),
    write: async (text) => void (await query('INSERT INTO notes VALUES ($1)', [text])),
    read: async () => (await query('SELECT text FROM notes'))[0]?.text ?? '',
  };
}

async function kafkaCase(server: Kafka): Promise<Running> {
  const topic = 'notes';
  const client = { clientId: 'testbed', bootstrapBrokers: [...server.brokers] };
  return {
    ...common(server, Number(server.brokers[0]?.split(':')[1])),
    async write(text) {
      const [admin, producer] = [new Admin(client), new Producer(client)];
      await admin.createTopics({ topics: [topic], partitions: 1, replicas: 1 });
      await producer.send({ acks: -1, messages: [{ topic, value: Buffer.from(text) }] });
      await Promise.all([admin.close(), producer.close()]);
    },
    async read() {
      const consumer = new Consumer({ ...client, groupId: 'readers' });
      const stream = await consumer.consume({ topics: [topic], mode: 'earliest' });
      const [first] = (await once(stream, 'data')) as [Message];
      await consumer.close(true);
      return String(first.value);
    },
  };
}

async function s3Case(server: S3): Promise<Running> {
  const { bucket: Bucket, endpoint, region, accessKeyId, secretAccessKey } = await makeBucket(server);
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  return {
    ...common(server, Number(new URL(endpoint).port)),
    write: async (text) => void (await client.send(new PutObjectCommand({ Bucket, Key: 'note', Body: text }))),
    read: async () => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'note' }));
      return (await Body?.transformToString()) ?? '';
    },
  };
}

function common(server: Server, port: number) {
  return { server, port, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

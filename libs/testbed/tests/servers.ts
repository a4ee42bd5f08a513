/** The three kinds of server behind one shape, for tests that hold for each. */
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import kafkajs from 'kafkajs';
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
  const client = () => new kafkajs.Kafka({ brokers: [...server.brokers], logLevel: kafkajs.logLevel.NOTHING });
  return {
    ...common(server, Number(server.brokers[0]?.split(':')[1])),
    async write(text) {
      const producer = client().producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
      const admin = client().admin();
      await Promise.all([admin.connect(), producer.connect()]);
      await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
      await producer.send({ topic, acks: -1, messages: [{ value: text }] });
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
    async read() {
      const consumer = client().consumer({ groupId: 'readers' });
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      const first = Promise.withResolvers<string>();
      await consumer.run({ eachMessage: async ({ message }) => first.resolve(String(message.value)) });
      const text = await first.promise;
      await consumer.disconnect();
      return text;
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

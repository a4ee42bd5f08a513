/**
 * A production-shaped installation on one machine: PostgreSQL, Kafka and S3, and every service as a process of its own
 * that comes back when it dies. What it does is what docs/operate.md tells an operator to do.
 */
import { join, resolve } from 'node:path';
import { Secret } from '@safelight/core';
import { lockFolder } from '@safelight/service-kit/lock';
import { startKafka, startPostgres, startS3 } from '@safelight/testbed';
import type { Kafka, Postgres, S3 } from '@safelight/testbed';
import { Member } from './member.ts';
import { migrate, prepareBucket, prepareDatabase } from './prepare.ts';
import { bootstrapKey } from './bootstrap.ts';
import { programsOf } from './programs.ts';
import { revive } from './revive.ts';
import { loadState } from './state.ts';

export interface StackOptions {
  /** Keeps everything from one start to the next. */
  readonly dataDir: string;
  /** Processes that run turns. Default 2. */
  readonly runners?: number;
  /** Addresses that callers may choose although they are not public: a webhook receiver on this machine. */
  readonly egressAllow?: readonly string[];
  /** Start PostgreSQL, Kafka and S3 again when they die, as the services are. Default false: the caller kills and starts them. */
  readonly revives?: boolean;
  /** Whether commits wait for the disk. Default true; false for tests, which survive kills all the same. */
  readonly durable?: boolean;
  readonly logLevel?: string;
  /** For every service, such as `POLICY_BACKEND`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The address at which services reach S3 in place of its own: for a way there that can fail on purpose. */
  readonly s3Through?: (endpoint: string) => Promise<string>;
  readonly onStep?: (what: string) => void;
  readonly onEnd?: (name: string, why: string, restarts: number) => void;
}

export interface Stack extends AsyncDisposable {
  /** `http://host:port` of the REST API. */
  readonly baseUrl: string;
  /** `host:port` of the public gRPC API. */
  readonly grpcAddress: string;
  /** Where other agents find the darkroom (MCP over streamable HTTP). */
  readonly mcpUrl: string;
  /** The first key, which may do everything; in `secrets/api-key` of the data folder. */
  readonly apiKey: string;
  readonly postgres: Postgres;
  readonly kafka: Kafka;
  readonly s3: S3;
  readonly bucket: string;
  /** As the services log in. */
  readonly databaseUrl: string;
  /** For looking at the tables: as the server's administrator. */
  readonly databaseAdminUrl: string;
  readonly members: readonly Member[];
}

const bucket = 'safelight';

/** @throws Fault service.unavailable for a part that is not on this machine or does not start, data.locked */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { runners = 2, durable = true, onStep = () => undefined, onEnd = () => undefined } = options;
  const dataDir = resolve(options.dataDir);
  await using opening = new AsyncDisposableStack();
  opening.use(await lockFolder(dataDir));
  const state = await loadState(dataDir, runners);
  onStep('PostgreSQL, Kafka, S3');
  const [postgres, kafka, s3] = await Promise.all([
    startPostgres({ dataDir: join(dataDir, 'postgres'), durable }).then((server) => opening.use(server)),
    startKafka({ dataDir: join(dataDir, 'kafka') }).then((server) => opening.use(server)),
    startS3({ dataDir: join(dataDir, 's3') }).then((server) => opening.use(server)),
  ]);
  if (options.revives === true) opening.use(revive({ servers: { postgresql: postgres, kafka, s3 }, onEnd }));
  onStep('tables and bucket');
  const urls = await prepareDatabase(postgres.adminUrl, state.databasePassword);
  await Promise.all([migrate(urls), prepareBucket(s3, bucket)]);
  onStep('first key');
  const apiKey = await bootstrapKey(dataDir, urls.loginUrl);
  const s3Endpoint = (await options.s3Through?.(s3.endpoint)) ?? s3.endpoint;
  const programs = programsOf(
    {
      ...{ databaseUrl: urls.loginUrl, brokers: kafka.brokers, serviceToken: state.serviceToken, dataDir },
      s3: { ...addressOf(s3), endpoint: s3Endpoint, bucket },
      ...{ ports: state.ports, runners, egressAllow: options.egressAllow ?? [] },
      ...{ logLevel: options.logLevel ?? 'info', environment: options.environment ?? {} },
    },
    { kind: 'token', token: new Secret(state.serviceToken) },
  );
  onStep(`${programs.length} services`);
  const members = await Promise.all(
    programs.map(async (program) => opening.use(await Member.start({ program, logDir: join(dataDir, 'logs'), onEnd }))),
  );
  const open = opening.move();
  return {
    baseUrl: `http://127.0.0.1:${state.ports['gateway-http']}`,
    grpcAddress: `127.0.0.1:${state.ports['gateway-grpc']}`,
    mcpUrl: `http://127.0.0.1:${state.ports['mcp']}/mcp`,
    ...{ apiKey, postgres, kafka, s3, bucket, members },
    databaseUrl: urls.loginUrl,
    databaseAdminUrl: adminUrlOf(postgres.adminUrl),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function addressOf({ endpoint, region, accessKeyId, secretAccessKey }: S3) {
  return { endpoint, region, accessKeyId, secretAccessKey };
}

function adminUrlOf(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = '/safelight';
  return url.href;
}

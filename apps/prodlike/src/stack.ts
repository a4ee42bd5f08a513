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
import { Group } from './group.ts';
import { groupNames, programsOf, type GroupName, type Places, type Program } from './programs.ts';
import { revive } from './revive.ts';
import { loadState } from './state.ts';

export interface StackOptions {
  /** Keeps everything from one start to the next. */
  readonly dataDir: string;
  /** Processes of each group at the start. Default: two runners, one of the others. */
  readonly replicas?: Partial<Places>;
  /** What each group may be scaled to later. Default: what it starts with. */
  readonly replicasMax?: Partial<Places>;
  /** `host:port` of a policy to ask in place of the installation's own, which is not started then. */
  readonly policyAddress?: (serviceToken: Secret) => Promise<string>;
  /** Addresses that callers may choose although they are not public: a webhook receiver on this machine. */
  readonly egressAllow?: readonly string[];
  /** Start PostgreSQL, Kafka and S3 again when they die, as the services are. Default false: the caller kills and starts them. */
  readonly revives?: boolean;
  /** Whether commits wait for the disk. Default true; false for tests, which survive kills all the same. */
  readonly durable?: boolean;
  readonly logLevel?: string;
  /** For every service, such as `POLICY_BACKEND`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** On top, for one process by its name. */
  readonly environmentOf?: (name: string) => Readonly<Record<string, string>>;
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
  /** All that run now. */
  readonly members: readonly Member[];
  readonly groups: Readonly<Record<GroupName, Group>>;
}

const bucket = 'safelight';
const replicasDefault: Places = { runner: 2, sandbox: 1, inference: 1 };

/** @throws Fault service.unavailable for a part that is not on this machine or does not start, data.locked */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { durable = true, onStep = () => undefined, onEnd = () => undefined } = options;
  const replicas = { ...replicasDefault, ...options.replicas };
  const places = { ...replicas, ...options.replicasMax };
  const dataDir = resolve(options.dataDir);
  await using opening = new AsyncDisposableStack();
  opening.use(await lockFolder(dataDir));
  const state = await loadState(dataDir, places);
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
  const serviceToken = new Secret(state.serviceToken);
  const policyAddress = (await options.policyAddress?.(serviceToken)) ?? null;
  const { single, groups: grouped } = programsOf(
    {
      ...{ databaseUrl: urls.loginUrl, brokers: kafka.brokers, serviceToken: state.serviceToken, dataDir },
      s3: { ...addressOf(s3), endpoint: s3Endpoint, bucket },
      ...{ ports: state.ports, places, policyAddress, egressAllow: options.egressAllow ?? [] },
      ...{ logLevel: options.logLevel ?? 'info', environment: options.environment ?? {} },
      environmentOf: options.environmentOf ?? (() => ({})),
    },
    { kind: 'token', token: serviceToken },
  );
  const count = single.length + groupNames.reduce((sum, name) => sum + replicas[name], 0);
  onStep(`${count} services`);
  const start = (program: Program) => Member.start({ program, logDir: join(dataDir, 'logs'), onEnd });
  const groupOf = (name: GroupName) => opening.use(new Group({ name, programs: grouped[name], start }));
  const groups = { inference: groupOf('inference'), sandbox: groupOf('sandbox'), runner: groupOf('runner') };
  const [members] = await Promise.all([
    Promise.all(single.map(async (program) => opening.use(await start(program)))),
    ...groupNames.map((name) => groups[name].scaleTo(replicas[name])),
  ]);
  const open = opening.move();
  return {
    baseUrl: `http://127.0.0.1:${state.ports['gateway-http']}`,
    grpcAddress: `127.0.0.1:${state.ports['gateway-grpc']}`,
    mcpUrl: `http://127.0.0.1:${state.ports['mcp']}/mcp`,
    ...{ apiKey, postgres, kafka, s3, bucket, groups },
    get members() {
      return [...members, ...groupNames.flatMap((name) => groups[name].members)];
    },
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

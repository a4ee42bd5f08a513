/** What the gateway stands on: the services that steps ask, and where data is kept. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayCommand, migrate, prepareBucket, prepareDatabase } from '@safelight/prodlike';
import { startKafka, startPostgres, startS3 } from '@safelight/testbed';
import { Caller, type Tenant } from './caller.ts';
import { startChild, type Child } from './child/child.ts';
import type { GatewayReady, GatewaySettings } from './child/gateway.ts';
import type { ServiceAddresses } from './child/services.ts';
import type { GroundName } from './options.ts';
import { startPolicy, type InstantPolicy } from './policy.ts';

export interface Ground extends AsyncDisposable {
  readonly name: GroundName;
  readonly gateway: Child<GatewayReady>;
  readonly services: ServiceAddresses;
  readonly policy: InstantPolicy;
  readonly operator: Caller;
  /** Without limits; most parts work as it. */
  readonly tenant: Tenant;
  /** An administrator's, for the contender that selects by itself; null = PGlite. */
  readonly databaseUrl: string | null;
}

const bucket = 'safelight-bench';

/** What the gateway does. */
export type GroundRoles = NonNullable<GatewaySettings['roles']>;

export async function openGround(name: GroundName, roles: GroundRoles): Promise<Ground> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'safelight-bench-'));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const services = opening.use(await startChild<ServiceAddresses>('services', { dataDir }));
  const policy = opening.use(await startPolicy());
  const kept = name === 'embedded' ? embedded(dataDir) : await real(opening);
  const neighbours = { ...services.ready, policy: policy.address };
  const settings: GatewaySettings = { ...kept.settings, roles, neighbours };
  const gateway = opening.use(await startChild<GatewayReady>('gateway', settings));
  const { baseUrl, apiKey } = gateway.ready;
  const operator = new Caller(baseUrl, apiKey ?? kept.apiKey!);
  opening.defer(() => operator.close());
  const tenant = await operator.makeTenant('bench', { plan: 'unlimited' });
  const open = opening.move();
  return {
    ...{ name, gateway, services: services.ready, policy, operator, tenant, databaseUrl: kept.databaseUrl },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

interface Kept {
  readonly settings: Pick<GatewaySettings, 'storage' | 'bus'>;
  readonly apiKey: string | null;
  readonly databaseUrl: string | null;
}

function embedded(dataDir: string): Kept {
  const storage = { kind: 'folder', dataDir: join(dataDir, 'gateway') } as const;
  return { settings: { storage }, apiKey: null, databaseUrl: null };
}

/** Commits wait for the disk, as in production. */
async function real(opening: AsyncDisposableStack): Promise<Kept> {
  const [postgres, kafka, s3] = await Promise.all([
    startPostgres().then((server) => opening.use(server)),
    startKafka().then((server) => opening.use(server)),
    startS3().then((server) => opening.use(server)),
  ]);
  const urls = await prepareDatabase(postgres.adminUrl, randomBytes(16).toString('hex'));
  await Promise.all([migrate(urls), prepareBucket(s3, bucket)]);
  const apiKey = (await gatewayCommand(['bootstrap'], { DATABASE_URL: urls.loginUrl })).trim();
  const { endpoint, region, accessKeyId, secretAccessKey } = s3;
  const blobs = { endpoint, region, bucket, accessKeyId, secretAccessKey };
  return {
    settings: {
      storage: { kind: 'shared', databaseUrl: urls.loginUrl, blobs },
      bus: { brokers: kafka.brokers },
    },
    ...{ apiKey, databaseUrl: postgres.adminUrl },
  };
}

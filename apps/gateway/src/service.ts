/** Opens everything that the gateway owns and closes it in reverse. */
import { join } from 'node:path';
import { createClient, isServing, startService } from '@safelight/service-kit';
import type { Logger, RunningService } from '@safelight/service-kit';
import { evaluatorContract, policyContract, reflectorContract, sandboxContract } from '@safelight/wire';
import type { ServiceContract } from '@safelight/wire';
import { lockFolder } from '@safelight/service-kit/lock';
import { openFolderKey } from './auth/apiKey.ts';
import { Authenticator } from './auth/authenticate.ts';
import { FileBlobs } from './blobs/files.ts';
import type { GatewayContext } from './context.ts';
import { startHttp } from './http/server.ts';
import { gatewayLimits } from './limits.ts';
import { startRelay } from './relay/relay.ts';
import { submitTrajectories } from './relay/trajectories.ts';
import { editingService } from './rpc/editing.ts';
import { startRunner, turnsSignal } from './runner/runner.ts';
import { openPglite } from './store/pglite.ts';
import { Store } from './store/store.ts';
import { releaseAllTurns } from './store/turns.ts';

/** gRPC addresses (`host:port`) of the services that the gateway asks. */
export interface Neighbours {
  readonly sandbox: string;
  readonly policy: string;
  readonly evaluator: string;
  readonly reflector: string;
}

export interface GatewayOptions {
  /** Database, pictures, API key and lock live here; made when it is not there. */
  readonly dataDir: string;
  /** Asked once the data folder is ours; neighbours may start while the database opens. */
  readonly neighbours: () => Promise<Neighbours>;
  /** For both ports. Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly httpPort?: number;
  readonly grpcPort?: number;
  /** Where an empty database is kept for the next new data folder; see `openPglite`. */
  readonly databaseTemplateDir?: string;
  readonly logger: Logger;
  /** Within which the policy decides one step; default 2 minutes. */
  readonly policyDeadlineMs?: number;
}

export interface RunningGateway extends RunningService {
  /** `http://host:port` of the REST API. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

const readinessDeadlineMs = 1_000;

/** @throws Fault data.locked, config.invalid */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { dataDir, logger, host = '127.0.0.1', httpPort = 0, grpcPort = 0, databaseTemplateDir } = options;
  await using opening = new AsyncDisposableStack();
  opening.use(await lockFolder(dataDir));
  const [store, neighbours] = await Promise.all([
    openStore(join(dataDir, 'database'), databaseTemplateDir).then((opened) => opening.use(opened)),
    options.neighbours(),
  ]);
  const apiKey = await openFolderKey(dataDir, store);
  const authenticator = opening.use(new Authenticator(store));
  const connect = <C extends ServiceContract>(contract: C, address: string) =>
    opening.adopt(createClient(contract, address), (client) => client.close());
  const context: GatewayContext = {
    store,
    logger,
    policyDeadlineMs: options.policyDeadlineMs ?? gatewayLimits.policyDeadlineMs,
    blobs: new FileBlobs(join(dataDir, 'blobs')),
    sandbox: connect(sandboxContract, neighbours.sandbox),
    policy: connect(policyContract, neighbours.policy),
    evaluator: connect(evaluatorContract, neighbours.evaluator),
    reflector: connect(reflectorContract, neighbours.reflector),
  };

  opening.use(startRunner(context));
  opening.use(startRelay(context, 'turns', async () => store.signals.wake(turnsSignal)));
  opening.use(startRelay(context, 'trajectories', submitTrajectories(context)));

  const stopping = new AbortController();
  const implementations = [editingService(context, authenticator, stopping.signal)];
  const grpc = opening.use(await startService({ name: 'gateway', implementations, host, port: grpcPort, logger }));
  const isReady = () => readiness(neighbours);
  const http = opening.use(await startHttp(context, { host, port: httpPort, authenticator, isReady }));
  // Event streams end before the servers wait for what is still running.
  opening.defer(() => stopping.abort());
  logger.info({ baseUrl: http.baseUrl, address: grpc.address, dataDir }, 'gateway ready');

  const open = opening.move();
  let closed: Promise<void> | undefined;
  return {
    name: 'gateway',
    address: grpc.address,
    baseUrl: http.baseUrl,
    apiKey,
    [Symbol.asyncDispose]: () => (closed ??= open.disposeAsync()),
  };
}

async function openStore(folder: string, templateDir: string | undefined): Promise<Store> {
  const store = new Store(await openPglite(folder, templateDir));
  // The lock says that no other runner works on this folder: whoever held these leases is dead.
  await releaseAllTurns(store);
  return store;
}

async function readiness(neighbours: Neighbours): Promise<Readonly<Record<string, boolean>>> {
  const asked = Object.entries(neighbours) as [string, string][];
  return Object.fromEntries(
    await Promise.all(
      asked.map(async ([name, address]) => [name, await isServing(address, readinessDeadlineMs)] as const),
    ),
  );
}

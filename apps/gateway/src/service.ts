/** Opens everything that the gateway owns and closes it in reverse. */
import { setTimeout as delay } from 'node:timers/promises';
import type { KafkaAccess } from '@safelight/bus';
import { createClient, isServing, noSecurity, showFreeSpace, startService } from '@safelight/service-kit';
import type { Logger, RunningService, ServiceSecurity } from '@safelight/service-kit';
import { evaluatorContract, policyContract, reflectorContract, sandboxContract } from '@safelight/wire';
import type { ServiceContract } from '@safelight/wire';
import { Authenticator } from './auth/authenticate.ts';
import type { GatewayContext } from './context.ts';
import { egressPolicy } from './egress/policy.ts';
import type { EgressOptions } from './egress/policy.ts';
import type { EdgeOptions } from './http/headers.ts';
import { startHttp } from './http/server.ts';
import { directEvaluations } from './jobs/evaluationQueue.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { startJobRunner } from './jobs/runner.ts';
import { gatewayLimits } from './limits.ts';
import { openBus } from './bus/open.ts';
import { startRelaying } from './relay/start.ts';
import { startTurnConsumer } from './relay/turns.ts';
import { publicServices } from './rpc/services.ts';
import { showRoles } from './roles.ts';
import { startRunner } from './runner/runner.ts';
import { openStorage } from './storage.ts';
import type { Storage } from './storage.ts';

/** gRPC addresses (`host:port`) of the services that the gateway asks. */
export interface Neighbours {
  readonly sandbox: string;
  readonly policy: string;
  readonly evaluator: string;
  readonly reflector: string;
}

/**
 * What a process does: `api` answers REST and gRPC, `runner` runs turns and jobs, `relay` tells others what was written
 * (bus, webhooks, reflector) and sweeps. Each may run apart, and as often as wanted.
 */
export const roles = ['api', 'runner', 'relay'] as const;
export type Role = (typeof roles)[number];

export interface GatewayOptions {
  readonly storage: Storage;
  /** Kafka and the copies of each topic. Default: a log in the database. */
  readonly bus?: KafkaAccess & { readonly replicas?: number };
  /** Default: all. */
  readonly roles?: readonly Role[];
  /** Asked once the data folder is ours; neighbours may start while the database opens. */
  readonly neighbours: () => Promise<Neighbours>;
  /** How neighbours know this process. Default: not at all. */
  readonly security?: ServiceSecurity;
  /** For both ports. Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly httpPort?: number;
  readonly grpcPort?: number;
  readonly logger: Logger;
  /** Which addresses may be reached that callers choose, for webhooks and photos by URL. Default: public ones alone. */
  readonly egress?: EgressOptions;
  /** What browsers and proxies are told; see `EdgeOptions`. */
  readonly edge?: EdgeOptions;
  /** Within which the policy decides one step; default 2 minutes. */
  readonly policyDeadlineMs?: number;
}

export interface RunningGateway extends RunningService {
  /** `http://host:port` of the REST API. */
  readonly baseUrl: string;
  /** The data folder's own key, allowed everything; null where keys are kept in the database alone. */
  readonly apiKey: string | null;
}

const readinessDeadlineMs = 1_000;

/** @throws Fault data.locked, config.invalid, database.unavailable */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { logger, host = '127.0.0.1', httpPort = 0, grpcPort = 0, security = noSecurity } = options;
  const does = new Set<Role>(options.roles ?? roles);
  await using opening = new AsyncDisposableStack();
  const starting = Promise.withResolvers<Neighbours>();
  const storage = openStorage(options.storage, opening, () => starting.resolve(options.neighbours()));
  const { store, blobs, apiKey } = await storage;
  const neighbours = await starting.promise;
  const authenticator = opening.use(new Authenticator(store));
  const connect = <C extends ServiceContract>(contract: C, address: string) =>
    opening.adopt(createClient(contract, address, { security }), (client) => client.close());
  const bus = opening.use(
    await openBus({
      ...{ store, logger, kafka: options.bus ?? null },
      soleProcess: options.storage.kind === 'folder',
    }),
  );
  const context: GatewayContext = {
    ...{ store, blobs, bus, logger },
    policyDeadlineMs: options.policyDeadlineMs ?? gatewayLimits.policyDeadlineMs,
    egress: egressPolicy(options.egress),
    sandbox: connect(sandboxContract, neighbours.sandbox),
    policy: connect(policyContract, neighbours.policy),
    evaluator: connect(evaluatorContract, neighbours.evaluator),
    reflector: connect(reflectorContract, neighbours.reflector),
  };

  opening.use(showRoles(does));
  if (options.storage.kind === 'folder') opening.use(showFreeSpace('gateway', options.storage.dataDir));
  if (does.has('runner')) {
    opening.use(startRunner(context));
    opening.use(startTurnConsumer(context));
    opening.use(startJobRunner(context, jobHandlers(directEvaluations)));
  }
  if (does.has('relay')) opening.use(startRelaying(context));

  const stopping = new AbortController();
  const scope = { context, authenticator, stopping: stopping.signal };
  const offered = does.has('api') ? publicServices(scope) : { implementations: [] };
  const grpc = opening.use(await startService({ name: 'gateway', ...offered, host, port: grpcPort, logger }));
  const isReady = async () => ({
    ...(await readiness(neighbours, security)),
    ...(options.bus !== undefined && { bus: await withinDeadline(bus.isReady()) }),
  });
  const http = opening.use(
    await startHttp(context, {
      ...{ host, port: httpPort, authenticator, isReady, api: does.has('api') },
      ...options.edge,
    }),
  );
  // Event streams end before the servers wait for what is still running.
  opening.defer(() => stopping.abort());
  logger.info({ baseUrl: http.baseUrl, address: grpc.address, roles: [...does] }, 'gateway ready');

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

/** Silence is no. */
async function withinDeadline(asked: Promise<boolean>): Promise<boolean> {
  return Promise.race([asked, delay(readinessDeadlineMs, false, { ref: false })]);
}

async function readiness(
  neighbours: Neighbours,
  security: ServiceSecurity,
): Promise<Readonly<Record<string, boolean>>> {
  const asked = Object.entries(neighbours) as [string, string][];
  return Object.fromEntries(
    await Promise.all(
      asked.map(async ([name, address]) => [name, await isServing(address, readinessDeadlineMs, security)] as const),
    ),
  );
}

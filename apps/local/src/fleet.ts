/** The whole of Safelight in one process: every service over real gRPC on loopback, on ports of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEvaluator, type JudgeSettings } from '@safelight/evaluator';
import { startGateway } from '@safelight/gateway';
import type { EgressOptions, Neighbours } from '@safelight/gateway';
import { startPolicy, type BackendSettings } from '@safelight/policy';
import { startReflector } from '@safelight/reflector';
import { startSandbox } from '@safelight/sandbox';
import type { Logger, RunningService } from '@safelight/service-kit';

export interface FleetOptions {
  /** Where photos, sessions and samples are kept; null = a temporary folder that goes with the fleet. */
  readonly dataDir: string | null;
  readonly logger: Logger;
  /** Default 127.0.0.1; the services behind the gateway stay on loopback whatever is given here. */
  readonly host?: string;
  /** REST. 0 (the default) takes a free port. */
  readonly httpPort?: number;
  /** Public gRPC. 0 (the default) takes a free port. */
  readonly grpcPort?: number;
  /** Default: one per core. */
  readonly engineWorkers?: number;
  /** Which back end of the policy decides the edits. Default: the planner. */
  readonly backend?: BackendSettings;
  /** Starts what decides the edits. Default: the policy service with that back end. */
  readonly policy?: () => Promise<RunningService>;
  /** Who judges edits. Default: measured figures. */
  readonly judge?: JudgeSettings;
  /** Within which the policy decides one step; default 2 minutes. */
  readonly policyDeadlineMs?: number;
  /** Addresses beside the public ones that photos may be taken from and webhooks sent to. */
  readonly egress?: EgressOptions;
}

export interface Fleet extends AsyncDisposable {
  /** `http://host:port` of the REST API. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** gRPC addresses, `host:port`; `gateway` is the public editing API. */
  readonly addresses: Neighbours & { readonly gateway: string };
}

/** Beside the installed packages: what is kept there belongs to this version of the database. */
export const databaseTemplateDir = fileURLToPath(new URL('../../../node_modules/.cache/safelight', import.meta.url));

/**
 * Starts all services, at once where they do not wait for each other. Disposing the fleet stops them in reverse; a turn
 * that is under way goes back to the queue of its data folder.
 * @throws Fault data.locked, config.invalid
 */
export async function startLocalFleet(options: FleetOptions): Promise<Fleet> {
  const { logger, engineWorkers, dataDir: given, backend = { kind: 'planner' }, ...more } = options;
  const { policy = () => startPolicy({ logger, backend }), judge, ...rest } = more;
  await using opening = new AsyncDisposableStack();
  const dataDir = given ?? (await temporaryFolder(opening));
  const neighbours = new Services(opening);

  const gateway = opening.use(
    await startGateway({
      ...rest,
      storage: { kind: 'folder', dataDir, databaseTemplateDir },
      logger,
      neighbours: () =>
        neighbours.start({
          sandbox: () => startSandbox({ logger, ...(engineWorkers === undefined ? {} : { engineWorkers }) }),
          policy,
          evaluator: () =>
            startEvaluator({
              logger,
              dataDir: join(dataDir, 'evaluator'),
              ...(judge === undefined ? {} : { judge }),
            }),
          reflector: () => startReflector({ logger, dataDir: join(dataDir, 'reflector') }),
        }),
    }),
  );
  const { baseUrl } = gateway;
  // A folder has a key of its own.
  const apiKey = gateway.apiKey!;
  const addresses = { ...neighbours.addresses, gateway: gateway.address };
  const open = opening.move();
  let closed: Promise<void> | undefined;
  return { baseUrl, apiKey, addresses, [Symbol.asyncDispose]: () => (closed ??= open.disposeAsync()) };
}

/** The services behind the gateway: they start together, and all that did start are stopped. */
class Services {
  readonly #starting: Promise<RunningService>[] = [];
  #addresses: Neighbours | null = null;

  constructor(opening: AsyncDisposableStack) {
    opening.defer(async () => {
      const started = await Promise.allSettled(this.#starting);
      await Promise.all(
        started.map(async (one) => (one.status === 'fulfilled' ? one.value[Symbol.asyncDispose]() : undefined)),
      );
    });
  }

  get addresses(): Neighbours {
    if (this.#addresses === null) throw new Error('The services were not started.');
    return this.#addresses;
  }

  async start(starters: Readonly<Record<keyof Neighbours, () => Promise<RunningService>>>): Promise<Neighbours> {
    const begin = async (start: () => Promise<RunningService>) => {
      const service = start();
      this.#starting.push(service);
      return (await service).address;
    };
    const [sandbox, policy, evaluator, reflector] = await Promise.all([
      begin(starters.sandbox),
      begin(starters.policy),
      begin(starters.evaluator),
      begin(starters.reflector),
    ]);
    return (this.#addresses = { sandbox, policy, evaluator, reflector });
  }
}

async function temporaryFolder(opening: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

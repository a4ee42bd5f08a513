import {
  implement,
  startService,
  type Logger,
  type RunningService,
  type ServiceSecurity,
} from '@safelight/service-kit';
import { policyContract } from '@safelight/wire';
import type { PolicyBackend } from './backend.ts';
import type { BackendSettings } from './config/backend.ts';
import type { Context } from './context.ts';
import { openBackend } from './open.ts';
import { nextStep } from './rpc/nextStep.ts';

export interface PolicyOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
  /** How callers show that they belong here. Default: none. */
  readonly security?: ServiceSecurity;
  readonly logger: Logger;
  /** What decides: settings of a back end that the service opens and closes, or one of the caller's. Default: the planner. */
  readonly backend?: BackendSettings | PolicyBackend;
}

/** Starts the policy service; disposing what it returns stops it, then the back end that it opened. */
export async function startPolicy(options: PolicyOptions): Promise<RunningService> {
  const { logger, backend: chosen = { kind: 'planner' }, ...listen } = options;
  await using opening = new AsyncDisposableStack();
  const backend = 'kind' in chosen ? opening.use(await openBackend(chosen, logger)).backend : chosen;
  const context: Context = { backend, logger };
  const service = opening.use(
    await startService({
      name: 'policy',
      implementations: [implement(policyContract, { nextStep: (request, call) => nextStep(context, request, call) })],
      logger,
      ...listen,
    }),
  );
  const { name, address } = service;
  const open = opening.move();
  let stopped: Promise<void> | undefined;
  return { name, address, [Symbol.asyncDispose]: () => (stopped ??= open.disposeAsync()) };
}

import { implement, startService, type Logger, type RunningService } from '@safelight/service-kit';
import { policyContract } from '@safelight/wire';
import type { PolicyBackend } from './backend.ts';
import type { Context } from './context.ts';
import { planner } from './planner/planner.ts';
import { nextStep } from './rpc/nextStep.ts';

export interface PolicyOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
  readonly logger: Logger;
  /** Default: the embedded planner. */
  readonly backend?: PolicyBackend;
}

/** Starts the policy service; disposing what it returns stops it. */
export function startPolicy({ host, port, logger, backend = planner }: PolicyOptions): Promise<RunningService> {
  const context: Context = { backend, logger };
  return startService({
    name: 'policy',
    implementations: [implement(policyContract, { nextStep: (request, call) => nextStep(context, request, call) })],
    logger,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  });
}

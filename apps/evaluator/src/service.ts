import { implement, startService, type Logger, type RunningService } from '@safelight/service-kit';
import { evaluatorContract } from '@safelight/wire';
import type { Context } from './context.ts';
import { createEvents } from './events.ts';
import { evaluateRpc } from './rpc/evaluate.ts';

export interface EvaluatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  readonly logger: Logger;
}

/** Starts the evaluator; disposing the result stops it. */
export function startEvaluator(options: EvaluatorOptions): Promise<RunningService> {
  const logger = options.logger.child({ service: 'evaluator' });
  const context: Context = { logger, events: createEvents(logger) };
  return startService({
    name: 'evaluator',
    implementations: [implement(evaluatorContract, { evaluate: evaluateRpc(context) })],
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    logger,
  });
}

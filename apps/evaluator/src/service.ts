import { implement, startService, type Logger, type RunningService } from '@safelight/service-kit';
import { evaluatorContract } from '@safelight/wire';
import { createContext } from './context.ts';
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
export function startEvaluator({ logger, ...listen }: EvaluatorOptions): Promise<RunningService> {
  const context = createContext(createEvents(logger));
  const implementation = implement(evaluatorContract, { evaluate: evaluateRpc(context) });
  return startService({ name: 'evaluator', implementations: [implementation], logger, ...listen });
}

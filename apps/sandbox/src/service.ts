import {
  implement,
  startService,
  type Logger,
  type RunningService,
  type ServiceSecurity,
} from '@safelight/service-kit';
import { sandboxContract } from '@safelight/wire';
import type { A2lDoor, A2lOptions } from './a2l/door.ts';
import { createContext, type EngineChoice } from './context.ts';
import { pictureRendered } from './events.ts';
import { handlersOf } from './handlers.ts';

export interface SandboxOptions extends EngineChoice {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** Default true; see `ServiceOptions.probes`. */
  readonly probes?: boolean;
  /** How callers show that they belong here. Default: none. */
  readonly security?: ServiceSecurity;
  readonly logger: Logger;
  /** Also opens the agent-to-Lightroom doors on a folder; default: they stay shut. */
  readonly a2l?: A2lOptions;
}

export interface RunningSandbox extends RunningService {
  readonly a2l: Pick<A2lDoor, 'lineAddress' | 'httpUrl'> | null;
}

/** Starts the darkroom. Disposing it ends its RPCs first, then the engine's workers. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const { logger, engineWorkers, engineBackend, models, a2l, ...listen } = options;
  await using opening = new AsyncDisposableStack();
  const context = opening.use(
    await createContext({ engineWorkers, engineBackend, models, onRendered: pictureRendered }),
  );
  const { backend, backendReason } = context.engine;
  logger.info({ backend, reason: backendReason }, 'engine opened');
  const implementation = implement(sandboxContract, handlersOf(context));
  const door =
    a2l === undefined ? null : opening.use(await (await import('./a2l/door.ts')).openA2l(context, a2l, logger));
  const service = opening.use(
    await startService({ name: 'sandbox', implementations: [implementation], logger, ...listen }),
  );
  const open = opening.move();
  let closed: Promise<void> | undefined;
  return { ...service, a2l: door, [Symbol.asyncDispose]: () => (closed ??= open.disposeAsync()) };
}

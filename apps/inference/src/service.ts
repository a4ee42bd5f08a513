import {
  implement,
  noSecurity,
  startService,
  type Logger,
  type RunningService,
  type ServiceSecurity,
} from '@safelight/service-kit';
import { inferenceContract } from '@safelight/wire/inference';
import type { Context } from './context.ts';
import { handlersOf } from './handlers.ts';
import { startHttp } from './http/server.ts';
import { ResponseCache } from './model/cache.ts';
import { Pressure } from './model/pressure.ts';
import { Repository } from './repository/repository.ts';
import { withStreamInfer } from './rpc/modelStreamInfer.ts';

export interface InferenceOptions {
  /** Folder of the models. */
  readonly repository: string;
  /** Which are loaded at the start. Default all. */
  readonly models?: readonly string[] | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Of gRPC; 0 (the default) takes a free one. */
  readonly port?: number;
  /** Of REST; 0 (the default) takes a free one. */
  readonly httpPort?: number;
  /** How callers show that they belong here. Default: none. */
  readonly security?: ServiceSecurity;
  readonly requestBytesMax?: number;
  readonly pendingBytesMax?: number;
  readonly queueLengthMax?: number;
  readonly cacheBytes?: number;
  readonly runTimeoutMs?: number;
  readonly drainTimeoutMs?: number;
  readonly logger: Logger;
}

export interface RunningInference extends RunningService {
  /** `host:port` of REST and metrics. */
  readonly httpAddress: string;
}

const mebibyte = 1024 * 1024;

/**
 * Serves the models of a folder. Disposing it ends its requests first, then the models.
 * @throws Fault `config.invalid`
 */
export async function startInference(options: InferenceOptions): Promise<RunningInference> {
  const { logger, host = '127.0.0.1', port = 0, httpPort = 0, security = noSecurity, drainTimeoutMs = 5_000 } = options;
  const requestBytesMax = options.requestBytesMax ?? 64 * mebibyte;
  await using opening = new AsyncDisposableStack();
  const repository = opening.use(
    new Repository(options.repository, {
      cache: new ResponseCache(options.cacheBytes ?? 64 * mebibyte),
      pressure: new Pressure(options.pendingBytesMax ?? 1024 * mebibyte),
      queueLengthMax: options.queueLengthMax ?? 1_000,
      runTimeoutMs: options.runTimeoutMs ?? 60_000,
      logger,
    }),
  );
  const context: Context = { repository };
  await repository.start(options.models ?? 'all');
  const http = opening.use(
    await startHttp(context, { host, port: httpPort, security, requestBytesMax, drainTimeoutMs, logger }),
  );
  const implementation = withStreamInfer(implement(inferenceContract, handlersOf(context)), context);
  const service = opening.use(
    await startService({
      ...{ name: 'inference', implementations: [implementation], logger, host, port, security },
      ...{ messageBytesMax: requestBytesMax, drainTimeoutMs },
    }),
  );
  const open = opening.move();
  let closed: Promise<void> | undefined;
  return {
    ...service,
    httpAddress: http.address,
    [Symbol.asyncDispose]: () => (closed ??= open.disposeAsync()),
  };
}

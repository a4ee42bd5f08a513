/** The services that steps ask, all but the policy, which is the bench's own. */
import { startEvaluator } from '@safelight/local/evaluator';
import { startReflector } from '@safelight/local/reflector';
import { startSandbox } from '@safelight/local/sandbox';
import { silentLogger as logger } from '@safelight/service-kit';
import { join } from 'node:path';
import { serve } from './serve.ts';

export interface ServiceAddresses {
  readonly sandbox: string;
  readonly evaluator: string;
  readonly reflector: string;
}

await serve(async ({ dataDir }: { readonly dataDir: string }) => {
  await using opening = new AsyncDisposableStack();
  const sandbox = opening.use(await startSandbox({ logger }));
  const evaluator = opening.use(await startEvaluator({ logger, dataDir: join(dataDir, 'evaluator') }));
  const reflector = opening.use(await startReflector({ logger, dataDir: join(dataDir, 'reflector') }));
  const ready: ServiceAddresses = {
    ...{ sandbox: sandbox.address, evaluator: evaluator.address, reflector: reflector.address },
  };
  const open = opening.move();
  return { ready, [Symbol.asyncDispose]: () => open.disposeAsync() };
});

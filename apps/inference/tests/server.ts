import { silentLogger } from '@safelight/service-kit';
import { temporaryRepository, type ModelFiles } from '@safelight/inference-client/testing';
import { startInference, type InferenceOptions, type RunningInference } from '../src/index.ts';

export interface TestServer extends RunningInference {
  readonly url: string;
  readonly repository: string;
}

/** A server of these models on free ports; both go when it is disposed. */
export async function serve(
  models: Readonly<Record<string, ModelFiles>>,
  options: Partial<InferenceOptions> = {},
): Promise<TestServer> {
  await using opening = new AsyncDisposableStack();
  const { path } = opening.use(await temporaryRepository(models));
  const server = opening.use(await startInference({ repository: path, logger: silentLogger, ...options }));
  const open = opening.move();
  return {
    ...server,
    url: `http://${server.httpAddress}`,
    repository: path,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

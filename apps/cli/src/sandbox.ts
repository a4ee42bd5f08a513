import { openDarkroom, type Darkroom } from '@safelight/local/darkroom';
import { silentLogger } from '@safelight/service-kit/logger';

export type Sandbox = Darkroom;

/** Runs work against a sandbox of its own, which ends with it. */
export async function withSandbox<T>(work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  await using sandbox = await openDarkroom({ logger: silentLogger });
  return await work(sandbox);
}

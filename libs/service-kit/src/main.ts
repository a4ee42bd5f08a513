import { toFault } from '@safelight/core';
import type { Logger } from './logger.ts';

/**
 * Runs a service until SIGINT or SIGTERM, then disposes it once; a second signal ends the process at once. Null: what was
 * started was a command that is done.
 */
export async function runUntilSignal(logger: Logger, start: () => Promise<AsyncDisposable | null>): Promise<void> {
  const service = await start();
  if (service === null) return;
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        resolve(name);
        process.once(name, () => process.exit(1));
      });
    }
  });
  logger.info({ signal }, 'stopping');
  await service[Symbol.asyncDispose]();
}

/** The `main` of a service: a start that fails is told in the log and ends the process with code 1. */
export async function runMain(logger: Logger, start: () => Promise<AsyncDisposable | null>): Promise<void> {
  try {
    await runUntilSignal(logger, start);
  } catch (thrown) {
    const fault = toFault(thrown);
    logger.fatal({ code: fault.code, detail: fault.detail, problems: fault.problems }, fault.message);
    process.exitCode = 1;
  }
}

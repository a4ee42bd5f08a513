import { join } from 'node:path';
import { startEvaluator } from '@safelight/local/evaluator';
import { createClient, silentLogger, type Client } from '@safelight/service-kit';
import { evaluatorContract } from '@safelight/wire';
import { defaultDataDir, judgeSettings } from './config/env.ts';

/** A model may be asked several times. */
const deadlineMs = 600_000;

/** Runs an evaluator for one command, on the calibrations of the data folder. */
export async function withEvaluator(
  dataDir: string | undefined,
  work: (client: Client<typeof evaluatorContract>) => Promise<void>,
): Promise<void> {
  await using service = await startEvaluator({
    logger: silentLogger,
    dataDir: join(dataDir ?? defaultDataDir(), 'evaluator'),
    judge: await judgeSettings(),
  });
  const client = createClient(evaluatorContract, service.address, { deadlineMs });
  try {
    await work(client);
  } finally {
    client.close();
  }
}

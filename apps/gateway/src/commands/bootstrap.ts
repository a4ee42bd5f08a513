import { parseArgs } from 'node:util';
import { Fault } from '@safelight/core';
import { bootstrapKey } from '../auth/bootstrap.ts';
import { openPostgres } from '../store/postgres.ts';

/** Prints the first platform key, once; it goes nowhere else, and not to the log. @throws Fault key.conflict */
export async function bootstrap(databaseUrl: string, args: readonly string[]): Promise<void> {
  await using store = await openPostgres({ url: databaseUrl, connectionsMax: 1 });
  const secret = await bootstrapKey(store.system, { replace: replaceOf(args) });
  process.stdout.write(`${secret}\n`);
}

function replaceOf(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { replace: { type: 'boolean', default: false } } }).values.replace;
  } catch (cause) {
    throw new Fault('config.invalid', 'bootstrap takes --replace and nothing else.', { cause });
  }
}

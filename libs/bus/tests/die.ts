import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DyingConsumerOptions } from './dyingConsumer.ts';

/** Runs a consumer as a process of its own and kills it when it has taken a message. */
export async function dieHolding(options: DyingConsumerOptions): Promise<void> {
  const script = fileURLToPath(new URL('./dyingConsumer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const taken = once(child.stdout, 'data');
  const [what] = (await Promise.race([taken, exited])) as [Buffer | number];
  child.kill('SIGKILL');
  await exited;
  if (what.toString().trim() !== 'taken') throw new Error(`The consumer ended by itself (${what.toString()}).`);
}

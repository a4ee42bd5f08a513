/** A service as an operator starts it: its `main.ts` in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ServiceProcess extends AsyncDisposable {
  /** `host:port`, as the service logs it. */
  readonly address: string;
  /** Everything that it has written so far. */
  readonly output: () => string;
}

/** Starts it with this environment and no other variables. @throws Error with its output when it ends before it listens */
export async function startMain(main: URL, env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [fileURLToPath(main)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const { promise: listens, resolve } = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString('utf8');
      const address = /"address":"([^"]+)"/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
  }
  const closed = once(child, 'close');
  const address = await Promise.race([
    listens,
    closed.then(() => {
      throw new Error(output);
    }),
  ]);
  return {
    address,
    output: () => output,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

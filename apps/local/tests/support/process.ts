import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Api } from './api.ts';

const script = fileURLToPath(new URL('./fleetProcess.ts', import.meta.url));

export interface FleetProcess extends Api, AsyncDisposable {
  /** kill -9: no handler runs, nothing is flushed. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

export type Started = { readonly fleet: FleetProcess } | { readonly refused: { code: string; message: string } };

/** Who decides: `scripted` looks, takes two steps and reflects, whatever the wish. */
export type Decides = 'planner' | 'scripted';

/** Starts a fleet on a folder in a process of its own. */
export async function startProcess(dataDir: string, decides: Decides = 'planner'): Promise<Started> {
  const child = spawn(process.execPath, [script, dataDir, decides], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = await firstLine(child);
  const told = JSON.parse(line) as Api & { code?: string; message: string };
  if (told.code !== undefined) {
    await exited;
    return { refused: { code: told.code, message: told.message } };
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    fleet: {
      ...told,
      kill: async () => void (await end('SIGKILL')),
      stop: () => end('SIGTERM'),
      [Symbol.asyncDispose]: async () => void (await end('SIGKILL')),
    },
  };
}

export async function mustStart(dataDir: string, decides?: Decides): Promise<FleetProcess> {
  const started = await startProcess(dataDir, decides);
  if ('fleet' in started) return started.fleet;
  throw new Error(`${started.refused.code}: ${started.refused.message}`);
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error('The fleet ended without a word.');
}

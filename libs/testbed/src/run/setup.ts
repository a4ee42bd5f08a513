/** Vitest's globalSetup: the host of the run's servers, in the process that outlives all workers. */
import { join } from 'node:path';
import { dataFolder, removeFolder } from '../process/dataFolder.ts';
import { type Host, serveHost } from './host.ts';

let host: Host | undefined;
let folder: string | undefined;

export async function setup(): Promise<void> {
  ({ path: folder } = await dataFolder(undefined));
  const socket = join(folder, 'run.sock');
  host = await serveHost({ socket });
  // Workers begin with a copy of this process's environment.
  process.env['TESTBED_RUN_SOCKET'] = socket;
}

export async function teardown(): Promise<void> {
  await host?.[Symbol.asyncDispose]();
  if (folder !== undefined) await removeFolder(folder);
}

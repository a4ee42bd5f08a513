/** A real llama.cpp server with a model of random weights: what grammars, templates and streams of others look like. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { tinyModel } from './tinyModel.ts';

/** Where `npm run llama` puts it. */
const built = fileURLToPath(new URL('../../../../../.cache/llama/llama-server', import.meta.url));
const required = (process.env['REQUIRE_REAL'] ?? '').split(',').includes('llama');
const startTimeoutMs = 30_000;

export interface LlamaServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/v1` */
  readonly baseUrl: string;
}

/**
 * The program: `LLAMA_SERVER`, one that `npm run llama` built, or one on the PATH. Undefined where there is none, which
 * is said in one line; with `llama` in REQUIRE_REAL it is a failure.
 */
export function findLlamaServer(): string | undefined {
  const named = process.env['LLAMA_SERVER'];
  const found = named !== undefined && named !== '' ? named : existsSync(built) ? built : onPath();
  if (found !== undefined) return found;
  const words = 'no llama.cpp server: build one with `npm run llama`, or name one in LLAMA_SERVER';
  if (required) throw new Error(`REQUIRE_REAL names llama, and there is ${words}.`);
  console.warn(`SKIPPED: ${words}.`);
  return undefined;
}

function onPath(): string | undefined {
  try {
    execFileSync('llama-server', ['--version'], { stdio: 'ignore' });
    return 'llama-server';
  } catch {
    return undefined;
  }
}

/** Starts it on loopback; disposing ends the process and removes the model. */
export async function startLlamaServer(program: string, seed = 1): Promise<LlamaServer> {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'safelight-llama-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const model = join(folder, 'tiny.gguf');
  await writeFile(model, tinyModel(seed));
  const port = await freePort();
  const where = ['--host', '127.0.0.1', '--port', String(port)];
  const how = ['--jinja', '--parallel', '1', '--threads', '1', '--ctx-size', '32768', '--offline'];
  const child = spawn(program, ['--model', model, ...where, ...how], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-4_000)));
  const exited = once(child, 'exit');
  opening.defer(async () => {
    if (child.exitCode === null) child.kill('SIGKILL');
    await exited;
  });
  const deadline = performance.now() + startTimeoutMs;
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`The llama.cpp server ended at its start: ${words}`);
    if (performance.now() > deadline) throw new Error(`The llama.cpp server did not start in time: ${words}`);
    await wait(50);
  }
  const open = opening.move();
  return { baseUrl: `http://127.0.0.1:${port}/v1`, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

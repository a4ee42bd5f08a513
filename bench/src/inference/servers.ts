/** The contenders as processes of their own, each with one thread of ONNX Runtime for the model. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { temporaryRepository, type ModelFiles } from '@safelight/inference-client/testing';
import { isServing } from '@safelight/service-kit';
import { freePorts } from '@safelight/testbed';

export interface Contender extends AsyncDisposable {
  /** `host:port`. */
  readonly grpc: string;
  readonly rest: string;
}

const readyTimeoutMs = 60_000;
const ours = fileURLToPath(new URL('../../../apps/inference/src/main.ts', import.meta.url));
const runtime = fileURLToPath(new URL('./mlserver/onnx_runtime.py', import.meta.url));

export async function startOurs(models: Readonly<Record<string, ModelFiles>>): Promise<Contender> {
  await using opening = new AsyncDisposableStack();
  const repository = opening.use(await temporaryRepository(models));
  const [grpc, rest] = await freePorts(2);
  const env = {
    ...{ INFERENCE_MODEL_REPOSITORY: repository.path, LOG_LEVEL: 'warn' },
    ...{ INFERENCE_PORT: String(grpc), INFERENCE_HTTP_PORT: String(rest) },
  };
  opening.use(start(process.execPath, [ours], env));
  await until(() => isServing(`127.0.0.1:${grpc}`, 1_000));
  const open = opening.move();
  return {
    ...{ grpc: `127.0.0.1:${grpc}`, rest: `127.0.0.1:${rest}` },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** Where `tools/python-parts.sh mlserver` puts it. */
export function findMlserver(): string | undefined {
  const list = readFileSync(new URL('../../../tools/python/mlserver.txt', import.meta.url));
  const name = `mlserver-${createHash('sha256').update(list).digest('hex').slice(0, 12)}`;
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'safelight', name);
  return existsSync(join(folder, 'complete')) ? join(folder, 'bin/python') : undefined;
}

/** With its own adaptive batching, and without workers beside the process: on two cores they cost it more than they give. */
export async function startMlserver(python: string, model: Uint8Array, batchMax: number): Promise<Contender> {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'safelight-mlserver-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const [grpc, rest, metrics] = await freePorts(3);
  const settings = {
    ...{ host: '127.0.0.1', http_port: rest, grpc_port: grpc, metrics_port: metrics, debug: false },
    ...{ parallel_workers: 0, use_structured_logging: false, logging_settings: undefined },
  };
  await mkdir(join(folder, 'batched'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  await writeFile(join(folder, 'batched/model.onnx'), model);
  await copyFile(runtime, join(folder, 'onnx_runtime.py'));
  const modelSettings = {
    ...{ name: 'batched', implementation: 'onnx_runtime.OnnxRuntime', parameters: { uri: './model.onnx' } },
    ...{ max_batch_size: batchMax, max_batch_time: 0.002 },
  };
  await writeFile(join(folder, 'batched/model-settings.json'), JSON.stringify(modelSettings));
  opening.use(start(python, ['-c', 'from mlserver.cli import main; main()', 'start', folder], { PYTHONPATH: folder }));
  await until(async () => (await fetch(`http://127.0.0.1:${rest}/v2/models/batched/ready`)).ok);
  const open = opening.move();
  return {
    ...{ grpc: `127.0.0.1:${grpc}`, rest: `127.0.0.1:${rest}` },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>>): AsyncDisposable {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (bytes: Buffer) => (output = (output + bytes.toString()).slice(-4_000)));
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0 && code !== null) console.error(`bench: ${command} ended with ${String(code)}:\n${output}`);
  });
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
}

async function until(isReady: () => Promise<boolean>): Promise<void> {
  const late = performance.now() + readyTimeoutMs;
  while (!(await isReady().catch(() => false))) {
    if (performance.now() > late) throw new Error(`A server was not ready after ${readyTimeoutMs} ms.`);
    await sleep(200);
  }
}

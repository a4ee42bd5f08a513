import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Fault, type Locale } from '@safelight/core';
import { startReflector } from '@safelight/local/reflector';
import { createClient, silentLogger } from '@safelight/service-kit';
import { reflectorContract, type DatasetForm, type ExportRequest } from '@safelight/wire';
import pc from 'picocolors';
import { defaultDataDir } from '../config/env.ts';

export interface DatasetOptions {
  readonly out: string;
  readonly data?: string;
  readonly reflector?: string;
  readonly scoreMin?: number;
  readonly language?: Locale;
  readonly tokenizer?: string;
}

/** Large sets hold thousands of pictures. */
const deadlineMs = 3_600_000;

/** Trajectories that were kept → training data in a new folder. */
export async function dataset(form: DatasetForm, options: DatasetOptions): Promise<void> {
  await requireEmpty(options.out);
  const request: ExportRequest = {
    form,
    scoreMin: options.scoreMin ?? null,
    locale: options.language ?? null,
    tokenizerPath: options.tokenizer === undefined ? null : resolve(options.tokenizer),
  };
  await using stack = new AsyncDisposableStack();
  const client = createClient(reflectorContract, await addressOf(options, stack), { deadlineMs });
  stack.defer(() => client.close());
  const files = new Set<string>();
  for await (const { path, data } of client.export(request)) {
    await append(options.out, path, data, files.has(path));
    if (!files.has(path) && process.stderr.isTTY) process.stderr.write(`\r${files.size + 1} files …`);
    files.add(path);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  process.stdout.write(`${files.size} files in ${pc.bold(options.out)}; README.md there says what is in them.\n`);
}

/** That of a running reflector, or of one started on the data folder for this command. */
async function addressOf({ reflector, data }: DatasetOptions, stack: AsyncDisposableStack): Promise<string> {
  if (reflector !== undefined) return reflector;
  const dataDir = join(data ?? defaultDataDir(), 'reflector');
  if (!(await stat(dataDir).catch(() => null))?.isDirectory()) {
    const message = `${dataDir} does not exist: nothing was kept there yet. Name the folder of "safelight serve" with --data.`;
    throw new Fault('file.unreadable', message);
  }
  return stack.use(await startReflector({ logger: silentLogger, dataDir })).address;
}

async function requireEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Fault('file.unwritable', `Cannot write into ${folder}. Choose another folder.`, { cause: error });
  });
  if (names.length > 0) {
    throw new Fault('file.unwritable', `${folder} is not empty. Choose another folder, so that no two sets mix.`);
  }
}

async function append(out: string, path: string, data: Uint8Array, goesOn: boolean): Promise<void> {
  const root = resolve(out);
  const target = resolve(root, path);
  if (!target.startsWith(root + sep)) throw new Fault('internal', `The reflector named a file outside: ${path}.`);
  try {
    await mkdir(dirname(target), { recursive: true });
    await using file = await open(target, goesOn ? 'a' : 'wx');
    await file.writeFile(data);
  } catch (cause) {
    throw new Fault('file.unwritable', `Cannot write ${target}. Make room or choose another folder.`, { cause });
  }
}

import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isAlive } from './alive.ts';

/** Where one server keeps its data and its log. */
export interface DataFolder {
  readonly path: string;
  /** Whether the folder outlives the server: the caller chose it. */
  readonly kept: boolean;
}

const prefix = 'safelight-testbed-';

/** The folder the caller chose, or one of its own for the time of the server. */
export async function dataFolder(chosen: string | undefined): Promise<DataFolder> {
  if (chosen !== undefined) {
    const path = resolve(chosen);
    await mkdir(path, { recursive: true });
    return { path, kept: true };
  }
  await sweep();
  const path = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // A server that does not run as us has to pass through; what lies inside has rights of its own.
  await chmod(path, 0o711);
  return { path, kept: false };
}

/** What `work` makes owns the folder; when `work` fails, a folder that nobody chose goes. */
export async function inDataFolder<T>(
  chosen: string | undefined,
  work: (folder: DataFolder) => Promise<T>,
): Promise<T> {
  const folder = await dataFolder(chosen);
  try {
    return await work(folder);
  } catch (error) {
    if (!folder.kept) await removeFolder(folder.path);
    throw error;
  }
}

export async function removeFolder(path: string): Promise<void> {
  // A server that was killed may still be handing back its last files.
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Owners that were killed left their folders; their names tell who that was. */
async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const pid = Number(/^(\d+)-/.exec(name.slice(prefix.length))?.[1]);
    // Another account's folder stays: removing it is not ours to do.
    if (pid > 0 && !isAlive(pid)) await removeFolder(join(tmpdir(), name)).catch(() => undefined);
  }
}

/** What a server needs again at its next start on the same data (its port, its password), made once. */
export async function remembered<T>(folder: DataFolder, make: () => Promise<T>): Promise<T> {
  const path = join(folder.path, 'testbed.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = await make();
  await writeFile(path, JSON.stringify(made), { mode: 0o600 });
  return made;
}

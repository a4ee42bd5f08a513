/** Whether this machine can edit: Node, room, what is installed, and one small real edit. */
import { mkdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault, sha256 } from '@safelight/core';
import { startLocalFleet } from '@safelight/local';
import { finding, type Finding } from '@safelight/local/check';
import { silentLogger } from '@safelight/service-kit';
import { judgeSettings, policyBackend } from '../config/env.ts';
import { withApi } from '../remote/api.ts';
import { smallEdit } from './smallEdit.ts';

const nodeVersionMin = 24;
/** A thousand edits of photos of 24 MP. */
const freeBytesMin = 2 * 1024 ** 3;
const modelFolders = ['libs/perception/models', 'libs/intent/models', 'apps/evaluator/models'] as const;
const root = fileURLToPath(new URL('../../../../', import.meta.url));

const all = ['Node', 'data folder', 'models', 'edit'] as const;

export async function checkMachine(
  dataDir: string,
  wanted: readonly (typeof all)[number][] = all,
): Promise<readonly Finding[]> {
  const checks: Readonly<Record<(typeof all)[number], () => Promise<Finding>>> = {
    Node: () => finding('Node', async () => checkNode(process.versions.node)),
    'data folder': () => finding('data folder', () => checkFolder(dataDir)),
    models: () => finding('models', checkModels),
    edit: checkEdit,
  };
  const findings: Finding[] = [];
  for (const name of wanted) findings.push(await checks[name]());
  return findings;
}

function checkNode(version: string): string {
  if (Number.parseInt(version, 10) >= nodeVersionMin) return version;
  throw new Fault('config.invalid', `Node ${version} is too old. Install Node ${nodeVersionMin} or later.`);
}

async function checkFolder(dataDir: string): Promise<string> {
  const probe = join(dataDir, `.doctor-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, 'safelight doctor');
    await rm(probe);
  } catch (cause) {
    const text = `${dataDir} cannot be written to. Let this user write there, or name another folder with --data or SAFELIGHT_DATA.`;
    throw new Fault('config.invalid', text, { cause, detail: (cause as Error).message });
  }
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const told = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  if (free >= freeBytesMin) return `${dataDir}, ${told}`;
  throw new Fault('config.invalid', `${dataDir} has ${told}. Make room: each edit takes a few megabytes.`);
}

/** The page beside the models names each with its digest. */
async function checkModels(): Promise<string> {
  const rows = await Promise.all(modelFolders.map(modelsOf));
  for (const { path, digest } of rows.flat()) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null && sha256(bytes) === digest) continue;
    const what = bytes === null ? 'is missing' : 'is not the one that was installed';
    throw new Fault('config.invalid', `The model ${path} ${what}. Install Safelight anew.`);
  }
  return `${rows.flat().length} files are whole`;
}

async function modelsOf(folder: string): Promise<readonly { readonly path: string; readonly digest: string }[]> {
  const page = await readFile(join(root, folder, 'README.md'), 'utf8');
  const named = [...page.matchAll(/^\| *`?([\w.-]+\.(?:onnx|yml))`?.*`([0-9a-f]{64})`[^`]*$/gm)];
  return named.map(([, name, digest]) => ({ path: join(root, folder, name!), digest: digest! }));
}

/** With every service in this process and a data folder that goes with it. */
async function checkEdit(): Promise<Finding> {
  try {
    const [backend, judge] = [await policyBackend(), await judgeSettings()];
    await using fleet = await startLocalFleet({ dataDir: null, logger: silentLogger, backend, judge });
    const server = { baseUrl: fleet.baseUrl, apiKey: fleet.apiKey, isOwn: true };
    const text = await withApi(server, AbortSignal.timeout(120_000), smallEdit);
    return { name: 'edit', state: 'ok', text };
  } catch (thrown) {
    return finding('edit', () => Promise.reject(thrown as Error));
  }
}

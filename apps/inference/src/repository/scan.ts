/** What lies in the folders of a repository: `<model>/config.pbtxt` and `<model>/<version>/model.onnx`. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@safelight/core';
import { parseModelConfig, type ModelConfig } from './config.ts';

export interface Found {
  readonly config: ModelConfig;
  /** Those that the version policy chooses, oldest first, with their model files. */
  readonly versions: readonly { readonly version: string; readonly path: string }[];
}

const configFiles = ['config.pbtxt', 'config.json'];
const modelName = /^[\w.-]{1,128}$/;

/** Names of the models, without a look at what is in them. @throws Fault `config.invalid` for a folder that cannot be read */
export async function modelNames(repository: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(repository, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isFile() && modelName.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    const message = `The model repository ${repository} cannot be read. Check INFERENCE_MODEL_REPOSITORY.`;
    throw new Fault('config.invalid', message, { field: 'INFERENCE_MODEL_REPOSITORY', cause });
  }
}

/**
 * @param override a configuration as JSON in place of the file
 * @throws Fault `model.notFound`, `config.invalid`
 */
export async function findModel(repository: string, name: string, override?: string): Promise<Found> {
  const folder = join(repository, name);
  if (!modelName.test(name) || !(await isFolder(folder))) {
    const text = `failed to load '${name}', failed to poll from model repository: there is no such model.`;
    throw new Fault('model.notFound', text, { field: 'name' });
  }
  const { text, file } = override === undefined ? await configOf(folder) : { text: override, file: 'config' };
  const config = parseModelConfig(text, name, file);
  const numbers = (await readdir(folder)).filter((entry) => /^[1-9]\d{0,8}$/.test(entry)).map(Number);
  const chosen = choose(
    numbers.sort((a, b) => a - b),
    config.version_policy,
  );
  const versions = chosen.map((number) => ({
    version: String(number),
    path: join(folder, String(number), config.default_model_filename),
  }));
  if (versions.length === 0) {
    const none = `failed to load '${name}', no version is available. Put the model at ${name}/1/${config.default_model_filename}.`;
    throw new Fault('model.notFound', none, { field: 'version_policy' });
  }
  return { config, versions };
}

function choose(versions: readonly number[], policy: ModelConfig['version_policy']): readonly number[] {
  if ('all' in policy) return versions;
  if ('specific' in policy) return versions.filter((version) => policy.specific.versions.includes(version));
  return policy.latest.num_versions === 0 ? [] : versions.slice(-policy.latest.num_versions);
}

async function configOf(folder: string): Promise<{ readonly text: string; readonly file: string }> {
  for (const name of configFiles) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new Fault('config.invalid', `${file} cannot be read. Check its permissions.`, { cause: error });
    });
    if (text !== undefined) return { text, file };
  }
  return { text: '', file: join(folder, configFiles[0]!) };
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

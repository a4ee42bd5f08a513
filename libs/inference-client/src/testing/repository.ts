import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ModelFiles {
  readonly model: Uint8Array;
  /** `config.pbtxt`. Default: none. */
  readonly config?: string;
  /** Default `['1']`. */
  readonly versions?: readonly string[];
}

export interface TemporaryRepository extends AsyncDisposable {
  readonly path: string;
}

/** A model repository of these models that goes when it is disposed. */
export async function temporaryRepository(models: Readonly<Record<string, ModelFiles>>): Promise<TemporaryRepository> {
  const path = await mkdtemp(join(tmpdir(), 'safelight-models-'));
  for (const [name, { model, config, versions = ['1'] }] of Object.entries(models)) {
    for (const version of versions) {
      await mkdir(join(path, name, version), { recursive: true });
      await writeFile(join(path, name, version, 'model.onnx'), model);
    }
    if (config !== undefined) await writeFile(join(path, name, 'config.pbtxt'), config);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

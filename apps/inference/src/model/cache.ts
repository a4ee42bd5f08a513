import { createHash } from 'node:crypto';
import type { NamedTensor } from '@safelight/core';

interface Kept {
  readonly outputs: readonly NamedTensor[];
  readonly sizeBytes: number;
}

/** What a kept answer costs beyond its tensors. */
const entryBytes = 512;

/** Answers by model, version, inputs and outputs, for all models that ask for it; the least used go first. */
export class ResponseCache {
  readonly #sizeBytesMax: number;
  readonly #kept = new Map<string, Kept>();
  #sizeBytes = 0;

  constructor(sizeBytesMax: number) {
    this.#sizeBytesMax = sizeBytesMax;
  }

  get(key: string): readonly NamedTensor[] | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.outputs;
  }

  /** Copies: an output may be a part of a large batch. */
  set(key: string, outputs: readonly NamedTensor[]): void {
    const sizeBytes = outputs.reduce((sum, { data }) => sum + data.byteLength, entryBytes);
    if (sizeBytes > this.#sizeBytesMax || this.#kept.has(key)) return;
    this.#kept.set(key, {
      outputs: outputs.map((output) => ({ ...output, data: new Uint8Array(output.data) })),
      sizeBytes,
    });
    this.#sizeBytes += sizeBytes;
    for (const [oldest, kept] of this.#kept) {
      if (this.#sizeBytes <= this.#sizeBytesMax) return;
      this.#kept.delete(oldest);
      this.#sizeBytes -= kept.sizeBytes;
    }
  }
}

/**
 * The key of a request. `generation` tells one load of a model from the next, because its file may be another one.
 */
export function cacheKey(
  model: { readonly name: string; readonly version: string; readonly generation: number },
  inputs: readonly NamedTensor[],
  outputs: readonly number[],
): string {
  const hash = createHash('sha256');
  const shapes = inputs.map(({ name, datatype, shape }) => [name, datatype, shape]);
  hash.update(JSON.stringify([model.name, model.version, model.generation, shapes, outputs]));
  for (const { data } of inputs) hash.update(data);
  return hash.digest('base64');
}

import { fileURLToPath } from 'node:url';
import { Fault } from '@safelight/core';
import type { InferenceClient, Tensors } from './client.ts';
import { fromOrt, openSession, toOrt, type InferenceSession } from './runtime.ts';

export interface LocalOptions {
  /** The file of each model, by its name. */
  readonly files: Readonly<Record<string, URL>>;
  /** Processor threads of one run. Default 1. */
  readonly threads?: number;
}

/** Runs models here, on the thread that asks: each is opened when it is first asked and kept until the end. */
export class LocalModels implements InferenceClient {
  readonly #files: ReadonlyMap<string, URL>;
  readonly #threads: number;
  readonly #sessions = new Map<string, Promise<InferenceSession>>();

  constructor({ files, threads = 1 }: LocalOptions) {
    this.#files = new Map(Object.entries(files));
    this.#threads = threads;
  }

  async infer(model: string, inputs: Tensors): Promise<Tensors> {
    const session = await this.#session(model);
    const feeds = Object.entries(inputs).map(([name, tensor]) => [name, toOrt(tensor, name)] as const);
    try {
      const results = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, copied(fromOrt(tensor))]));
    } catch (cause) {
      throw new Fault('model.failed', `The network '${model}' failed on its input.`, { cause, detail: String(cause) });
    }
  }

  #session(model: string): Promise<InferenceSession> {
    const opened = this.#sessions.get(model) ?? this.#open(model);
    this.#sessions.set(model, opened);
    return opened;
  }

  async #open(model: string): Promise<InferenceSession> {
    const file = this.#files.get(model);
    if (file === undefined) throw new Fault('model.notFound', `There is no network '${model}' here.`);
    const path = fileURLToPath(file);
    try {
      return await openSession(path, { intraOp: this.#threads, interOp: 1 });
    } catch (cause) {
      const text = `The network '${model}' cannot be used. Install Safelight again, or restore its file.`;
      throw new Fault('model.broken', text, { detail: `${path} cannot be opened as a network.`, cause });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const sessions = await Promise.allSettled(this.#sessions.values());
    this.#sessions.clear();
    for (const session of sessions) if (session.status === 'fulfilled') await session.value.release();
  }
}

/** The runtime owns its buffers. */
const copied = <T extends { readonly data: Uint8Array }>(tensor: T): T => ({
  ...tensor,
  data: new Uint8Array(tensor.data),
});

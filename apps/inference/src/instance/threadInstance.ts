import type { Worker } from 'node:worker_threads';
import { Fault, startThread } from '@safelight/core';
import type { Assembled, Executor, Ran } from './executor.ts';
import type { Opening, Placed, Signature, Told } from './messages.ts';

/** The runtime's own allocations begin at such boundaries; vector loads want no less. */
const alignBytes = 64;
const areaBytesMin = 64 * 1024;
const openTimeoutMs = 60_000;

const align = (bytes: number): number => Math.ceil(bytes / alignBytes) * alignBytes;

/** A session on a thread of its own. */
export class ThreadInstance implements Executor {
  readonly signature: Signature;
  readonly #worker: Worker;
  readonly #runTimeoutMs: number;
  #area = new SharedArrayBuffer(0);
  #running: PromiseWithResolvers<Extract<Told, { type: 'ran' | 'failed' }>> | undefined;
  #died: Fault | undefined;
  #onDeath: () => void = () => undefined;

  private constructor(worker: Worker, signature: Signature, runTimeoutMs: number) {
    this.#worker = worker;
    this.signature = signature;
    this.#runTimeoutMs = runTimeoutMs;
    worker.on('message', (told: Told) => {
      const running = this.#running;
      this.#running = undefined;
      if (told.type === 'ran' || told.type === 'failed') running?.resolve(told);
    });
    worker.on('error', (cause) => this.#die('The thread of the model ended with an error.', cause));
    worker.on('exit', () => this.#die('The thread of the model ended.'));
  }

  /** @throws Fault `model.broken` with the runtime's reason */
  static async open(opening: Opening, runTimeoutMs: number): Promise<ThreadInstance> {
    const worker = startThread(new URL('./worker.ts', import.meta.url), { workerData: opening });
    const { promise, resolve, reject } = Promise.withResolvers<Told>();
    const ended = (): void => reject(new Error('The thread ended.'));
    worker.once('message', resolve).once('error', reject).once('exit', ended);
    const late = setTimeout(() => reject(new Error('The model was not open in time.')), openTimeoutMs);
    try {
      const told = await promise;
      if (told.type !== 'opened') throw new Error(told.type === 'refused' ? told.message : told.type);
      worker.off('message', resolve).off('error', reject).off('exit', ended);
      return new ThreadInstance(worker, told.signature, runTimeoutMs);
    } catch (cause) {
      worker.removeAllListeners().on('error', () => undefined);
      await worker.terminate();
      const message = `The model cannot be opened: ${(cause as Error).message}`;
      throw new Fault('model.broken', message, { detail: opening.path, cause });
    } finally {
      clearTimeout(late);
    }
  }

  get isAlive(): boolean {
    return this.#died === undefined;
  }

  onDeath(listener: () => void): void {
    this.#onDeath = listener;
  }

  async run(inputs: readonly Assembled[], outputs: readonly number[]): Promise<Ran> {
    if (this.#died !== undefined) throw this.#died;
    const began = performance.now();
    const { placed, grown } = this.#place(inputs);
    this.#running = Promise.withResolvers();
    this.#worker.postMessage(grown ? { area: this.#area, inputs: placed, outputs } : { inputs: placed, outputs });
    const inputMs = performance.now() - began;
    const text = `The model did not answer within ${this.#runTimeoutMs} ms and is started anew. Try again.`;
    const watchdog = setTimeout(() => {
      this.#die(text);
      void this.#worker.terminate();
    }, this.#runTimeoutMs);
    try {
      const told = await this.#running.promise;
      if (told.type === 'failed') throw new Fault('model.failed', told.message);
      return { outputs: told.outputs, inferMs: told.inferMs, inputMs };
    } finally {
      clearTimeout(watchdog);
    }
  }

  /** Copies the pieces together; the thread reads them where they lie. */
  #place(inputs: readonly Assembled[]): { readonly placed: readonly Placed[]; readonly grown: boolean } {
    const placed: Placed[] = [];
    let end = 0;
    for (const { shape, pieces } of inputs) {
      let sizeBytes = 0;
      for (const piece of pieces) sizeBytes += piece.byteLength;
      placed.push({ offset: end, sizeBytes, shape });
      end = align(end + sizeBytes);
    }
    const grown = end > this.#area.byteLength;
    if (grown) this.#area = new SharedArrayBuffer(Math.max(areaBytesMin, end));
    const bytes = new Uint8Array(this.#area);
    for (const [index, { pieces }] of inputs.entries()) {
      let { offset } = placed[index]!;
      for (const piece of pieces) {
        bytes.set(piece, offset);
        offset += piece.byteLength;
      }
    }
    return { placed, grown };
  }

  #die(text: string, cause?: unknown): void {
    if (this.#died !== undefined) return;
    this.#died = new Fault('engine.stuck', text, { cause });
    this.#running?.reject(this.#died);
    this.#onDeath();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#onDeath = () => undefined;
    this.#die('The model was unloaded.');
    this.#worker.removeAllListeners().on('error', () => undefined);
    await this.#worker.terminate();
  }
}

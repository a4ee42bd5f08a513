import type { Worker } from 'node:worker_threads';
import { Fault, startThread, type Matte, type Rgb8Image } from '@safelight/core';
import type { PerceivedMask, Perception, PerceptionOptions, SceneFigures } from '../perception.ts';
import type { Answer, Question } from './messages.ts';

interface Waiting {
  readonly resolve: (answer: Matte | SceneFigures | null) => void;
  readonly reject: (error: unknown) => void;
}

/** A question that is not answered for this long ends the thread; a picture takes under two seconds. */
const stuckTimeoutMs = 60_000;

/**
 * Perception on a thread of its own, which starts with the first question: networks and filters take up to a second, and
 * a service must answer meanwhile. A thread that dies or hangs fails its questions with `engine.stuck`; the next question
 * starts another.
 */
export class PerceptionThread implements Perception {
  readonly #options: PerceptionOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #nextId = 1;

  constructor(options: PerceptionOptions = {}) {
    this.#options = options;
  }

  async find(picture: Rgb8Image, mask: PerceivedMask, signal?: AbortSignal): Promise<Matte | null> {
    return (await this.#ask((id) => ({ type: 'find', id, picture, mask }), signal)) as Matte | null;
  }

  async describe(picture: Rgb8Image, signal?: AbortSignal): Promise<SceneFigures> {
    return (await this.#ask((id) => ({ type: 'describe', id, picture }), signal)) as SceneFigures;
  }

  async #ask(question: (id: number) => Question, signal?: AbortSignal): Promise<Matte | SceneFigures | null> {
    signal?.throwIfAborted();
    const worker = (this.#worker ??= this.#start());
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<Matte | SceneFigures | null>();
    const cancel = (): void => {
      worker.postMessage({ type: 'cancel', id } satisfies Question);
      reject(signal?.reason);
    };
    const watchdog = setTimeout(() => this.#fail(worker, 'A question was not answered in time.'), stuckTimeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });
    this.#waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage(question(id));
    try {
      return await promise;
    } finally {
      clearTimeout(watchdog);
      signal?.removeEventListener('abort', cancel);
      this.#waiting.delete(id);
      // An idle thread does not keep the process alive.
      if (this.#waiting.size === 0) worker.unref();
    }
  }

  #start(): Worker {
    const worker = startThread(new URL('./worker.ts', import.meta.url), { workerData: this.#options });
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', (error) => this.#fail(worker, error instanceof Error ? (error.stack ?? '') : String(error)));
    return worker;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    if ('answer' in answer) return waiting.resolve(answer.answer);
    const { code, message, field, detail } = answer.fault;
    const named = { ...(field === undefined ? {} : { field }), ...(detail === undefined ? {} : { detail }) };
    waiting.reject(new Fault(code, message, named));
  }

  #fail(worker: Worker, detail: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    worker.removeAllListeners();
    // Ending a thread may still report what it was doing; nobody waits for it any more.
    worker.on('error', () => undefined);
    void worker.terminate();
    const text = 'Looking at the picture did not finish and was started anew. Try again.';
    for (const { reject } of this.#waiting.values()) reject(new Fault('engine.stuck', text, { detail }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    const text = 'Perception was closed while it was looking.';
    for (const { reject } of this.#waiting.values()) reject(new Fault('service.unavailable', text));
    await worker?.terminate();
  }
}

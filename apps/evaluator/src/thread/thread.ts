import type { Worker } from 'node:worker_threads';
import { Fault, startThread, type Evaluation } from '@safelight/core';
import type { RemoteModels } from '@safelight/inference-client';
import type { Edit } from '../backend/backend.ts';
import type { Answer, Question } from './messages.ts';

interface Waiting {
  readonly edit: Edit;
  readonly resolve: (evaluation: Evaluation) => void;
  readonly reject: (error: unknown) => void;
}

/** An edit that is not judged after this long ends the thread; one takes a second, with regions to find up to three. */
const stuckTimeoutMs = 60_000;
const queueLengthMax = 256;

/**
 * Judges on a thread of its own, which starts with the first edit: figures of a picture take a tenth of a second, and a
 * service must answer meanwhile. A thread that dies or hangs fails the edit that it had (`engine.stuck`); the next one
 * starts another.
 */
export class JudgeThread implements AsyncDisposable {
  readonly #models: RemoteModels | undefined;
  readonly #queue: Waiting[] = [];
  #worker: Worker | undefined;
  #current: { readonly id: number; readonly waiting: Waiting; readonly watchdog: NodeJS.Timeout } | undefined;
  #nextId = 1;

  /** @param models the server that runs the networks; undefined: they run on this thread */
  constructor(models?: RemoteModels) {
    this.#models = models;
  }

  async judge(edit: Edit, signal: AbortSignal): Promise<Evaluation> {
    signal.throwIfAborted();
    if (this.#queue.length >= queueLengthMax) {
      throw new Fault('request.tooMany', `${queueLengthMax} edits wait to be judged already. Send fewer at once.`);
    }
    const { promise, resolve, reject } = Promise.withResolvers<Evaluation>();
    const waiting: Waiting = { edit, resolve, reject };
    const cancel = (): void => {
      const place = this.#queue.indexOf(waiting);
      if (place >= 0) this.#queue.splice(place, 1);
      reject(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#queue.push(waiting);
    this.#next();
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  #next(): void {
    if (this.#current !== undefined) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) {
      // An idle thread does not keep the process alive.
      this.#worker?.unref();
      return;
    }
    const worker = (this.#worker ??= this.#start());
    const id = this.#nextId++;
    const watchdog = setTimeout(() => this.#fail(worker, 'An edit was not judged in time.'), stuckTimeoutMs);
    this.#current = { id, waiting, watchdog };
    worker.ref();
    worker.postMessage({ id, edit: waiting.edit } satisfies Question);
  }

  #start(): Worker {
    const worker = startThread(new URL('./worker.ts', import.meta.url), { workerData: this.#models });
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', (error) => this.#fail(worker, error instanceof Error ? (error.stack ?? '') : String(error)));
    worker.on('exit', (code) => this.#fail(worker, `The thread ended with code ${code}.`));
    return worker;
  }

  #answered(answer: Answer): void {
    const waiting = this.#finish(answer.id);
    if (waiting !== undefined) {
      if ('evaluation' in answer) waiting.resolve(answer.evaluation);
      else {
        const { code, message, field, detail } = answer.fault;
        const named = { ...(field === undefined ? {} : { field }), ...(detail === undefined ? {} : { detail }) };
        waiting.reject(new Fault(code, message, named));
      }
    }
    this.#next();
  }

  #finish(id: number): Waiting | undefined {
    if (this.#current?.id !== id) return undefined;
    const { waiting, watchdog } = this.#current;
    clearTimeout(watchdog);
    this.#current = undefined;
    return waiting;
  }

  #fail(worker: Worker, detail: string): void {
    if (this.#worker !== worker) return;
    this.#drop(worker);
    const waiting = this.#current === undefined ? undefined : this.#finish(this.#current.id);
    const text = 'Judging the edit did not finish and was started anew. Try again.';
    waiting?.reject(new Fault('engine.stuck', text, { detail }));
    this.#next();
  }

  #drop(worker: Worker): void {
    this.#worker = undefined;
    worker.removeAllListeners();
    // Ending a thread may still report what it was doing; nobody waits for it any more.
    worker.on('error', () => undefined);
    void worker.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    const fault = new Fault('service.unavailable', 'The evaluator was closed while it was judging. Try again.');
    const left = this.#queue.splice(0);
    if (this.#current !== undefined) left.push(this.#finish(this.#current.id)!);
    for (const { reject } of left) reject(fault);
    worker?.removeAllListeners();
    await worker?.terminate();
  }
}

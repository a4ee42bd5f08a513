/** Decoders that run as WebAssembly on a thread of their own: what a file makes them do ends with that thread. */
import type { Worker } from 'node:worker_threads';
import { Fault, startThread } from '@safelight/core';

/** Why a decoder gave up, in its own words; `kind` is what the caller can act on. */
export interface Failure {
  readonly kind: 'damaged' | 'unsupported' | 'tooLarge';
  readonly text: string;
}

export type Answer<Reply> = { readonly reply: Reply } | { readonly failure: Failure };

export class DecoderFailure extends Error {
  readonly kind: Failure['kind'];

  constructor({ kind, text }: Failure) {
    super(text);
    this.kind = kind;
  }
}

/** Files that may wait for one decoder. */
const queueLengthMax = 32;
/** A thread's memory goes with it, and not sooner: after so many files, or bytes of files, the next gets a new one. */
const threadFilesMax = 16;
const threadInputBytesMax = 4 * 1024 * 1024;
const timeoutBaseMs = 20_000;
const timeoutPerMebibyteMs = 1_000;

/** Runs one file at a time. Its thread starts with the first file and keeps no process alive while it is idle. */
export class WasmDecoder<Request extends { readonly bytes: Uint8Array }, Reply> {
  readonly #url: URL;
  #thread: Worker | undefined;
  #threadFiles = 0;
  #threadInputBytes = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #queueLength = 0;

  constructor(url: URL) {
    this.#url = url;
  }

  /**
   * @throws DecoderFailure for what the decoder says of the file, Fault `request.deadlineExceeded` when it had to be
   * stopped, Fault `service.unavailable` when too many files wait
   */
  decode(request: Request): Promise<Reply> {
    if (this.#queueLength >= queueLengthMax) {
      return Promise.reject(
        new Fault('service.unavailable', 'Too many photos wait for this decoder. Try again in a moment.'),
      );
    }
    this.#queueLength++;
    const turn = this.#tail.then(() => this.#decodeNow(request)).finally(() => this.#queueLength--);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #decodeNow(request: Request): Promise<Reply> {
    const thread = (this.#thread ??= this.#start());
    this.#threadFiles++;
    this.#threadInputBytes += request.bytes.length;
    const timeoutMs = timeoutBaseMs + (request.bytes.length / 1024 / 1024) * timeoutPerMebibyteMs;
    const { promise, resolve, reject } = Promise.withResolvers<Answer<Reply>>();
    const broken = (text: string): void => reject(new DecoderFailure({ kind: 'damaged', text }));
    const listeners = {
      message: resolve,
      error: (cause: unknown) => broken(String(cause)),
      exit: () => broken('The decoder ended itself.'),
    } as const;
    const timer = setTimeout(() => {
      const seconds = Math.round(timeoutMs / 1000);
      const message = `The photo took longer than ${seconds} s to decode. Convert it to TIFF first.`;
      reject(new Fault('request.deadlineExceeded', message));
    }, timeoutMs);
    let reusable = false;
    for (const [event, listener] of Object.entries(listeners)) thread.on(event, listener);
    thread.ref();
    try {
      thread.postMessage(request);
      const answer = await promise;
      reusable = this.#threadFiles < threadFilesMax && this.#threadInputBytes < threadInputBytesMax;
      if ('failure' in answer) throw new DecoderFailure(answer.failure);
      return answer.reply;
    } finally {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) thread.off(event, listener);
      thread.unref();
      // One that did not answer may be in any state; one that did starts the next file with an instance of its own.
      if (!reusable) this.#end();
    }
  }

  #start(): Worker {
    this.#threadFiles = 0;
    this.#threadInputBytes = 0;
    return startThread(this.#url, { stdout: true, stderr: true });
  }

  #end(): void {
    const thread = this.#thread;
    this.#thread = undefined;
    thread?.on('error', () => undefined);
    void thread?.terminate();
  }
}

import { fork, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { Fault } from '@safelight/core';
import { pipeDescriptor, type AdapterRequest, type Batch, type Command, type Report } from './protocol.ts';

export interface GpuProcessOptions extends AdapterRequest {
  /** Without a sign of life for this long while it has work, the child is stuck. */
  readonly stuckTimeoutMs: number;
  /** Variables that the child gets beside the engine's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the child runs. */
  readonly childUrl: URL;
}

interface Waiting {
  readonly id: number;
  readonly bytes: Uint8Array;
  filled: number;
  isDone: boolean;
  resolve(bytes: Uint8Array): void;
  reject(error: unknown): void;
}

/** Loading Dawn and asking a driver takes a second on a busy machine; more than this is no driver to rely on. */
const startTimeoutMs = 30_000;
const stderrCharsMax = 4_000;

/** No adapter will do; the message says why in one line. */
export class NoAdapter extends Error {
  override readonly name = 'NoAdapter';
}

/** The engine's end of one child process, from its start to its death. */
export class GpuProcess implements AsyncDisposable {
  /** The graphics adapter's name. */
  readonly adapter: string;
  readonly #child: ChildProcess;
  readonly #pipe: Socket;
  readonly #stuckTimeoutMs: number;
  readonly #waiting: Waiting[] = [];
  /** Commands whose end is awaited: compilations, fills and batches. */
  #pending = 0;
  #watchdog: NodeJS.Timeout | undefined;
  #death: Fault | undefined;
  #stderr = '';

  private constructor(child: ChildProcess, adapter: string, stuckTimeoutMs: number) {
    this.#child = child;
    this.adapter = adapter;
    this.#stuckTimeoutMs = stuckTimeoutMs;
    this.#pipe = child.stdio[pipeDescriptor] as Socket;
    this.#pipe.on('data', (chunk: Buffer) => this.#received(chunk));
    this.#pipe.on('error', () => undefined);
    child.stderr!.on(
      'data',
      (text: Buffer) => (this.#stderr = (this.#stderr + text.toString()).slice(-stderrCharsMax)),
    );
    child.on('message', (report: Report) => this.#reported(report));
    child.on('error', (error) => this.#die(error.message));
    child.on('exit', (code, signal) => this.#die(`It ended with ${signal ?? `code ${code}`}. ${this.#stderr}`));
    this.#rest();
  }

  /** @throws NoAdapter; Fault `engine.stuck` when the child says nothing in time. */
  static async open(options: GpuProcessOptions): Promise<GpuProcess> {
    const { flags, softwareAllowed, environment, stuckTimeoutMs, childUrl } = options;
    const request: AdapterRequest = { flags, softwareAllowed };
    const child = fork(childUrl, [JSON.stringify(request)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
      env: { ...process.env, ...environment },
      execArgv: [],
    });
    const opened = await new Promise<Report | string>((resolve) => {
      const timer = setTimeout(() => resolve('It did not start in time.'), startTimeoutMs);
      const settle = (outcome: Report | string): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(outcome);
      };
      child.once('message', (report: Report) => settle(report));
      child.once('error', (error) => settle(error.message));
      child.once('exit', (code, signal) => settle(`It ended with ${signal ?? `code ${code}`}.`));
    });
    if (typeof opened !== 'string' && opened.type === 'open')
      return new GpuProcess(child, opened.adapter, stuckTimeoutMs);
    child.on('error', () => undefined);
    child.kill('SIGKILL');
    if (typeof opened !== 'string' && opened.type === 'refused') throw new NoAdapter(opened.reason);
    throw new NoAdapter(`The graphics process failed: ${typeof opened === 'string' ? opened : JSON.stringify(opened)}`);
  }

  get isAlive(): boolean {
    return this.#death === undefined;
  }

  send(command: Command): void {
    if (this.#death !== undefined) throw this.#death;
    if (command.type === 'kernel') this.#begin();
    this.#child.send(command);
  }

  /** Fills a part of a buffer; resolves when the pipe has taken the bytes, which must not change before. */
  async fill(id: number, offset: number, bytes: Uint8Array): Promise<void> {
    this.send({ type: 'fill', id, offset, sizeBytes: bytes.byteLength });
    this.#begin();
    try {
      await new Promise<void>((resolve) => this.#pipe.write(bytes, () => resolve()));
    } finally {
      this.#end();
    }
    if (this.#death !== undefined) throw this.#death;
  }

  /** Runs a batch and gives the bytes that it reads. */
  run(batch: Batch): Promise<Uint8Array> {
    this.send({ type: 'batch', batch });
    this.#begin();
    const sizeBytes = batch.reads.reduce((sum, read) => sum + read.sizeBytes, 0);
    return new Promise<Uint8Array>((resolve, reject) => {
      const bytes = new Uint8Array(sizeBytes);
      this.#waiting.push({ id: batch.id, bytes, filled: 0, isDone: false, resolve, reject });
    }).finally(() => this.#end());
  }

  #begin(): void {
    if (this.#pending++ === 0) {
      this.#child.ref();
      this.#child.channel?.ref();
      this.#pipe.ref();
    }
    this.#alive();
  }

  #end(): void {
    if (--this.#pending === 0) this.#rest();
    else this.#alive();
  }

  /** An idle child does not keep the process alive and is not watched. */
  #rest(): void {
    clearTimeout(this.#watchdog);
    this.#child.unref();
    this.#child.channel?.unref();
    this.#pipe.unref();
    (this.#child.stderr as Socket).unref();
  }

  /** Starts the watchdog's time anew. */
  #alive(): void {
    clearTimeout(this.#watchdog);
    if (this.#death !== undefined) return;
    this.#watchdog = setTimeout(() => this.#die('It gave no sign of life in time.'), this.#stuckTimeoutMs);
    this.#watchdog.unref();
  }

  #reported(report: Report): void {
    if (this.#death !== undefined) return;
    if (report.type === 'failed') return this.#fail(report.detail);
    if (report.type === 'compiled') return this.#end();
    if (report.type !== 'done') return;
    this.#alive();
    const waiting = this.#waiting.find(({ id }) => id === report.id);
    if (waiting !== undefined) waiting.isDone = true;
    this.#settle();
  }

  #received(chunk: Buffer): void {
    this.#alive();
    for (let taken = 0; taken < chunk.length;) {
      const waiting = this.#waiting.find(({ bytes, filled }) => filled < bytes.length);
      if (waiting === undefined) return this.#die('It sent bytes that nobody asked for.');
      const length = Math.min(chunk.length - taken, waiting.bytes.length - waiting.filled);
      waiting.bytes.set(chunk.subarray(taken, taken + length), waiting.filled);
      waiting.filled += length;
      taken += length;
    }
    this.#settle();
  }

  #settle(): void {
    for (let first = this.#waiting[0]; first?.isDone === true && first.filled === first.bytes.length;) {
      this.#waiting.shift();
      first.resolve(first.bytes);
      first = this.#waiting[0];
    }
  }

  /** What was asked cannot be done; asking again would not help. */
  #fail(detail: string): void {
    const text = 'The engine could not render this recipe. The log of the service holds the cause.';
    this.#close(new Fault('internal', text, { detail }));
  }

  #die(detail: string): void {
    const text = 'The engine did not finish and was restarted. Try again; a smaller output size needs less time.';
    this.#close(new Fault('engine.stuck', text, { detail: `The graphics process failed. ${detail}` }));
  }

  #close(death: Fault): void {
    if (this.#death !== undefined) return;
    this.#death = death;
    clearTimeout(this.#watchdog);
    this.#child.kill('SIGKILL');
    this.#pipe.destroy();
    for (const waiting of this.#waiting.splice(0)) waiting.reject(death);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    this.#child.ref();
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#close(new Fault('service.unavailable', 'The engine was closed while it was rendering.'));
    if (exitCode === null && signalCode === null) await ended;
  }
}

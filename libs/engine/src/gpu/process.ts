import { fork, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { Fault } from '@safelight/core';
import { Exchange, readBytes, slotBytes, writeBytes } from './exchange.ts';
import type { AdapterRequest, Batch, Command, Report, Request } from './protocol.ts';

export interface GpuProcessOptions extends AdapterRequest {
  /** Without a sign of life for this long while it has work, the child is stuck. */
  readonly stuckTimeoutMs: number;
  /** Variables that the child gets beside the engine's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the child runs. */
  readonly childUrl: URL;
}

interface Waiting {
  resolve(): void;
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
  readonly #exchange: Exchange;
  readonly #stuckTimeoutMs: number;
  readonly #staging = new Uint8Array(slotBytes);
  /** Commands whose end is awaited. */
  readonly #waiting = new Map<number, Waiting>();
  #nextNumber = 1;
  #watchdog: NodeJS.Timeout | undefined;
  #death: Fault | undefined;
  #stderr = '';

  private constructor(child: ChildProcess, exchange: Exchange, adapter: string, stuckTimeoutMs: number) {
    this.#child = child;
    this.#exchange = exchange;
    this.adapter = adapter;
    this.#stuckTimeoutMs = stuckTimeoutMs;
    child.stderr!.on('data', (text: Buffer) => {
      this.#stderr = (this.#stderr + text.toString()).slice(-stderrCharsMax);
    });
    child.on('message', (report: Report) => this.#reported(report));
    child.on('error', (error) => this.#die(error.message));
    child.on('exit', (code, signal) => this.#die(`It ended with ${signal ?? `code ${code}`}. ${this.#stderr}`));
    this.#rest();
  }

  /** @throws NoAdapter */
  static async open(options: GpuProcessOptions): Promise<GpuProcess> {
    const { flags, softwareAllowed, environment, stuckTimeoutMs, childUrl } = options;
    const request: AdapterRequest = { flags, softwareAllowed };
    const exchange = new Exchange();
    const child = fork(childUrl, [JSON.stringify(request)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', exchange.descriptor],
      env: { ...process.env, ...environment },
      // Flags meant for the program's own entry, such as --input-type, would keep the child from starting.
      execArgv: [],
    });
    const opened = await new Promise<Report | string>((resolve) => {
      const timer = setTimeout(() => resolve('it did not start in time.'), startTimeoutMs);
      const settle = (outcome: Report | string): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(outcome);
      };
      child.once('message', (report: Report) => settle(report));
      child.once('error', (error) => settle(error.message));
      child.once('exit', (code, signal) => settle(`it ended with ${signal ?? `code ${code}`}.`));
    });
    if (typeof opened !== 'string' && opened.type === 'open') {
      return new GpuProcess(child, exchange, opened.adapter, stuckTimeoutMs);
    }
    child.on('error', () => undefined);
    child.kill('SIGKILL');
    exchange.close();
    if (typeof opened !== 'string' && opened.type === 'refused') throw new NoAdapter(opened.reason);
    throw new NoAdapter(`The graphics process failed: ${typeof opened === 'string' ? opened : JSON.stringify(opened)}`);
  }

  get isAlive(): boolean {
    return this.#death === undefined;
  }

  /** Sends a command whose end nobody awaits; if it fails, so does the next one that is awaited. */
  send(command: Command): void {
    if (this.#death !== undefined) throw this.#death;
    this.#child.send(command);
  }

  /** Compiles a kernel. It is known to commands that are sent later, before it is ready. */
  compile(kernel: Omit<Extract<Request, { type: 'kernel' }>, 'type' | 'number'>): void {
    this.#ask({ type: 'kernel', ...kernel }).catch(() => undefined);
  }

  /** Fills a part of a buffer; resolves when the child has the bytes, which must not change before. */
  async fill(id: number, offset: number, bytes: Uint8Array): Promise<void> {
    const parts: Promise<void>[] = [];
    for (let from = 0; from < bytes.length; from += slotBytes) {
      const part = bytes.subarray(from, from + slotBytes);
      const at = await this.#slot();
      writeBytes(this.#exchange.descriptor, part, at);
      const filled = this.#ask({ type: 'fill', id, offset: offset + from, sizeBytes: part.length, at });
      parts.push(filled.finally(() => this.#exchange.release(at)));
    }
    await Promise.all(parts);
  }

  /** Runs a batch and hands over the bytes that it reads, at most a slot; they are overwritten by the next batch's. */
  async run(batch: Omit<Batch, 'at'>, take: (bytes: Uint8Array) => void): Promise<void> {
    const sizeBytes = batch.reads.reduce((sum, read) => sum + read.sizeBytes, 0);
    if (sizeBytes > slotBytes) throw new Error(`A batch reads ${sizeBytes} bytes; a slot has ${slotBytes}.`);
    const at = await this.#slot();
    try {
      await this.#ask({ type: 'batch', batch: { ...batch, at } });
      const bytes = this.#staging.subarray(0, sizeBytes);
      readBytes(this.#exchange.descriptor, bytes, at);
      take(bytes);
    } finally {
      this.#exchange.release(at);
    }
  }

  async #slot(): Promise<number> {
    const at = await this.#exchange.acquire();
    if (this.#death === undefined) return at;
    this.#exchange.release(at);
    throw this.#death;
  }

  #ask(request: Unnumbered<Request>): Promise<void> {
    const number = this.#nextNumber++;
    if (this.#waiting.size === 0) {
      this.#child.ref();
      this.#child.channel?.ref();
    }
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#alive();
      this.send({ ...request, number } as Request);
    });
  }

  /** An idle child does not keep the process alive and is not watched. */
  #rest(): void {
    clearTimeout(this.#watchdog);
    this.#child.unref();
    this.#child.channel?.unref();
    (this.#child.stderr as Socket).unref();
  }

  /** Starts the watchdog's time anew. */
  #alive(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#die('It gave no sign of life in time.'), this.#stuckTimeoutMs);
    this.#watchdog.unref();
  }

  #reported(report: Report): void {
    if (this.#death !== undefined) return;
    if (report.type === 'failed') return this.#fail(report.detail);
    if (report.type !== 'done') return;
    const waiting = this.#waiting.get(report.number);
    this.#waiting.delete(report.number);
    if (this.#waiting.size === 0) this.#rest();
    else this.#alive();
    waiting?.resolve();
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
    this.#exchange.close();
    for (const { reject } of this.#waiting.values()) reject(death);
    this.#waiting.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    this.#child.ref();
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#close(new Fault('service.unavailable', 'The engine was closed while it was rendering.'));
    if (exitCode === null && signalCode === null) await ended;
  }
}

type Unnumbered<T> = T extends Request ? Omit<T, 'number'> : never;

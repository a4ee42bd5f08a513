import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import type { Server } from '../server.ts';
import { type DataFolder, removeFolder } from './dataFolder.ts';
import { type Launch, ServerProcess } from './serverProcess.ts';

/** What differs between the kinds of server. */
export interface LocalServerOptions {
  /** For messages: `Kafka`. */
  readonly name: string;
  readonly folder: DataFolder;
  readonly launch: Omit<Launch, 'logFile' | 'folder'>;
  readonly stopSignal: NodeJS.Signals;
  /** Whether the server answers in its own protocol; a rejection means not yet. */
  answers(): Promise<boolean>;
}

const startTimeoutMs = 60_000;
const stopGraceMs = 30_000;
const pollEveryMs = 25;
const logTailBytesMax = 4_000;

export class LocalServer implements Server {
  readonly #options: LocalServerOptions;
  readonly #logFile: string;
  #process: ServerProcess | undefined;

  constructor(options: LocalServerOptions) {
    this.#options = options;
    this.#logFile = join(options.folder.path, 'server.log');
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  get pid(): number | undefined {
    return this.running ? this.#process?.pid : undefined;
  }

  async start(): Promise<void> {
    if (this.running) return;
    const { launch, folder } = this.#options;
    await mkdir(folder.path, { recursive: true });
    const server = new ServerProcess({ ...launch, folder: folder.path, logFile: this.#logFile });
    this.#process = server;
    try {
      await this.#untilItAnswers(server);
    } catch (error) {
      await server.kill();
      throw error;
    }
  }

  async #untilItAnswers(server: ServerProcess): Promise<void> {
    const { name, answers } = this.#options;
    const giveUpAt = performance.now() + startTimeoutMs;
    for (;;) {
      if (!server.running) throw await this.#failed(`${name} ended while it started (${await server.exited})`);
      if (await answers().catch(() => false)) return;
      if (performance.now() > giveUpAt) throw await this.#failed(`${name} gave no answer for ${startTimeoutMs} ms`);
      await delay(pollEveryMs);
    }
  }

  async #failed(what: string): Promise<Fault> {
    const tail = await tailOf(this.#logFile);
    return new Fault('service.unavailable', `${what}. Its log ends in:\n${tail}`, { detail: this.#logFile });
  }

  async stop(): Promise<void> {
    await this.#process?.stop(this.#options.stopSignal, stopGraceMs);
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  async pause(): Promise<void> {
    await this.#process?.pause();
  }

  async resume(): Promise<void> {
    await this.#process?.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { folder } = this.#options;
    // Data that goes away needs no farewell.
    await (folder.kept ? this.stop() : this.kill());
    if (!folder.kept) await removeFolder(folder.path);
  }
}

async function tailOf(path: string): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const length = Math.min(size, logTailBytesMax);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.toString('utf8').trim() || '(nothing)';
}

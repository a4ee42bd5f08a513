/**
 * The line protocol of JarvisArt's Lightroom plug-in: bar-delimited commands, one a line. `ping` → `pong`;
 * `process|photo|config|folder` → `processing|…`, then `success|path` or `error|why`.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { toFault } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import type { FoundFiles, Processed, ProcessRequest } from './process.ts';

const lineLengthBytesMax = 16_384;
const connectionsMax = 64;
/** Photos of one connection that are being developed or wait for it. */
const jobsPerConnectionMax = 16;
const idleTimeoutMs = 600_000;

export interface Work {
  readonly find: (request: ProcessRequest) => Promise<FoundFiles>;
  readonly process: (files: FoundFiles, signal: AbortSignal) => Promise<Processed>;
}

/** A text as one field of one line. */
const field = (text: string): string => text.replace(/[\r\n|]+/g, ' ').trim();

export function lineServer(work: Work, logger: Logger): Server {
  // Who has said all it wants still gets its answers.
  const server = createServer({ allowHalfOpen: true }, (socket) => new Connection(socket, work, logger));
  server.maxConnections = connectionsMax;
  return server;
}

class Connection {
  readonly #socket: Socket;
  readonly #work: Work;
  readonly #logger: Logger;
  readonly #gone = new AbortController();
  #rest = Buffer.alloc(0);
  #jobs = 0;

  constructor(socket: Socket, work: Work, logger: Logger) {
    this.#socket = socket;
    this.#work = work;
    this.#logger = logger;
    socket.setTimeout(idleTimeoutMs, () => socket.end());
    socket.on('data', (chunk: Buffer) => this.#received(chunk));
    // A client that has said all may still wait for its answers: only a lost connection ends the work.
    socket.on('end', () => this.#flush());
    socket.on('error', (error) => logger.debug({ error: error.message }, 'A2L connection failed'));
    socket.on('close', () => this.#gone.abort());
  }

  #say(...fields: readonly string[]): void {
    if (this.#socket.writable) this.#socket.write(`${fields.map(field).join('|')}\n`);
  }

  #received(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (let end = this.#rest.indexOf(10); end >= 0; end = this.#rest.indexOf(10)) {
      const line = this.#rest.subarray(0, end).toString('utf8');
      this.#rest = this.#rest.subarray(end + 1);
      void this.#answer(line.replace(/\r$/, ''));
    }
    if (this.#rest.length > lineLengthBytesMax) {
      this.#say('error', `A line holds at most ${lineLengthBytesMax} bytes.`);
      this.#socket.destroySoon();
    }
  }

  /** A last command may come without the end of its line. */
  #flush(): void {
    const line = this.#rest.toString('utf8').trim();
    this.#rest = Buffer.alloc(0);
    void (line === '' ? this.#closeWhenDone() : this.#answer(line));
  }

  #closeWhenDone(): void {
    if (this.#socket.readableEnded && this.#jobs === 0) this.#socket.end();
  }

  async #answer(line: string): Promise<void> {
    this.#jobs += 1;
    try {
      await this.#command(line.trim());
    } catch (thrown) {
      const fault = toFault(thrown);
      this.#logger.info({ code: fault.code, detail: fault.detail }, 'A2L request failed');
      this.#say('error', fault.message);
    } finally {
      this.#jobs -= 1;
      this.#closeWhenDone();
    }
  }

  async #command(line: string): Promise<void> {
    if (line === '') return this.#say('error', 'Empty request');
    const [command, photoPath = '', configPath = '', folder = '', ...more] = line.split('|');
    if (command === 'ping' && photoPath === '') return this.#say('pong');
    if (command !== 'process' || photoPath === '' || configPath === '' || more.length > 0) {
      return this.#say('error', 'Invalid request format');
    }
    if (this.#jobs > jobsPerConnectionMax) return this.#say('error', 'Too many requests at once. Wait for an answer.');
    const files = await this.#work.find({ photoPath, configPath, outputFolder: folder === '' ? null : folder });
    this.#say('processing', 'Request accepted, processing photo...');
    const { outputPath } = await this.#work.process(files, this.#gone.signal);
    this.#say('success', outputPath);
  }
}

/** One process of the installation: started, watched, and started again whenever it ends, as an orchestrator would. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import { ServerProcess } from '@safelight/testbed';
import type { Program } from './programs.ts';

export interface MemberOptions {
  readonly program: Program;
  /** For logs; one file a member. */
  readonly logDir: string;
  /** Told when the process has ended by itself or by somebody's signal. */
  readonly onEnd: (name: string, why: string, restarts: number) => void;
}

const startTimeoutMs = 60_000;
const pollMs = 50;
const stopGraceMs = 15_000;
/** A process that dies at once is not started in a tight loop. */
const firstRestDelayMs = 100;
const restDelayMsMax = 5_000;
/** After so long a life the next death is the first one again. */
const settledMs = 10_000;

export class Member implements AsyncDisposable {
  readonly #options: MemberOptions;
  readonly #stopping = new AbortController();
  #process: ServerProcess | null = null;
  #watching: Promise<void> = Promise.resolve();
  #restarts = 0;
  #changes: Readonly<Record<string, string>> = {};

  private constructor(options: MemberOptions) {
    this.#options = options;
  }

  /** Resolves when the process answers. @throws Fault service.unavailable with the end of its log */
  static async start(options: MemberOptions): Promise<Member> {
    await mkdir(options.logDir, { recursive: true });
    const member = new Member(options);
    member.#launch();
    // Also what ends while it starts is started again: somebody else may have had its port for a moment.
    member.#watching = member.#watch();
    try {
      await member.ready();
    } catch (error) {
      await member[Symbol.asyncDispose]();
      throw error;
    }
    return member;
  }

  get name(): string {
    return this.#options.program.name;
  }

  get pid(): number | null {
    return this.#process?.running === true ? this.#process.pid : null;
  }

  get address(): string {
    return this.#options.program.address;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get logFile(): string {
    return join(this.#options.logDir, `${this.name}.log`);
  }

  /** Resolves when it answers. @throws Fault service.unavailable */
  async ready(timeoutMs = startTimeoutMs): Promise<void> {
    const giveUpAt = performance.now() + timeoutMs;
    while (!this.#stopping.signal.aborted) {
      if (this.#process?.running === true && (await this.#options.program.answers())) return;
      if (performance.now() > giveUpAt) {
        throw new Fault('service.unavailable', `${this.name} does not answer. Its log is ${this.logFile}.`);
      }
      await delay(pollMs);
    }
  }

  /** SIGKILL; it is started again like after any other death. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Killed, and started with these variables over its own from now on; resolves when it answers. */
  async change(environment: Readonly<Record<string, string>>): Promise<void> {
    this.#changes = environment;
    await this.kill();
    await this.ready();
  }

  /** SIGSTOP until `resume`: it lives and does nothing. */
  async pause(): Promise<void> {
    await this.#process?.pause();
  }

  async resume(): Promise<void> {
    await this.#process?.resume();
  }

  #launch(): void {
    const { command, args, environment, folder } = this.#options.program;
    const variables = { ...environment, ...this.#changes };
    this.#process = new ServerProcess({ command, args, environment: variables, folder, logFile: this.logFile });
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    let restDelayMs = firstRestDelayMs;
    while (!signal.aborted) {
      const since = performance.now();
      const why = await this.#process!.exited;
      if (signal.aborted) return;
      this.#restarts++;
      this.#options.onEnd(this.name, why, this.#restarts);
      restDelayMs =
        performance.now() - since > settledMs ? firstRestDelayMs : Math.min(restDelayMsMax, restDelayMs * 2);
      await delay(restDelayMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) this.#launch();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop('SIGTERM', stopGraceMs);
    await this.#watching;
  }
}

import { availableParallelism } from 'node:os';
import { sha256, type Evaluation } from '@safelight/core';
import type { RemoteModels } from '@safelight/inference-client';
import { readInstruction } from '@safelight/intent';
import { evaluatorVersion } from '../evaluate.ts';
import { JudgeThread } from '../thread/thread.ts';
import type { Backend, Edit } from './backend.ts';

export interface MetricsOptions {
  /** Default: half of the cores, at least 1. */
  readonly threads?: number | undefined;
  /** The server that runs the networks. Default: they run here. */
  readonly models?: RemoteModels | undefined;
}

/** Measured figures. Half of the cores: rendering wants the others. */
export class MetricsBackend implements Backend {
  readonly version = evaluatorVersion;
  readonly concurrencyMax: number;
  readonly #threads: readonly JudgeThread[];

  constructor({ threads = Math.max(1, Math.floor(availableParallelism() / 2)), models }: MetricsOptions = {}) {
    this.#threads = Array.from({ length: threads }, () => new JudgeThread(models));
    // One more than can run, so that no thread waits for its next edit.
    this.concurrencyMax = threads + 1;
  }

  async judge({ before, after, instruction, tenant, settings }: Edit, signal: AbortSignal): Promise<Evaluation> {
    // Refuses an empty sentence and one that is too long without a thread.
    readInstruction(instruction);
    return this.#threadFor(before).judge(
      { before, after, instruction, tenant, ...(settings === undefined ? {} : { settings }) },
      signal,
    );
  }

  /** Edits of one original go to one thread, which has looked at it already. */
  #threadFor(before: Uint8Array): JudgeThread {
    if (this.#threads.length === 1) return this.#threads[0]!;
    return this.#threads[Number.parseInt(sha256(before).slice(0, 8), 16) % this.#threads.length]!;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()));
  }
}

/** Tells the broker what is finished: one commit under way at a time, and what is finished meanwhile goes with the next. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PartitionId, PartitionOffset } from './delivery.ts';
import { partitionName } from './delivery.ts';

/** Rejects where the broker did not take it; the same offsets, or later ones, are then tried again. */
export type Commit = (offsets: readonly PartitionOffset[]) => Promise<void>;

/** Before each commit, so that many small messages do not make as many commits; a crash repeats what lies between. */
const gatherMs = 100;
const restAfterFailureMs = 500;

export class Committer {
  readonly #commit: Commit;
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Map<string, PartitionOffset>();
  readonly #stopping = new AbortController();
  /** Resolves after the next try to commit. */
  #tried = Promise.withResolvers<void>();
  #working: Promise<void> | null = null;

  constructor(commit: Commit, onError: (error: unknown) => void) {
    this.#commit = commit;
    this.#onError = onError;
  }

  note(offset: PartitionOffset): void {
    this.#waiting.set(partitionName(offset), offset);
    if (!this.#stopping.signal.aborted) this.#working ??= this.#work();
  }

  /** A partition that belongs to another consumer is that one's to commit. */
  forget(id: PartitionId): void {
    this.#waiting.delete(partitionName(id));
  }

  /** Resolves when nothing of the partition waits any more, or when the committer stops. */
  async settle(id: PartitionId): Promise<void> {
    while (this.#waiting.has(partitionName(id)) && !this.#stopping.signal.aborted) await this.#tried.promise;
  }

  /** Commits what waits, once; then nothing more. Who follows does again what it could not commit. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping.abort();
    this.#tried.resolve();
    const last = async () => {
      await this.#working;
      if (this.#waiting.size > 0) await this.#commitWaiting();
    };
    const clock = new AbortController();
    const late = delay(timeoutMs, undefined, { signal: clock.signal }).catch(() => undefined);
    await Promise.race([last(), late]);
    clock.abort();
  }

  async #work(): Promise<void> {
    const { signal } = this.#stopping;
    let restMs = gatherMs;
    while (this.#waiting.size > 0) {
      await delay(restMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      restMs = (await this.#commitWaiting()) ? gatherMs : restAfterFailureMs;
      this.#tried.resolve();
      this.#tried = Promise.withResolvers<void>();
    }
    this.#working = null;
  }

  async #commitWaiting(): Promise<boolean> {
    const offsets = [...this.#waiting.values()];
    try {
      await this.#commit(offsets);
    } catch (error) {
      this.#onError(error);
      return false;
    }
    for (const offset of offsets) {
      const name = partitionName(offset);
      if (this.#waiting.get(name) === offset) this.#waiting.delete(name);
    }
    return true;
  }
}

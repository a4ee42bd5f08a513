import type { SessionEvent } from '@safelight/core';
import { asStored } from '../store/eventOfRow.ts';
import { readTurnEvents } from '../store/log.ts';
import type { TenantStore } from '../store/store.ts';
import { after, nothing } from './progress.ts';
import type { TurnProgress } from './progress.ts';

/**
 * The log of a turn, folded. Under the lease of a turn its runner alone appends to it: what was there is read once, and
 * what the runner commits is taken in as the log would give it back. Where that leaves a gap, the log is read on.
 */
export class TurnLog {
  readonly #store: TenantStore;
  readonly #turnId: string;
  #progress = nothing;
  #sequence = 0;
  #isBehind = true;
  #reading: Promise<void> | null = null;

  constructor(store: TenantStore, turnId: string) {
    this.#store = store;
    this.#turnId = turnId;
  }

  async read(): Promise<TurnProgress> {
    while (this.#isBehind || this.#reading !== null) {
      this.#reading ??= this.#readOn().finally(() => (this.#reading = null));
      await this.#reading;
    }
    return this.#progress;
  }

  /** Call it after every try to append. @param event null when it is not known what became of it */
  takeIn(event: SessionEvent | null): void {
    if (event === null) this.#isBehind = true;
    else if (event.sequence === this.#sequence + 1) this.#fold({ ...event, body: asStored(event.body) });
    // Another candidate's event comes in between, or one of the session itself.
    else if (event.sequence > this.#sequence) this.#isBehind = true;
  }

  async #readOn(): Promise<void> {
    // What is taken in meanwhile may come after what this reading sees.
    this.#isBehind = false;
    try {
      const events = await readTurnEvents(this.#store, this.#turnId, this.#sequence);
      for (const event of events) if (event.sequence > this.#sequence) this.#fold(event);
    } catch (error) {
      this.#isBehind = true;
      throw error;
    }
  }

  #fold(event: SessionEvent): void {
    this.#progress = after(this.#progress, event);
    this.#sequence = event.sequence;
  }
}

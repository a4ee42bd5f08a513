/** Asks for turns at a rate, whether or not earlier ones have ended, and remembers each that was acknowledged. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Safelight } from '@safelight/client';

export interface AskedTurn {
  readonly sessionId: string;
  readonly turnId: string;
  readonly phase: string;
}

export class Load {
  readonly #client: Safelight;
  readonly #photoId: string;
  readonly #asking = new Set<Promise<void>>();
  #asked = 0;
  readonly acknowledged: AskedTurn[] = [];
  /** Of requests that were answered with an error or not at all. */
  readonly refused: string[] = [];

  constructor(client: Safelight, photoId: string) {
    this.#client = client;
    this.#photoId = photoId;
  }

  get asked(): number {
    return this.#asked;
  }

  /** Evenly spaced; resolves when the time is over, or at once when the signal aborts. */
  async run(phase: string, turnsPerSecond: number, seconds: number, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    for (let number = 0; number < Math.floor(turnsPerSecond * seconds); number++) {
      const dueMs = (number / turnsPerSecond) * 1000 - (performance.now() - startedAt);
      if (dueMs > 0) await delay(dueMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      this.ask(phase);
    }
    const restMs = seconds * 1000 - (performance.now() - startedAt);
    if (restMs > 0) await delay(restMs, undefined, { signal }).catch(() => undefined);
  }

  /** One turn of a session of its own, not waited for. */
  ask(phase: string): void {
    const asking = this.#ask(phase, ++this.#asked).catch((error: unknown) => void this.refused.push(String(error)));
    const kept = asking.finally(() => this.#asking.delete(kept));
    this.#asking.add(kept);
  }

  /** Until every request has its answer. */
  async answered(): Promise<void> {
    while (this.#asking.size > 0) await Promise.all(this.#asking);
  }

  async #ask(phase: string, seed: number): Promise<void> {
    const { id: sessionId } = await this.#client.sessions.create({ photoId: this.#photoId });
    const body = { instruction: 'brighter', seed, reflectionsMax: 0 };
    const { id: turnId } = await this.#client.turns.create(sessionId, body);
    this.acknowledged.push({ sessionId, turnId, phase });
  }
}

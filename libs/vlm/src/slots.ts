import { Fault } from '@safelight/core';
import type { RateLimits } from './settings.ts';

/** Places for calls that run at once; the rest wait in order. */
export class Slots {
  readonly #limits: Pick<RateLimits, 'concurrencyMax' | 'queueLengthMax'>;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: Pick<RateLimits, 'concurrencyMax' | 'queueLengthMax'>) {
    this.#limits = limits;
  }

  /**
   * Resolves with the function that gives the place back.
   * @throws Fault model.rateLimited when too many wait already; the signal's reason when it aborts first
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#running < this.#limits.concurrencyMax) this.#running++;
    else await this.#queue(signal);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      // The place passes to the next in the queue without becoming free in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    };
  }

  async #queue(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.#limits.queueLengthMax) {
      const message = `${this.#waiting.length} calls wait for the model already. Try again later, or allow more at once.`;
      throw new Fault('model.rateLimited', message);
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = (): void => {
      const place = this.#waiting.indexOf(resolve);
      // Already given a place: the caller meets the aborted signal on its own way.
      if (place === -1) return;
      this.#waiting.splice(place, 1);
      reject(signal.reason as Error);
    };
    this.#waiting.push(resolve);
    signal.addEventListener('abort', leave, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', leave));
  }
}

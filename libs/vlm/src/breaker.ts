import { Fault } from '@safelight/core';
import type { Clock } from './clock.ts';
import type { BreakerLimits } from './settings.ts';

export type BreakerState = 'closed' | 'open' | 'halfOpen';

/**
 * Spares a server that is down, and its callers, the waiting: after failures in a row nothing is sent for a while, then
 * one attempt may try (Nygard, Release It!, "Circuit Breaker").
 */
export class Breaker {
  readonly #limits: BreakerLimits;
  readonly #clock: Clock;
  #failures = 0;
  #openedAt: number | null = null;
  #trying = false;

  constructor(limits: BreakerLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get state(): BreakerState {
    if (this.#openedAt === null) return 'closed';
    return this.#clock.now() - this.#openedAt >= this.#limits.openMs ? 'halfOpen' : 'open';
  }

  /**
   * Asks leave for one attempt; the caller tells its outcome exactly once. Leaving it aside (`abandoned`) is for
   * attempts that ended for reasons of the caller's.
   * @throws Fault model.unavailable while open, or while another attempt tries
   */
  enter(): { succeeded(): void; failed(): void; abandoned(): void } {
    const { state } = this;
    if (state === 'open' || (state === 'halfOpen' && this.#trying)) throw this.#refusal();
    const isTrial = state === 'halfOpen';
    if (isTrial) this.#trying = true;
    const leave = (): void => {
      if (isTrial) this.#trying = false;
    };
    return {
      succeeded: () => {
        leave();
        this.#failures = 0;
        this.#openedAt = null;
      },
      failed: () => {
        leave();
        this.#failures++;
        if (isTrial || this.#failures >= this.#limits.failuresMax) this.#openedAt = this.#clock.now();
      },
      abandoned: leave,
    };
  }

  #refusal(): Fault {
    const left = Math.max(0, this.#limits.openMs - (this.#clock.now() - (this.#openedAt ?? 0)));
    const seconds = Math.ceil(left / 1_000);
    const message = `The model failed ${this.#failures} times in a row and is left alone for ${seconds} s more. Check its server, then try again.`;
    return new Fault('model.unavailable', message);
  }
}

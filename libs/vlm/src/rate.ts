import type { Clock } from './clock.ts';
import type { RateLimits } from './settings.ts';

const minuteMs = 60_000;

/** A token bucket that holds one minute's worth and may go into debt: the debtor's successors wait. */
class Bucket {
  readonly #perMinute: number;
  readonly #clock: Clock;
  #level: number;
  #at: number;

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute;
    this.#clock = clock;
    this.#level = perMinute;
    this.#at = clock.now();
  }

  /** Takes what is needed, possibly ahead of time, and tells how long to wait for it. */
  take(amount: number): number {
    const now = this.#clock.now();
    this.#level = Math.min(this.#perMinute, this.#level + ((now - this.#at) * this.#perMinute) / minuteMs);
    this.#at = now;
    // One request larger than a whole minute's worth passes when the bucket is full, or it would never pass.
    const needed = Math.min(amount, this.#perMinute);
    const waitMs = Math.max(0, ((needed - this.#level) * minuteMs) / this.#perMinute);
    this.#level -= amount;
    return waitMs;
  }

  giveBack(amount: number): void {
    this.#level = Math.min(this.#perMinute, this.#level + amount);
  }
}

/** Holds a process to so many requests and tokens a minute. */
export class RateLimiter {
  readonly #requests: Bucket | null;
  readonly #tokens: Bucket | null;
  readonly #clock: Clock;

  constructor({ requestsPerMinute, tokensPerMinute }: RateLimits, clock: Clock) {
    this.#requests = requestsPerMinute === null ? null : new Bucket(requestsPerMinute, clock);
    this.#tokens = tokensPerMinute === null ? null : new Bucket(tokensPerMinute, clock);
    this.#clock = clock;
  }

  /** Waits for leave; the returned function settles the guess with what was really used. */
  async take(tokens: number, signal: AbortSignal): Promise<(used: number) => void> {
    const waitMs = Math.max(this.#requests?.take(1) ?? 0, this.#tokens?.take(tokens) ?? 0);
    try {
      if (waitMs > 0) await this.#clock.sleep(waitMs, signal);
    } catch (error) {
      this.#requests?.giveBack(1);
      this.#tokens?.giveBack(tokens);
      throw error;
    }
    return (used) => this.#tokens?.giveBack(tokens - used);
  }
}

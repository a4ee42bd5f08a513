/** Lets so many of one kind of work run at once; the others wait in order. */
export class Slots {
  readonly #countMax: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  /** @throws the signal's reason when it aborts before a place is free */
  async with<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#taken--;
      this.#waiting.shift()?.();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#taken < this.#countMax) {
      this.#taken++;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const proceed = () => {
      signal.removeEventListener('abort', leave);
      this.#taken++;
      resolve();
    };
    const leave = () => {
      const place = this.#waiting.indexOf(proceed);
      if (place >= 0) this.#waiting.splice(place, 1);
      reject(signal.reason as Error);
    };
    this.#waiting.push(proceed);
    signal.addEventListener('abort', leave, { once: true });
    await promise;
  }
}

import { untilAborted } from './untilAborted.ts';

/** A value on its way, with the number of callers that still want it. */
interface Making<V> {
  readonly value: Promise<V>;
  readonly abandoned: AbortController;
  waiting: number;
}

/**
 * Values kept by key up to a number of bytes, least recently used out first. A value that is being made is made once:
 * whoever asks meanwhile waits for the same work. A caller that gives up leaves alone; the work is aborted when the last
 * one has left. A failure is not kept.
 */
export class ByteCache<V> {
  readonly #sizeBytesMax: number;
  readonly #sizeOf: (value: V) => number;
  readonly #values = new Map<string, V>();
  readonly #making = new Map<string, Making<V>>();

  constructor(sizeBytesMax: number, sizeOf: (value: V) => number) {
    this.#sizeBytesMax = sizeBytesMax;
    this.#sizeOf = sizeOf;
  }

  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  /**
   * @param make gets a signal that aborts when nobody waits any longer.
   * @param signal the caller's own; its reason is thrown when it aborts.
   */
  async getOrMake(key: string, make: (signal: AbortSignal) => Promise<V>, signal?: AbortSignal): Promise<V> {
    signal?.throwIfAborted();
    const known = this.get(key);
    if (known !== undefined) return known;
    const making = this.#making.get(key) ?? this.#start(key, make);
    making.waiting += 1;
    try {
      return await untilAborted(making.value, signal);
    } finally {
      making.waiting -= 1;
      if (making.waiting === 0) {
        // Who asks from now on starts anew instead of joining work that is being aborted.
        this.#forget(key, making);
        making.abandoned.abort();
      }
    }
  }

  #start(key: string, make: (signal: AbortSignal) => Promise<V>): Making<V> {
    const abandoned = new AbortController();
    const keep = async (): Promise<V> => {
      const value = await make(abandoned.signal);
      this.#values.set(key, value);
      this.#evict(key);
      return value;
    };
    const making: Making<V> = { value: keep(), abandoned, waiting: 0 };
    this.#making.set(key, making);
    // Also the handler of a failure that comes when all callers have left.
    const done = (): void => this.#forget(key, making);
    making.value.then(done, done);
    return making;
  }

  #forget(key: string, making: Making<V>): void {
    if (this.#making.get(key) === making) this.#making.delete(key);
  }

  /** Sizes are asked anew each time, because a prepared photo grows by the levels made of it. */
  #evict(newest: string): void {
    let sizeBytes = 0;
    for (const value of this.#values.values()) sizeBytes += this.#sizeOf(value);
    for (const [key, value] of this.#values) {
      if (sizeBytes <= this.#sizeBytesMax) return;
      // The newest stays, however large: the call at hand needs it.
      if (key === newest) continue;
      this.#values.delete(key);
      sizeBytes -= this.#sizeOf(value);
    }
  }
}

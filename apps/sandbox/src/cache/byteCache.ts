/**
 * Values kept by key up to a number of bytes, least recently used out first. A value that is being made is made once:
 * whoever asks meanwhile waits for the same promise. A failure is not kept.
 */
export class ByteCache<V> {
  readonly #sizeBytesMax: number;
  readonly #sizeOf: (value: V) => number;
  readonly #values = new Map<string, V>();
  readonly #making = new Map<string, Promise<V>>();

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

  async getOrMake(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.get(key) ?? this.#making.get(key);
    if (known !== undefined) return known;
    const making = make().finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    const value = await making;
    this.#values.set(key, value);
    this.#evict(key);
    return value;
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

import type { CanonicalPlane } from '../graph/program.ts';

/** Planes of one content, kept together. */
export type PlaneSet = Readonly<Record<string, CanonicalPlane>>;

const bytesOf = (planes: PlaneSet): number => Object.values(planes).reduce((sum, { data }) => sum + data.byteLength, 0);

/**
 * Planes that edits ask for (painted masks, refined mattes), by content: equal content gives the same arrays, so that
 * they reach the workers once. The least recently used go when there are too many bytes.
 */
export class PlaneCache {
  readonly #sizeBytesMax: number;
  readonly #entries = new Map<string, PlaneSet>();
  #sizeBytes = 0;

  constructor(sizeBytesMax: number) {
    this.#sizeBytesMax = sizeBytesMax;
  }

  get byteLength(): number {
    return this.#sizeBytes;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  getOrMake<T extends PlaneSet>(key: string, make: () => T): T {
    const known = this.#entries.get(key);
    const planes = (known as T | undefined) ?? make();
    if (known === undefined) this.#sizeBytes += bytesOf(planes);
    this.#entries.delete(key);
    this.#entries.set(key, planes);
    while (this.#sizeBytes > this.#sizeBytesMax && this.#entries.size > 1) {
      const [oldest, dropped] = this.#entries.entries().next().value!;
      this.#entries.delete(oldest);
      this.#sizeBytes -= bytesOf(dropped);
    }
    return planes;
  }
}

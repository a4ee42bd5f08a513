import { roomOf } from '../emit/wasm/kernel.ts';
import type { Region } from './region.ts';

/** A ring of rows of one plane in a worker's memory, each with room for the pixels beyond its ends. */
export class RowRing {
  readonly #region: Region;
  readonly #width: number;
  readonly #height: number;
  readonly #padPixels: number;
  readonly #rowBytes: number;
  readonly #count: number;
  readonly #first: number;

  constructor(region: Region, width: number, height: number, count: number, padPixels: number) {
    this.#region = region;
    this.#width = width;
    this.#height = height;
    this.#count = count;
    // A multiple of 4 keeps pixel 0 aligned.
    this.#padPixels = (padPixels + 3) & ~3;
    this.#rowBytes = (this.#padPixels * 2 + roomOf(width)) * 4;
    this.#first = region.allocate(this.#rowBytes * count) + this.#padPixels * 4;
  }

  /** Address of the first pixel of a row; rows above and below the plane are its first and last one. */
  address(row: number): number {
    const held = row < 0 ? 0 : row >= this.#height ? this.#height - 1 : row;
    return this.#first + (held % this.#count) * this.#rowBytes;
  }

  /** Repeats the ends of a row that has just been written. */
  repeatEdges(row: number): void {
    if (this.#padPixels === 0) return;
    const { f32 } = this.#region;
    const start = this.address(row) >> 2;
    const end = start + this.#width;
    f32.fill(f32[start]!, start - this.#padPixels, start);
    f32.fill(f32[end - 1]!, end, end + this.#padPixels);
  }
}

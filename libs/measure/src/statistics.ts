/** Shares of a plane's values in even bins over a fixed range, from which percentiles are read. */
export class Histogram {
  readonly #bins: Uint32Array;
  readonly #min: number;
  readonly #step: number;
  readonly #count: number;

  /** Values outside the range count in its first or last bin. `select` leaves pixels out. */
  constructor(plane: Float32Array, range: { readonly min: number; readonly max: number }, select?: Uint8Array) {
    const bins = new Uint32Array(binCount);
    const scale = binCount / (range.max - range.min);
    let count = 0;
    for (let pixel = 0; pixel < plane.length; pixel++) {
      if (select !== undefined && select[pixel] === 0) continue;
      const bin = ((plane[pixel]! - range.min) * scale) | 0;
      bins[bin < 0 ? 0 : bin >= binCount ? binCount - 1 : bin]! += 1;
      count += 1;
    }
    this.#bins = bins;
    this.#min = range.min;
    this.#step = 1 / scale;
    this.#count = count;
  }

  /** The value below which the share 0..1 of the samples lies, interpolated within its bin; 0 without samples. */
  percentile(share: number): number {
    if (this.#count === 0) return 0;
    const wanted = share * this.#count;
    let below = 0;
    for (const [bin, inBin] of this.#bins.entries()) {
      if (inBin > 0 && below + inBin >= wanted) return this.#min + (bin + (wanted - below) / inBin) * this.#step;
      below += inBin;
    }
    return this.#min + binCount * this.#step;
  }
}

const binCount = 1000;

export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and standard deviation from sums; both 0 without samples. */
export function momentsOf(count: number, sum: number, squares: number): Moments {
  if (count === 0) return { mean: 0, deviation: 0 };
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

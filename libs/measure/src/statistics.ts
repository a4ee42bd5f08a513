/** Even bins over a fixed range, from which percentiles are read. Values outside count in the first or last bin. */
export interface Bins {
  readonly counts: Float64Array;
  readonly min: number;
  readonly width: number;
  /** 1 / width: multiplying is faster than dividing. */
  readonly scale: number;
}

const binCount = 1000;

export function newBins(min: number, max: number): Bins {
  return { counts: new Float64Array(binCount), min, width: (max - min) / binCount, scale: binCount / (max - min) };
}

/** Index of the bin that holds a value. */
export function binOf(value: number, { min, scale }: Pick<Bins, 'min' | 'scale'>): number {
  const bin = ((value - min) * scale) | 0;
  return bin < 0 ? 0 : bin >= binCount ? binCount - 1 : bin;
}

/** Where a share 0..1 of the samples ends: the bin, and the part 0..1 of that bin's samples. Null without samples. */
export function quantile({ counts }: Bins, share: number): { readonly bin: number; readonly part: number } | null {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const inBin = counts[bin]!;
    if (inBin > 0 && below + inBin >= wanted) return { bin, part: (wanted - below) / inBin };
    below += inBin;
  }
  return null;
}

/** The value below which the share 0..1 of the samples lies, interpolated within its bin; 0 without samples. */
export function percentile(bins: Bins, share: number): number {
  const found = quantile(bins, share);
  return found === null ? 0 : bins.min + (found.bin + found.part) * bins.width;
}

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

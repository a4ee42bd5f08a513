import { gamma } from './gamma.ts';

/** An asymmetric generalised Gaussian: its shape, and the spread of its negative and of its positive side. */
export interface Aggd {
  readonly shape: number;
  readonly left: number;
  readonly right: number;
}

/** What a fit needs to know of the samples. */
export interface Samples {
  readonly count: number;
  readonly negatives: number;
  readonly positives: number;
  readonly negativeSquares: number;
  readonly positiveSquares: number;
  readonly absolutes: number;
}

const shapeMin = 0.2;
const shapeStep = 0.001;
const shapes = 9_800;

/** Γ(2/α)² ÷ (Γ(1/α) Γ(3/α)) over the shapes α = 0.2, 0.201 … 9.999: rising. */
let ratios: Float64Array | undefined;
function ratioTable(): Float64Array {
  return (ratios ??= Float64Array.from({ length: shapes }, (_, index) => {
    const shape = shapeMin + index * shapeStep;
    return gamma(2 / shape) ** 2 / (gamma(1 / shape) * gamma(3 / shape));
  }));
}

/** By moments (Lasmar et al. 2009), as BRISQUE fits it; null when one side is empty: a picture without any texture. */
export function fitAggd(samples: Samples): Aggd | null {
  const { count, negatives, positives, negativeSquares, positiveSquares, absolutes } = samples;
  if (negatives === 0 || positives === 0) return null;
  const left = Math.sqrt(negativeSquares / negatives);
  const right = Math.sqrt(positiveSquares / positives);
  const skew = left / right;
  const ratio = (absolutes / count) ** 2 / ((negativeSquares + positiveSquares) / count);
  const wanted = (ratio * (skew ** 3 + 1) * (skew + 1)) / (skew ** 2 + 1) ** 2;
  return { shape: shapeOf(wanted), left, right };
}

/** The shape on the grid whose ratio is nearest. */
function shapeOf(wanted: number): number {
  const table = ratioTable();
  let low = 0;
  let high = shapes - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  const nearest = low > 0 && wanted - table[low - 1]! <= table[low]! - wanted ? low - 1 : low;
  return shapeMin + nearest * shapeStep;
}

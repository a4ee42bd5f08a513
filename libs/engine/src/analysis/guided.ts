import type { CanonicalPlane } from '../graph/program.ts';
import { boxMean, type Size } from './box.ts';

/** A plane as a local line of a guide: value = a · guide + b, coefficients averaged over the window. */
export interface Coefficients {
  readonly a: CanonicalPlane;
  readonly b: CanonicalPlane;
}

/** Window means and variance of a guide, shared by all planes fitted to it with the same radius. */
export class Guide {
  readonly size: Size;
  readonly radius: number;
  readonly #guide: Float32Array;
  readonly #mean: Float32Array;
  readonly #variance: Float32Array;

  constructor(guide: Float32Array, size: Size, radius: number) {
    this.size = size;
    this.radius = Math.max(1, Math.round(radius));
    this.#guide = guide;
    this.#mean = boxMean(guide, size, this.radius);
    const squares = boxMean(
      guide.map((x) => x * x),
      size,
      this.radius,
    );
    this.#variance = squares.map((x, i) => Math.max(x - this.#mean[i]! ** 2, 0));
  }

  /** Guided filter (He, Sun, Tang 2010) of the guide by itself: keeps edges above √ε, flattens what is below. */
  self(epsilon: number): Coefficients {
    return this.#averaged(
      this.#variance.map((variance) => variance / (variance + epsilon)),
      this.#mean,
    );
  }

  /** Guided filter of another plane. */
  fit(plane: Float32Array, epsilon: number): Coefficients {
    const guide = this.#guide;
    const mean = boxMean(plane, this.size, this.radius);
    const products = boxMean(
      plane.map((x, i) => x * guide[i]!),
      this.size,
      this.radius,
    );
    const slope = products.map((x, i) => (x - mean[i]! * this.#mean[i]!) / (this.#variance[i]! + epsilon));
    return this.#averaged(slope, mean);
  }

  #averaged(slope: Float32Array, mean: Float32Array): Coefficients {
    const offset = mean.map((x, i) => x - slope[i]! * this.#mean[i]!);
    return { a: this.#plane(slope), b: this.#plane(offset) };
  }

  #plane(coefficients: Float32Array): CanonicalPlane {
    const { width, height } = this.size;
    return { width, height, data: inSharedMemory(boxMean(coefficients, this.size, this.radius)) };
  }
}

/** Two sets of coefficients of the same guide, averaged. */
export function averageOf(first: Coefficients, second: Coefficients): Coefficients {
  const half = (x: CanonicalPlane, y: CanonicalPlane): CanonicalPlane => ({
    width: x.width,
    height: x.height,
    data: inSharedMemory(x.data.map((value, i) => (value + y.data[i]!) / 2)),
  });
  return { a: half(first.a, second.a), b: half(first.b, second.b) };
}

/** Workers read planes in place, without a copy for each render. */
function inSharedMemory(data: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return copy;
}

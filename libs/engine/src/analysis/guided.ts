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
    this.#variance = boxMean(product(guide, guide), size, this.radius);
    for (let i = 0; i < guide.length; i++) {
      this.#variance[i] = Math.max(this.#variance[i]! - this.#mean[i]! * this.#mean[i]!, 0);
    }
  }

  /** Guided filter (He, Sun, Tang 2010) of the guide by itself: keeps edges above √ε, flattens what is below. */
  self(epsilon: number): Coefficients {
    const slope = new Float32Array(this.#variance.length);
    for (let i = 0; i < slope.length; i++) slope[i] = this.#variance[i]! / (this.#variance[i]! + epsilon);
    return this.#averaged(slope, this.#mean);
  }

  /** Guided filter of another plane. */
  fit(plane: Float32Array, epsilon: number): Coefficients {
    const mean = boxMean(plane, this.size, this.radius);
    const slope = boxMean(product(plane, this.#guide), this.size, this.radius);
    for (let i = 0; i < slope.length; i++) {
      slope[i] = (slope[i]! - mean[i]! * this.#mean[i]!) / (this.#variance[i]! + epsilon);
    }
    return this.#averaged(slope, mean);
  }

  #averaged(slope: Float32Array, mean: Float32Array): Coefficients {
    const offset = new Float32Array(mean.length);
    for (let i = 0; i < offset.length; i++) offset[i] = mean[i]! - slope[i]! * this.#mean[i]!;
    return { a: this.#plane(slope), b: this.#plane(offset) };
  }

  #plane(coefficients: Float32Array): CanonicalPlane {
    const { width, height } = this.size;
    return { width, height, data: inSharedMemory(boxMean(coefficients, this.size, this.radius)) };
  }
}

function product(x: Float32Array, y: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = x[i]! * y[i]!;
  return out;
}

/** Two sets of coefficients of the same guide, averaged. */
export function averageOf(first: Coefficients, second: Coefficients): Coefficients {
  const half = (x: CanonicalPlane, y: CanonicalPlane): CanonicalPlane => ({
    width: x.width,
    height: x.height,
    data: inSharedMemory(meanOf(x.data, y.data)),
  });
  return { a: half(first.a, second.a), b: half(first.b, second.b) };
}

function meanOf(x: Float32Array, y: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) out[i] = (x[i]! + y[i]!) / 2;
  return out;
}

/** Workers read planes in place, without a copy for each render. */
function inSharedMemory(data: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return copy;
}

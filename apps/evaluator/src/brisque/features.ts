import { fitAggd, type Aggd } from './aggd.ts';
import { gamma } from './gamma.ts';
import { blurred, halfOf, type GreyPlane } from './plane.ts';

/** Below this edge no statistics of a natural scene can be read at the second scale. */
export const edgePixelsMin = 16;

/**
 * The 36 features of BRISQUE (Mittal, Moorthy, Bovik 2012): at two scales, the shape of the locally normalised lightness
 * and of the products of its neighbours in four directions. Null for a picture without texture.
 */
export function featuresOf(grey: GreyPlane): readonly number[] | null {
  if (Math.min(grey.width, grey.height) < edgePixelsMin) return null;
  const features: number[] = [];
  for (const plane of [grey, halfOf(grey)]) {
    const own = featuresAt(plane);
    if (own === null) return null;
    features.push(...own);
  }
  return features;
}

const directions = [
  [0, 1],
  [1, 0],
  [1, 1],
  [-1, 1],
] as const;

function featuresAt(plane: GreyPlane): readonly number[] | null {
  const normal = normalised(plane);
  const whole = fit(normal, plane.width, null);
  if (whole === null) return null;
  const features = [whole.shape, (whole.left ** 2 + whole.right ** 2) / 2];
  for (const [down, right] of directions) {
    const pairs = fit(normal, plane.width, down * plane.width + right);
    if (pairs === null) return null;
    const { shape, left, right: spread } = pairs;
    const mean =
      ((spread - left) * gamma(2 / shape) * Math.sqrt(gamma(1 / shape))) /
      gamma(1 / shape) /
      Math.sqrt(gamma(3 / shape));
    features.push(shape, mean, left ** 2, spread ** 2);
  }
  return features;
}

/**
 * Lightness less its local mean, in units of its local deviation; 0 where the area is flat. Where an area is exactly
 * flat, as blocks of strongly compressed JPEGs are, the rounding of single precision decides what is counted: there the
 * reference's own score hangs on the order of its additions (by up to 14 in our trials), and ours may differ as much.
 */
function normalised(plane: GreyPlane): Float32Array {
  const { width, height, data } = plane;
  const mean = blurred(plane);
  const squares = blurred({ width, height, data: data.map((value) => value * value) });
  const out = new Float32Array(data.length);
  for (let at = 0; at < out.length; at++) {
    const own = mean[at]!;
    const variance = Math.fround(squares[at]! - Math.fround(own * own));
    out[at] = variance <= 0 ? 0 : (data[at]! - own) / (Math.sqrt(variance) + 1 / 255);
  }
  return out;
}

/** Fits the values, or, with a shift, their products with the neighbour that far on; beyond the frame a neighbour is 0. */
function fit(values: Float32Array, width: number, shift: number | null): Aggd | null {
  let negatives = 0;
  let positives = 0;
  let negativeSquares = 0;
  let positiveSquares = 0;
  let absolutes = 0;
  // Every shift but the one straight down moves one place to the right, out of the last column.
  const columns = shift === null || shift === width ? width : width - 1;
  const rows = values.length / width;
  for (let y = 0; y < rows; y++) {
    for (let at = y * width, end = at + columns; at < end; at++) {
      let value = values[at]!;
      if (shift !== null) {
        const other = values[at + shift];
        if (other === undefined) continue;
        value *= other;
      }
      if (value > 0) {
        positives++;
        positiveSquares += value * value;
        absolutes += value;
      } else if (value < 0) {
        negatives++;
        negativeSquares += value * value;
        absolutes -= value;
      }
    }
  }
  return fitAggd({ count: values.length, negatives, positives, negativeSquares, positiveSquares, absolutes });
}

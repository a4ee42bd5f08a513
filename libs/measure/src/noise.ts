import { newBins, binOf, percentile } from './statistics.ts';

/** Noise is read at this part of the long edge, so that the figure does not depend on the size of the proxy. */
const noiseFraction = 1 / 1024;
/** Blocks of this many samples a side; the flattest of them hold noise alone. */
const blockSize = 8;
const flattestShare = 0.1;
/** Mid-tones: near black and white the noise is clipped away. */
const light = { min: 12, max: 92 };
/** σ of Gaussian noise from the mean absolute answer of the Laplacian difference (Immerkær 1996): √(π/2) ÷ 6. */
const sigmaOfAnswer = Math.sqrt(Math.PI / 2) / 6;

/**
 * Standard deviation of the noise in flat mid-tones, in the unit of `lightness`; 0 when there are none. Immerkær's
 * estimator per block, and of the blocks the flattest tenth: what remains there is no texture.
 */
export function noiseOf(width: number, height: number, lightness: Float32Array): number {
  const step = Math.max(1, Math.round(Math.max(width, height) * noiseFraction));
  const sigmas = newBins(0, 20);
  const size = blockSize * step;
  let blocks = 0;
  // Every other block of both directions says as much as all of them.
  for (let top = step; top + size < height - step; top += 2 * size) {
    for (let left = step; left + size < width - step; left += 2 * size) {
      let answers = 0;
      let sum = 0;
      for (let y = top; y < top + size; y += step) {
        for (let x = left; x < left + size; x += step) {
          const at = y * width + x;
          const up = at - step * width;
          const down = at + step * width;
          answers += Math.abs(
            lightness[up - step]! +
              lightness[up + step]! +
              lightness[down - step]! +
              lightness[down + step]! -
              2 * (lightness[up]! + lightness[down]! + lightness[at - step]! + lightness[at + step]!) +
              4 * lightness[at]!,
          );
          sum += lightness[at]!;
        }
      }
      const count = blockSize * blockSize;
      if (sum < light.min * count || sum > light.max * count) continue;
      sigmas.counts[binOf((sigmaOfAnswer * answers) / count, sigmas)]! += 1;
      blocks += 1;
    }
  }
  return blocks === 0 ? 0 : percentile(sigmas, flattestShare);
}

/**
 * Minimum barrier distance to the picture's frame (Zhang et al. 2015, fast raster scans): how much of the range of
 * light and colour has to be crossed on the way out. Backgrounds are reached almost for nothing, things that stand by
 * themselves are not. The lower side is not counted as frame: what stands there is cut off by it.
 */
import type { Size } from './box.ts';

/** Scans forth and back; three are enough in practice. */
const scans = 3;

/** Distance of each sample, in the channel's own units. */
export function barrierDistance(channel: Float32Array, { width, height }: Size): Float32Array {
  const distance = new Float32Array(channel.length).fill(Infinity);
  const [low, high] = [channel.slice(), channel.slice()];
  for (let x = 0; x < width; x++) distance[x] = 0;
  for (let y = 0; y < height; y++) distance[y * width] = distance[y * width + width - 1] = 0;
  const relax = (at: number, from: number): void => {
    const value = channel[at]!;
    const [lowest, highest] = [Math.min(low[from]!, value), Math.max(high[from]!, value)];
    if (highest - lowest < distance[at]!) {
      distance[at] = highest - lowest;
      low[at] = lowest;
      high[at] = highest;
    }
  };
  for (let scan = 0; scan < scans; scan++) {
    if (scan % 2 === 0) {
      for (let y = 1; y < height; y++) {
        for (let x = 1; x < width - 1; x++) {
          const at = y * width + x;
          relax(at, at - width);
          relax(at, at - 1);
        }
      }
    } else {
      for (let y = height - 2; y > 0; y--) {
        for (let x = width - 2; x > 0; x--) {
          const at = y * width + x;
          relax(at, at + width);
          relax(at, at + 1);
        }
      }
    }
  }
  return distance;
}

import type { LabPlanes } from '../picture/planes.ts';

/** Share of places that are looked at as edges: the steepest. */
const edgeShare = 0.03;
/** A step of lightness below this is no edge. */
const stepMin = 4;
/** Distances across the edge, in places of the grid: where a halo peaks, and where the surface is itself again. */
const near = [2, 3] as const;
const far = 7;

/**
 * Overshoot along strong edges that the original has not: by how much more than in the original, beside an edge, the
 * light side is lighter and the dark side darker than a little further away, as a share of the edge's own step. The mean
 * over all edges is taken with its sign: texture that changed falls out, a seam that follows the edges stays.
 */
export function halosOf(before: LabPlanes, undone: Float32Array): number {
  const { width, height, lightness } = before;
  let total = 0;
  let count = 0;
  for (const at of edgesOf(before)) {
    const gx = lightness[at + 1]! - lightness[at - 1]!;
    const gy = lightness[at + width]! - lightness[at - width]!;
    const length = Math.hypot(gx, gy);
    const x = at % width;
    const y = Math.floor(at / width);
    const place = (distance: number): number => {
      const px = Math.round(x + (distance * gx) / length);
      const py = Math.round(y + (distance * gy) / length);
      return px < 0 || py < 0 || px >= width || py >= height ? -1 : py * width + px;
    };
    const [light, dark] = [place(far), place(-far)];
    if (light < 0 || dark < 0) continue;
    const step = Math.max(stepMin, Math.abs(lightness[light]! - lightness[dark]!));
    let grown = 0;
    for (const distance of near) {
      const [lightSide, darkSide] = [place(distance), place(-distance)];
      const over = (plane: Float32Array): number => plane[lightSide]! - plane[light]! + plane[dark]! - plane[darkSide]!;
      grown += (over(undone) - over(lightness)) / near.length;
    }
    total += Math.min(1, Math.max(-1, grown / step));
    count++;
  }
  return count === 0 ? 0 : Math.max(0, total / count);
}

const binsPerUnit = 4;
const bins = 512;

function edgesOf({ width, height, lightness }: LabPlanes): readonly number[] {
  const steepness = new Float32Array(lightness.length);
  const counts = new Uint32Array(bins);
  let places = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1, end = y * width + width - 1; at < end; at++, places++) {
      const gx = lightness[at + 1]! - lightness[at - 1]!;
      const gy = lightness[at + width]! - lightness[at - width]!;
      const steep = Math.sqrt(gx * gx + gy * gy);
      steepness[at] = steep;
      counts[Math.min(bins - 1, (binsPerUnit * steep) | 0)]!++;
    }
  }
  let left = edgeShare * places;
  let bin = bins - 1;
  while (bin > 0 && left > counts[bin]!) left -= counts[bin--]!;
  const least = Math.max(stepMin, bin / binsPerUnit);
  const edges: number[] = [];
  for (let at = 0; at < steepness.length; at++) if (steepness[at]! >= least) edges.push(at);
  return edges;
}

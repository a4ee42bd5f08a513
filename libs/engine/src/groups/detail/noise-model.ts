/** The photo's noise as kernels read it. */
import { clamp01 } from '../../colour/graph.ts';
import { noiseZones, type PlaneNoise } from '../../analysis/noise.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';

/** Noise of a band (1 is the finest at full resolution; a broken number lies between two) against white noise. */
export function bandShare({ bands }: PlaneNoise, band: number): number {
  const at = Math.min(Math.max(band - 1, 0), bands.length - 1);
  const low = Math.min(Math.floor(at), bands.length - 2);
  return bands[low]! + (bands[low + 1]! - bands[low]!) * (at - low);
}

/** A figure of the zones of light, straight lines between their centres: to the power of a deviation. */
export function varianceParams(
  name: string,
  deviations: readonly number[],
  factor: number,
  power = 2,
): Record<string, number> {
  const [dark, mid, light] = deviations.map((deviation) => factor * deviation ** power);
  return { [`${name}.dark`]: dark!, [`${name}.mid`]: mid! - dark!, [`${name}.light`]: light! - mid! };
}

/** The figure at a luma of the root axis. */
export function varianceGraph(b: GraphBuilder, name: string, luma: F): F {
  const [dark, mid, light] = noiseZones;
  const step = (from: number, to: number): F =>
    clamp01(b, b.mul(b.sub(luma, b.constant(from)), b.constant(1 / (to - from))));
  return b.add(
    b.add(b.param(`${name}.dark`), b.mul(b.param(`${name}.mid`), step(dark, mid))),
    b.mul(b.param(`${name}.light`), step(mid, light)),
  );
}

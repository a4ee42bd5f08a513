import type { Channels } from './picture.ts';
import { plane } from './plane.ts';
import type { Plane } from './plane.ts';

/** OKLab planes (Ottosson 2020): L 0..1, a and b about -0.4..0.4. */
export type LabPlanes = readonly [Plane, Plane, Plane];

const steps = 4096;
const linear = Float32Array.from({ length: steps + 1 }, (_, i) => {
  const v = i / steps;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});

export const labOf = ([r, g, b]: Channels): LabPlanes => {
  const { width, height } = r;
  const out = [plane(width, height), plane(width, height), plane(width, height)] as const;
  for (let i = 0; i < width * height; i++) {
    const lr = linear[Math.round(r.data[i]! * steps)]!;
    const lg = linear[Math.round(g.data[i]! * steps)]!;
    const lb = linear[Math.round(b.data[i]! * steps)]!;
    const l = Math.cbrt(0.4122214708 * lr + 0.5363325363 * lg + 0.0514459929 * lb);
    const m = Math.cbrt(0.2119034982 * lr + 0.6806995451 * lg + 0.1073969566 * lb);
    const s = Math.cbrt(0.0883024619 * lr + 0.2817188376 * lg + 0.6299787005 * lb);
    out[0].data[i] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
    out[1].data[i] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    out[2].data[i] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  }
  return out;
};

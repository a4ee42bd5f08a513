import { labOfLinear, type Lab } from '@safelight/measure';
import type { LabPlanes } from './planes.ts';

/** CIE Lab of one place, for differences by CIEDE2000. The inverse of OKLab is Ottosson's (2020). */
export function cieLabAt({ lightness, a, b }: LabPlanes, at: number): Lab {
  const [L, A, B] = [lightness[at]! / 100, a[at]! / 100, b[at]! / 100];
  const l = (L + 0.3963377774 * A + 0.2158037573 * B) ** 3;
  const m = (L - 0.1055613458 * A - 0.0638541728 * B) ** 3;
  const s = (L - 0.0894841775 * A - 1.291485548 * B) ** 3;
  return labOfLinear(
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  );
}

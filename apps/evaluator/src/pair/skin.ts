import type { LabPlanes } from '../picture/planes.ts';
import { isSkinLike } from '../picture/skin.ts';

/** What became of the places whose colour could be skin. Hues in OKLab degrees. */
export interface SkinPair {
  readonly hueBefore: number;
  readonly hueAfter: number;
  readonly chromaBefore: number;
  readonly chromaAfter: number;
  /** Share of the places whose hue lay on the line of skin before and does no more. */
  readonly leftLine: number;
}

/**
 * Hues of human skin under white light lie on a narrow line whatever its tone: 40 .. 75 degrees in the published
 * palettes (Fitzpatrick, Monk), with a little room for the light.
 */
export const skinLine = { hueMin: 36, hueMax: 80 } as const;

export function skinPairOf(before: LabPlanes, after: LabPlanes): SkinPair | null {
  let count = 0;
  let onLine = 0;
  let left = 0;
  let [a0, b0, a1, b1] = [0, 0, 0, 0];
  for (let at = 0; at < before.lightness.length; at++) {
    const [a, b] = [before.a[at]!, before.b[at]!];
    if (!isSkinLike(before.lightness[at]!, a, b)) continue;
    count++;
    a0 += a;
    b0 += b;
    a1 += after.a[at]!;
    b1 += after.b[at]!;
    if (!isOnLine(a, b)) continue;
    onLine++;
    // What was drained of colour has no hue that could be off the line.
    if (after.a[at]! ** 2 + after.b[at]! ** 2 > 1 && !isOnLine(after.a[at]!, after.b[at]!)) left++;
  }
  if (count === 0) return null;
  return {
    hueBefore: hueOf(a0, b0),
    hueAfter: hueOf(a1, b1),
    chromaBefore: Math.hypot(a0, b0) / count,
    chromaAfter: Math.hypot(a1, b1) / count,
    leftLine: onLine === 0 ? 0 : left / onLine,
  };
}

const hueOf = (a: number, b: number): number => (Math.atan2(b, a) * 180) / Math.PI;

function isOnLine(a: number, b: number): boolean {
  const hue = hueOf(a, b);
  return hue >= skinLine.hueMin && hue <= skinLine.hueMax;
}

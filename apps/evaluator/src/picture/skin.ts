import type { LabPlanes } from './planes.ts';

/** What the pixels that could be skin look like. They may also be wood or sand: this finds colours, not faces. */
export interface Skin {
  /** Share 0..1 of all pixels. */
  readonly share: number;
  /** Mean OKLab hue in degrees (0 magenta-red, 90 yellow); 0 when there are none. */
  readonly hue: number;
  readonly chroma: number;
}

/**
 * OKLCh box around human skin under white light: the hues of the published skin-tone palettes (Fitzpatrick, Monk) lie
 * between 40° and 75°, their chroma between 3 and 13; widened for the light of a photograph.
 */
const box = { hueMin: 20, hueMax: 95, chromaMin: 2.5, chromaMax: 20, lightnessMin: 30, lightnessMax: 94 } as const;

/** Whether a colour could be skin. */
export function isSkinLike(lightness: number, a: number, b: number): boolean {
  if (lightness < box.lightnessMin || lightness > box.lightnessMax) return false;
  const squared = a * a + b * b;
  if (squared < box.chromaMin ** 2 || squared > box.chromaMax ** 2) return false;
  // Between the two hues, without an arc tangent for each pixel: left of the one's direction and right of the other's.
  return a * start.sin <= b * start.cos && a * end.sin >= b * end.cos;
}

const direction = (degrees: number): { readonly sin: number; readonly cos: number } => ({
  sin: Math.sin((degrees * Math.PI) / 180),
  cos: Math.cos((degrees * Math.PI) / 180),
});
const start = direction(box.hueMin);
const end = direction(box.hueMax);

export function skinOf({ lightness, a, b }: LabPlanes): Skin {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  for (let index = 0; index < lightness.length; index++) {
    if (!isSkinLike(lightness[index]!, a[index]!, b[index]!)) continue;
    count++;
    sumA += a[index]!;
    sumB += b[index]!;
  }
  if (count === 0) return { share: 0, hue: 0, chroma: 0 };
  return {
    share: count / lightness.length,
    hue: (Math.atan2(sumB, sumA) * 180) / Math.PI,
    chroma: Math.hypot(sumA, sumB) / count,
  };
}

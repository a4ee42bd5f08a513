import type { Figures } from './metrics.ts';
import type { Target } from './target.ts';

/** Regions that are skin: the eye knows its colours and sees half of what it would allow a wall. */
export const isSkin = (region: string | null): boolean => region === 'skin' || region === 'face';

/** Share of a wish for warmth that skin takes. */
export const skinWarmthShare = 0.5;

/** Degrees of OKLab hue by which warmed skin may turn, and where it turns no further: beyond lies jaundice. */
const hueTurnMax = 4;
const skinHueMax = 62;
/** OKLab × 100: less red or yellow than this is no skin whose hue could be told. */
const tellingMin = 0.8;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * What skin needs beside more yellow to stay skin when it gets warmer: as much red as keeps its hue. None where it is
 * not warmed, or so pale that it has no hue.
 */
export function rednessFor(warmed: Target, region: string, original: Figures): readonly Target[] {
  const { wanted: b, weight, source, scope } = warmed;
  const metric = `${region}.cast.a`;
  const a = original[metric]!;
  if (b <= warmed.from || a < tellingMin || warmed.from < tellingMin) return [];
  const hue = (Math.atan2(warmed.from, a) * 180) / Math.PI;
  const turned = Math.max(hue, Math.min(hue + hueTurnMax, skinHueMax));
  const wanted = b / Math.tan(radians(turned));
  return wanted <= a ? [] : [{ metric, from: a, wanted, weight: 0.8 * weight, axis: 'tint', scope, source }];
}

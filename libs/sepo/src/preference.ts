/**
 * R_pp, the pairwise preference reward of a group (JarvisEvo): for each trajectory the share of the other G − 1 whose
 * score is strictly lower. Equal scores win nothing. `scores` are of one scale, any; a group of one wins nothing.
 */
export function winRates(scores: readonly number[]): readonly number[] {
  const others = scores.length - 1;
  return scores.map((own) => (others <= 0 ? 0 : scores.filter((other) => own > other).length / others));
}

/** Over the whole group, as the worked figure of JarvisEvo; or with one degree of freedom less, as PyTorch's `std`. */
export type Deviation = 'population' | 'sample';

/** Below this a group's rewards count as equal: rounding alone would make its advantages. */
const flatBelow = 1e-9;

/**
 * A_i = (r_i − mean r) ÷ std r over the G trajectories of a group (GRPO); the same for every token of a trajectory. A
 * group whose rewards are equal teaches nothing: all its advantages are 0.
 */
export function advantages(rewards: readonly number[], deviation: Deviation = 'population'): readonly number[] {
  const count = rewards.length;
  const mean = rewards.reduce((sum, reward) => sum + reward, 0) / count;
  const squares = rewards.reduce((sum, reward) => sum + (reward - mean) ** 2, 0);
  const freedom = deviation === 'population' ? count : count - 1;
  const spread = freedom > 0 ? Math.sqrt(squares / freedom) : 0;
  return rewards.map((reward) => (spread < flatBelow ? 0 : (reward - mean) / spread));
}

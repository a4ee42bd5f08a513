/** Scale of a score's error on 1 .. 5 (JarvisEvo). */
export const selfAssessmentSigma = 0.5;

/**
 * R_sa = exp(−½·|s_pre − s_tgt| ÷ σ), σ = 0.5 (JarvisEvo): how well a predicted score agrees with people's. The paper
 * adds an ε whose value it does not give; without one the reward is at most 1, as R_eval ∈ [0, 2] needs.
 */
export function selfAssessmentReward(predicted: number, target: number): number {
  return Math.exp((-0.5 * Math.abs(predicted - target)) / selfAssessmentSigma);
}

import { plcc, srcc } from '@safelight/editmetrics';
import type { Agreement } from '@safelight/wire';

/** σ of JarvisEvo's self-assessment reward. */
const sigma = 0.5;

/**
 * R_sa (JarvisEvo): exp(−½·|d|/σ), linear in the distance, and at most 1 (the paper adds an ε of a size that it does not
 * give; with it a perfect score would be above 1).
 */
export function selfAssessment(predicted: number, human: number): number {
  return Math.min(1, Math.exp((-0.5 * Math.abs(predicted - human)) / sigma));
}

export function agreementOf(pairs: readonly { readonly predicted: number; readonly human: number }[]): Agreement {
  const predicted = pairs.map((pair) => pair.predicted);
  const human = pairs.map((pair) => pair.human);
  const rewards = pairs.map((pair) => selfAssessment(pair.predicted, pair.human));
  return {
    count: pairs.length,
    selfAssessment: rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length,
    srcc: srcc(predicted, human),
    plcc: plcc(predicted, human),
  };
}

import { plcc, srcc } from '@safelight/editmetrics';
import { selfAssessmentReward } from '@safelight/sepo';
import type { Agreement } from '@safelight/wire';

export function agreementOf(pairs: readonly { readonly predicted: number; readonly human: number }[]): Agreement {
  const predicted = pairs.map((pair) => pair.predicted);
  const human = pairs.map((pair) => pair.human);
  const rewards = pairs.map((pair) => selfAssessmentReward(pair.predicted, pair.human));
  return {
    count: pairs.length,
    selfAssessment: rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length,
    srcc: srcc(predicted, human),
    plcc: plcc(predicted, human),
  };
}

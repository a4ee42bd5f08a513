export { advantages, type Deviation } from './advantage.ts';
export { formatReward, type ReplyForm } from './format.ts';
export { winRates } from './preference.ts';
export { editReward, evaluationReward } from './reward.ts';
export { selfAssessmentReward, selfAssessmentSigma } from './self-assessment.ts';
export { lossMask, selfScoreSpan, type Loop, type Span } from './self-loss-mask.ts';
export { toolReward, type ToolAgreement } from './tools/reward.ts';

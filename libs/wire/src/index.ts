export {
  decodeTrajectoryFinished,
  decodeTurnReady,
  encodeTrajectoryFinished,
  encodeTurnReady,
  type TrajectoryFinished,
  type TurnReady,
} from './bus.ts';
export type { Method, MethodKind, ServiceContract } from './contract.ts';
export { accountContract } from './editing/account.ts';
export { editingContract } from './editing/editing.ts';
export { jobContract, type PhotoChoice } from './editing/jobs.ts';
export { defaultOutput, type Output } from './editing/output.ts';
export { recipeContract, type FileForm } from './editing/recipes.ts';
export { tenantContract } from './editing/tenants.ts';
export { webhookContract } from './editing/webhooks.ts';
export { evaluationContract, type AnyPicture } from './evaluation/evaluation.ts';
export {
  decodeEvaluationRequest,
  decodeEvaluationResult,
  encodeEvaluationRequest,
  encodeEvaluationResult,
  evaluatorContract,
} from './evaluator.ts';
export { decodeSessionEvent, encodeSessionEvent } from './event.ts';
export { calibrationFromJson, calibrationToJson, trajectoryFromJson, trajectoryToJson } from './json.ts';
export type * from './messages.ts';
export { policyContract } from './policy.ts';
export { reflectorContract } from './reflector.ts';
export { sandboxContract } from './sandbox.ts';
export { decodeStatus, encodeStatus } from './status.ts';
export { decodeTrajectory, encodeTrajectory } from './trajectory.ts';
export { descriptorSetPath } from './descriptors.ts';

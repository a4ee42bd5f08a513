export {
  decodeTrajectoryFinished,
  decodeTurnReady,
  encodeTrajectoryFinished,
  encodeTurnReady,
  type TrajectoryFinished,
  type TurnReady,
} from './bus.ts';
export type { Method, MethodKind, ServiceContract } from './contract.ts';
export { editingContract } from './editing.ts';
export { evaluatorContract } from './evaluator.ts';
export { decodeSessionEvent, encodeSessionEvent } from './event.ts';
export { calibrationFromJson, calibrationToJson, trajectoryFromJson, trajectoryToJson } from './json.ts';
export type * from './messages.ts';
export { policyContract } from './policy.ts';
export { reflectorContract } from './reflector.ts';
export { sandboxContract } from './sandbox.ts';
export { decodeTrajectory, encodeTrajectory } from './trajectory.ts';
export { descriptorSetPath } from './descriptors.ts';

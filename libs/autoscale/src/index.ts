export {
  within,
  type Autoscaler,
  type Decision,
  type PartitionState,
  type ReplicaBounds,
  type Sample,
} from './autoscaler.ts';
export { applyBehavior, behaviorDefault, behaviorStart, type Behavior, type BehaviorState } from './hpa/behavior.ts';
export { hpaAutoscaler, utilizationTargetDefault, type HpaSettings } from './hpa/hpa.ts';
export { syncSeconds } from './hpa/replicas.ts';
export { knativeAutoscaler, knativeDefault, type KnativeSettings } from './knative.ts';
export { rayServeAutoscaler, rayServeDefault, type RayServeSettings } from './rayServe.ts';
export {
  kedaAutoscaler,
  kedaDefault,
  lagDefault,
  lagFigure,
  requestsInSystem,
  type Figure,
  type KedaSettings,
} from './keda/keda.ts';
export { demandAutoscaler, demandFormula, demandOf, type DemandSettings, type Signals } from './shipped/demand.ts';
export {
  scaledObjectSpec,
  type Addresses,
  type Queries,
  type ScaledGroup,
  type ScaledObjectSpec,
  type Trigger,
} from './shipped/scaledObject.ts';
export { modelDemand, runnerDemand, scaledGroups } from './shipped/settings.ts';

export {
  Engine,
  engineVersion,
  type EngineOptions,
  type PhotoShape,
  type Rendered,
  type RenderPass,
  type RenderTarget,
} from './engine.ts';
export { depthMapKey } from './groups/lens-blur/lens-blur.ts';
export { retouchProblems, type RetouchProblem } from './groups/retouch/area.ts';
export type { Turn, UprightMode } from './analysis/upright.ts';
export type { Straightening } from './groups/crop/straighten.ts';
export { exportLut, type LutOptions } from './lut/lut.ts';
export { isPerceptual, masksNotFound, matteKey, wantedMattes, type Mattes, type PlacedMask } from './masks/mattes.ts';
export type { EngineSource, PreparedPhoto } from './prepared.ts';
export { notRenderedReason, renderedTools } from './support.ts';
export type { Backend, BackendChoice } from './gpu/backend.ts';

export {
  Engine,
  engineVersion,
  type EngineOptions,
  type PhotoShape,
  type Rendered,
  type RenderTarget,
} from './engine.ts';
export { exportLut, type LutOptions } from './lut/lut.ts';
export type { EngineSource, PreparedPhoto } from './prepared.ts';
export { notRenderedReason, renderedTools } from './support.ts';
export type { Backend, BackendChoice } from './gpu/backend.ts';

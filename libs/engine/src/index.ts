export { Engine, engineVersion, type EngineOptions, type RenderTarget } from './engine.ts';
export type { EngineSource, PreparedPhoto } from './prepared.ts';
export { notRenderedReason, renderedTools } from './support.ts';

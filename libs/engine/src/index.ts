export { Engine, engineVersion, type EngineOptions, type EngineSource, type PreparedPhoto, type RenderTarget } from './engine.ts';
export { notRenderedReason, renderedTools } from './support.ts';

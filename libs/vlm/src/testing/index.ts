export * from './reply.ts';
export type { Refusal, Strictness } from './rules.ts';
export type { ChatMessage, ChatRequest } from './schema.ts';
export { startModelServer, type ModelServer, type ModelServerOptions, type Script } from './server.ts';
export { findLlamaServer, startLlamaServer, type LlamaServer } from './llama/server.ts';
export { tinyTokens } from './llama/tinyModel.ts';

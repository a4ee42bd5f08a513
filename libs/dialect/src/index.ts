export { changedPart, jsonLiteral, luaLiteral } from './literal.ts';
export { prompts, type Prompt } from './prompts.ts';
export { isGenerative, parseReply, scoreOf, ThoughtStream, type DialectReply } from './reply.ts';
export * from './turns.ts';

export { changedPart, jsonLiteral, luaLiteral } from './literal.ts';
export { prompts, type Prompt } from './prompts.ts';
export * from './turns.ts';

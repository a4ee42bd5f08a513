export * from './intent.ts';
export { looks, type Look, type LookName } from './looks.ts';
export { readInstruction } from './read.ts';
export { localeOf } from './text.ts';

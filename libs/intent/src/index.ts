export * from './intent.ts';
export { looks, type Look, type LookName } from './looks/index.ts';
export { readInstruction } from './read.ts';
export { understand } from './understand.ts';
export { localeOf } from './scan/text.ts';

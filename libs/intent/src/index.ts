export * from './intent.ts';
export { looks, type Look, type LookName } from './looks/index.ts';
export { readInstruction } from './read.ts';
export { regionKey } from './combine/key.ts';
export { bandNames, matteNames, nameOfRegion, placeNames, toneNames } from './region-words.ts';
export { understand } from './understand.ts';
export { localeOf } from './scan/text.ts';

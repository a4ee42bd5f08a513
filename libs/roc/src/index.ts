export { parseLiteral } from './literal/parse.ts';
export type { Literal, LiteralTable } from './literal/literal.ts';
export { readRoc, type RocReadResult } from './read.ts';
export { rocForms, writeRoc, type RocForm, type RocWriteOptions } from './write.ts';

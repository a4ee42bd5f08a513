export * from './catalogue.ts';
export * from './markdown.ts';
export {
  describeList,
  keywordOf,
  targetSchema,
  toolSchema,
  valueSchema,
  type FunctionSchema,
  type JsonSchema,
} from './schema.ts';
export type { Column, ListShape, RowShape } from './shapes.ts';
export * from './suggest.ts';
export * from './tool.ts';
export { parseTable } from './load.ts';

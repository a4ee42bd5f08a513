export * from './catalogue.ts';
export * from './markdown.ts';
export * from './schema.ts';
export * from './suggest.ts';
export * from './tool.ts';
export { parseTable } from './load.ts';

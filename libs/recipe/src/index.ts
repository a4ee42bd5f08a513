export * from './apply.ts';
export * from './aspect.ts';
export * from './build.ts';
export * from './changed.ts';
export * from './stringify.ts';
export * from './combine.ts';
export * from './values.ts';
export { idOf, sameMask, sameValues } from './draft.ts';
export { uprightTools, withoutComputedMask, withoutComputedUpright } from './computed.ts';
export { upcast as upcastRecipe } from './schema.ts';
export { parseRecipe, validateRecipe, type ValidateContext } from './parse.ts';
export { checkValue, isDefault, photoKindProblem, sameValue, toPrecision } from './check.ts';
export {
  conflicts,
  cropKeys,
  namedCurves,
  rawPair,
  renderedPair,
  settle,
  splitKeys,
  type Conflict,
  type Draft,
} from './rules.ts';
export type { Checked } from './checked.ts';

import type { BodyOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';

/** Nothing is kept: these may be repeated freely. */
const repeatable = true;

export const recipesOf = (wire: Wire) => ({
  /** Between JSON, XMP, presets, and the tables of other programs. */
  convert: (body: BodyOf<'convertRecipe'>, options?: CallOptions) =>
    wire.call('convertRecipe', { body, repeatable }, options),

  /** Every problem of a recipe at once. */
  validate: (body: BodyOf<'validateRecipe'>, options?: CallOptions) =>
    wire.call('validateRecipe', { body, repeatable }, options),
});

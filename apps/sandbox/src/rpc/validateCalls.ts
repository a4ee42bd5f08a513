import { applyCalls, parseRecipe } from '@safelight/recipe';
import type { ValidateCallsRequest, ValidateCallsResponse } from '@safelight/wire';
import { notRendered } from '../support.ts';

/** Applies the good calls and names what is wrong with the others. */
export function validateCalls(request: ValidateCallsRequest): ValidateCallsResponse {
  const { recipe, calls, photoKind } = request;
  return applyCalls(parseRecipe(recipe), calls, { photoKind, notRendered });
}

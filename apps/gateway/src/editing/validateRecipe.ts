import { toFault } from '@safelight/core';
import type { PhotoKind, Problem, Recipe } from '@safelight/core';
import { validateRecipe as validate } from '@safelight/recipe';
import type { TenantContext } from '../context.ts';
import { checkRecipe } from './recipeFormats.ts';
import { listTools } from './tools.ts';

export interface ValidatedRecipe {
  readonly valid: boolean;
  /** As it is understood; null when it is not valid. */
  readonly recipe: Recipe | null;
  readonly errors: readonly Problem[];
  /** Settings without effect on that kind of photo or in this engine. */
  readonly warnings: readonly Problem[];
}

/** Whether a recipe is valid. A bad one is an answer, not a failure. */
export async function validateRecipe(
  context: TenantContext,
  json: unknown,
  photoKind: PhotoKind,
  signal: AbortSignal,
): Promise<ValidatedRecipe> {
  let recipe: Recipe;
  try {
    recipe = checkRecipe(json, 'recipe');
  } catch (error) {
    const { code, problems: errors } = toFault(error);
    if (code !== 'recipe.invalid') throw error;
    return { valid: false, recipe: null, errors, warnings: [] };
  }
  const tools = await listTools(context, signal);
  const reasons = new Map(tools.map((tool) => [tool.name, tool.notRenderedReason]));
  const warnings = validate(recipe, { photoKind, notRendered: (name) => reasons.get(name) || undefined });
  return { valid: true, recipe, errors: [], warnings };
}

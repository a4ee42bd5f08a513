/** Groups of settings, as Lightroom's panels have them: what a preset holds and what is copied from photo to photo. */
import { Fault, emptyRecipe } from '@safelight/core';
import type { Recipe } from '@safelight/core';
import { findTool, groups as catalogueGroups } from '@safelight/catalogue';
import { buildRecipe } from '@safelight/recipe';

/** Tools of these make up corrections; they come and go together. */
const localGroups: ReadonlySet<string> = new Set(['local-adjust', 'local-mask', 'mask-geometry']);

/** Groups that a caller can choose; `masks` stands for local corrections. */
export const recipeGroups: readonly string[] = [
  ...catalogueGroups.map(({ name }) => name).filter((name) => !localGroups.has(name)),
  'masks',
];

/** What belongs to one picture alone: where its things stand in the frame. */
const ownGroups: ReadonlySet<string> = new Set(['crop', 'transform', 'retouch', 'masks']);

/** Everything that means the same on another photo. */
export const transferableGroups: readonly string[] = recipeGroups.filter((name) => !ownGroups.has(name));

/** @throws Fault request.invalid naming the group that there is not */
export function checkGroups(groups: readonly string[], field: string): readonly string[] {
  for (const [index, group] of groups.entries()) {
    if (recipeGroups.includes(group)) continue;
    throw new Fault('request.invalid', `There is no group "${group}". Choose from: ${recipeGroups.join(', ')}.`, {
      field: `${field}[${index}]`,
    });
  }
  return groups;
}

/** What of the recipe belongs to the groups; null = to all that mean the same on another photo. */
export function pickGroups(recipe: Recipe, groups: readonly string[] | null): Recipe {
  const chosen = new Set(groups ?? transferableGroups);
  const entries = Object.entries(recipe.settings).filter(([name]) => chosen.has(findTool(name)?.group ?? ''));
  return buildRecipe({
    ...emptyRecipe,
    settings: Object.fromEntries(entries),
    pointColors: chosen.has('point-color') ? recipe.pointColors : [],
    corrections: chosen.has('masks') ? recipe.corrections : [],
    retouch: chosen.has('retouch') ? recipe.retouch : [],
  });
}

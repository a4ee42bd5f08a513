import { findTool, type Tool } from '@safelight/catalogue';
import { emptyRecipe, type CallValue, type Recipe } from '@safelight/core';
import { diffRecipes } from './combine.ts';

export interface ChangedSetting {
  readonly tool: Tool;
  readonly value: CallValue;
  /** Which correction, swatch or retouched place; absent for the whole photo. */
  readonly target?: string;
}

/** What the recipe does, one entry for each setting, mask, swatch and place that is not at its default. */
export function changedSettings(recipe: Recipe): ChangedSetting[] {
  return diffRecipes(emptyRecipe, recipe).map(({ tool, ...rest }) => {
    return { tool: findTool(tool)!, ...rest };
  });
}

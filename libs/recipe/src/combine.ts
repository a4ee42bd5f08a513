import { defaultOf, settingTools } from '@safelight/catalogue';
import type { ForeignProperty, PhotoKind, Recipe, SettingValue, ToolCall } from '@safelight/core';
import { buildRecipe } from './build.ts';
import { diffParts } from './diffParts.ts';
import { mergeParts } from './mergeParts.ts';
import { sameValue } from './check.ts';
import { settle, unitsOfMerge } from './rules.ts';

/**
 * The calls that turn the edit of `from` into that of `to`: settings in catalogue order, then swatches, corrections and
 * retouched places. A setting that `to` lacks is called with its default on that kind of photo. Foreign properties,
 * names of masks and the order of corrections are not calls and stay aside.
 */
export function diffRecipes(from: Recipe, to: Recipe, photoKind: PhotoKind = 'rendered'): ToolCall[] {
  const settings = settingTools.flatMap((tool): ToolCall[] => {
    const before = own(from, tool.name);
    const after = own(to, tool.name);
    return sameValue(before, after) ? [] : [{ tool: tool.name, value: after ?? defaultOf(tool, photoKind)! }];
  });
  return [...settings, ...diffParts(from, to)];
}

/**
 * Lays `over` on `base`: a setting, correction or foreign property of `over` wins. Settings that only mean something together
 * (white balance, curve splits, crop) come whole from `over` when it has any of them. Associative; `emptyRecipe` is
 * neutral.
 */
export function mergeRecipes(base: Recipe, over: Recipe): Recipe {
  const draft: Record<string, SettingValue> = { ...base.settings };
  for (const unit of unitsOfMerge) {
    if (!unit.some((key) => Object.hasOwn(over.settings, key))) continue;
    for (const key of unit) Reflect.deleteProperty(draft, key);
  }
  Object.assign(draft, over.settings);
  settle(draft);
  return buildRecipe({ ...mergeParts(base, over), settings: draft, foreign: mergeForeign(base.foreign, over.foreign) });
}

function mergeForeign(base: readonly ForeignProperty[], over: readonly ForeignProperty[]): ForeignProperty[] {
  const merged = new Map<string, ForeignProperty>();
  for (const property of [...base, ...over]) merged.set(JSON.stringify([property.uri, property.name]), property);
  return [...merged.values()];
}

function own(recipe: Recipe, name: string): SettingValue | undefined {
  return Object.hasOwn(recipe.settings, name) ? recipe.settings[name] : undefined;
}

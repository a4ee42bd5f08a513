import { canonicalJson, emptyRecipe, type PhotoKind, type Recipe, type SettingValue } from '@safelight/core';
import { settingOf } from '@safelight/recipe';
import { writeRoc } from '@safelight/roc';

/** Settings and corrections of `after` that `before` does not have so; what was taken back has its default. */
export function changedPart(before: Recipe, after: Recipe, photoKind: PhotoKind): Recipe {
  const same = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null);
  const names = new Set([...Object.keys(after.settings), ...Object.keys(before.settings)]);
  const settings: Record<string, SettingValue> = {};
  for (const name of names) {
    if (same(before.settings[name], after.settings[name])) continue;
    settings[name] = after.settings[name] ?? settingOf(emptyRecipe, name, photoKind);
  }
  const fresh = <T>(all: readonly T[], known: readonly T[]): readonly T[] =>
    all.filter((one) => !known.some((other) => same(one, other)));
  return {
    ...emptyRecipe,
    settings,
    corrections: fresh(after.corrections, before.corrections),
    pointColors: same(before.pointColors, after.pointColors) ? [] : after.pointColors,
    retouch: fresh(after.retouch, before.retouch),
  };
}

/** A configuration on one line of JSON, by `crs:` names: what stands between the tags of a reply. */
export function jsonLiteral(recipe: Recipe, photoKind: PhotoKind): string {
  return JSON.stringify(JSON.parse(writeRoc(recipe, { photoKind, form: 'json' })));
}

/** A configuration as a Lua table, as the reflection turn shows the parameters of a result. */
export function luaLiteral(recipe: Recipe, photoKind: PhotoKind): string {
  return writeRoc(recipe, { photoKind, form: 'lua' }).trim();
}

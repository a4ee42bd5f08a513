import { defaultOf, findTool, tools } from '@safelight/catalogue';
import {
  Fault,
  type Correction,
  type ForeignProperty,
  type Mask,
  type PhotoKind,
  type Recipe,
  type RetouchArea,
  type SettingValue,
  type SettingValues,
} from '@safelight/core';
import { isListOfLists } from './values.ts';

/** Makes a frozen recipe of checked parts, values in catalogue order. For what was not checked use `parseRecipe`. */
export function buildRecipe(parts: Partial<Omit<Recipe, 'schema'>>): Recipe {
  const { settings = {}, pointColors = [], corrections = [], retouch = [], foreign = [] } = parts;
  return Object.freeze({
    schema: 2,
    settings: freezeSettings(settings),
    pointColors: freezeList(pointColors, freezeSettings),
    corrections: freezeList(corrections, freezeCorrection),
    retouch: freezeList(retouch, freezeArea),
    foreign: freezeForeign(foreign),
  });
}

function freezeList<T>(list: readonly T[], freeze: (one: T) => T): readonly T[] {
  return Object.freeze(list.map(freeze));
}

function freezeSettings(settings: SettingValues): SettingValues {
  const names = Object.keys(settings).toSorted((left, right) => orderOf(left) - orderOf(right));
  return Object.freeze(Object.fromEntries(names.map((name) => [name, freezeValue(settings[name]!)])));
}

const order = new Map(tools.map((tool, index) => [tool.name, index]));

function orderOf(name: string): number {
  return order.get(name) ?? tools.length;
}

function freezeValue(value: SettingValue): SettingValue {
  if (typeof value !== 'object' || isFrozenDeep(value)) return value;
  if (isListOfLists(value)) return Object.freeze(value.map((entry) => Object.freeze([...entry])));
  return Object.freeze([...value] as number[]);
}

function isFrozenDeep(value: readonly unknown[]): boolean {
  return Object.isFrozen(value) && value.every((entry) => typeof entry !== 'object' || Object.isFrozen(entry));
}

function freezeCorrection({ id, name, settings, pointColors, masks, foreign }: Correction): Correction {
  return Object.freeze({
    id,
    name,
    settings: freezeSettings(settings),
    pointColors: freezeList(pointColors, freezeSettings),
    masks: freezeList(masks, freezeMask),
    foreign: freezeForeign(foreign),
  });
}

function freezeMask({ id, tool, name, settings, strokes, foreign }: Mask): Mask {
  return Object.freeze({
    id,
    tool,
    name,
    settings: freezeSettings(settings),
    strokes: freezeList(strokes, freezeSettings),
    foreign: freezeForeign(foreign),
  });
}

function freezeArea({ tool, settings, strokes, foreign }: RetouchArea): RetouchArea {
  return Object.freeze({
    tool,
    settings: freezeSettings(settings),
    strokes: freezeList(strokes, freezeSettings),
    foreign: freezeForeign(foreign),
  });
}

function freezeForeign(foreign: readonly ForeignProperty[]): readonly ForeignProperty[] {
  return freezeList(foreign, ({ uri, name, xml }) => Object.freeze({ uri, name, xml }));
}

/**
 * Where a tool stands in the recipe, its default filled in: a word such as `as-shot` where only the file knows the
 * number. Throws `tool.unknown` for a name that no recipe can hold.
 */
export function settingOf(recipe: Recipe, toolName: string, photoKind: PhotoKind = 'rendered'): SettingValue {
  const tool = findTool(toolName);
  if (tool?.setting !== true) {
    throw new Fault('tool.unknown', `A recipe holds no setting named ${toolName}. See the list of tools.`);
  }
  return Object.hasOwn(recipe.settings, toolName) ? recipe.settings[toolName]! : defaultOf(tool, photoKind)!;
}

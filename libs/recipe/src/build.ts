import { defaultOf, findTool, settingTools, tools, type Tool } from '@safelight/catalogue';
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

export interface ChangedSetting {
  readonly tool: Tool;
  readonly value: SettingValue;
}

/** The settings that are not at their defaults, in catalogue order. */
export function changedSettings(recipe: Recipe): ChangedSetting[] {
  return settingTools
    .filter((tool) => Object.hasOwn(recipe.settings, tool.name))
    .map((tool) => ({ tool, value: recipe.settings[tool.name]! }));
}

/** Pretty JSON, keys in catalogue order, a curve on one line, no newline at the end: equal recipes give equal text. */
export function stringifyRecipe(recipe: Recipe): string {
  const settings = changedSettings(recipe).map(
    ({ tool, value }) => `    ${JSON.stringify(tool.name)}: ${JSON.stringify(value)}`,
  );
  const foreign = recipe.foreign.map(({ uri, name, xml }) => `    ${JSON.stringify({ uri, name, xml })}`);
  return [
    '{',
    `  "schema": ${recipe.schema},`,
    `  "settings": {${block(settings)}},`,
    `  "pointColors": [${block(recipe.pointColors.map((swatch) => `    ${JSON.stringify(swatch)}`))}],`,
    `  "corrections": [${block(recipe.corrections.map((correction) => `    ${JSON.stringify(correction)}`))}],`,
    `  "retouch": [${block(recipe.retouch.map((area) => `    ${JSON.stringify(area)}`))}],`,
    `  "foreign": [${block(foreign)}]`,
    '}',
  ].join('\n');
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `;
}

import { defaultOf, findTool, settingTools, type Tool } from '@safelight/catalogue';
import { Fault, type ForeignProperty, type PhotoKind, type Recipe, type SettingValue } from '@safelight/core';

/** Makes a frozen recipe of checked settings, in catalogue order. For values that were not checked use `parseRecipe`. */
export function buildRecipe(
  settings: Readonly<Record<string, SettingValue>>,
  foreign: readonly ForeignProperty[],
): Recipe {
  const ordered: Record<string, SettingValue> = {};
  for (const tool of settingTools) {
    if (Object.hasOwn(settings, tool.name)) ordered[tool.name] = freezeValue(settings[tool.name]!);
  }
  return Object.freeze({
    schema: 1,
    settings: Object.freeze(ordered),
    foreign: Object.freeze(foreign.map(({ uri, name, xml }) => Object.freeze({ uri, name, xml }))),
  });
}

function freezeValue(value: SettingValue): SettingValue {
  if (typeof value !== 'object') return value;
  return Object.freeze(value.map(([x, y]) => Object.freeze([x, y] as const)));
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
    `  "foreign": [${block(foreign)}]`,
    '}',
  ].join('\n');
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `;
}

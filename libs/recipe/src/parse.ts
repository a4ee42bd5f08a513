import { findTool, settingTools, suggestTools } from '@safelight/catalogue';
import {
  faultOfProblems,
  limits,
  type ForeignProperty,
  type PhotoKind,
  type Problem,
  type Recipe,
} from '@safelight/core';
import { buildRecipe } from './build.ts';
import { checkValue, isDefault, photoKindProblem, show } from './check.ts';
import { conflicts, settle, type Draft } from './rules.ts';
import { upcast } from './schema.ts';

/**
 * Reads a recipe from parsed JSON of any schema version: every setting is checked against the catalogue, values at
 * their default are left out and implied settings are filled in. Throws `recipe.invalid` that names the first bad
 * field (`settings.exposure`) and lists all of them.
 */
export function parseRecipe(json: unknown): Recipe {
  const problems: Problem[] = [];
  const report = (field: string, message: string) => problems.push({ code: 'recipe.invalid', field, message });
  const record = asRecord(upcast(json));
  const draft: Draft = {};
  let foreign: ForeignProperty[] = [];
  if (record === undefined) {
    report('', 'A recipe is a JSON object with "schema", "settings" and "foreign".');
  } else {
    for (const key of Object.keys(record)) {
      if (!['schema', 'settings', 'pointColors', 'corrections', 'retouch', 'foreign'].includes(key))
        report(key, `A recipe has no field ${show(key)}. Remove it.`);
    }
    for (const key of ['pointColors', 'corrections', 'retouch']) {
      if (!Array.isArray(record[key]) || (record[key] as unknown[]).length > 0)
        report(key, `"${key}" must be an empty list: this version cannot check its entries.`);
    }
    readSettings(record.settings, draft, report);
    foreign = readForeign(record.foreign, report);
  }
  settle(draft);
  for (const conflict of conflicts(draft)) report(`settings.${conflict.keys[0]}`, conflict.message);
  const [first, ...rest] = problems;
  if (first !== undefined) throw faultOfProblems([first, ...rest]);
  return buildRecipe({ settings: draft, foreign });
}

type Report = (field: string, message: string) => void;

function readSettings(json: unknown, draft: Draft, report: Report): void {
  const settings = asRecord(json);
  if (settings === undefined) return report('settings', '"settings" must be an object of tool names and values.');
  const entries = Object.entries(settings);
  // Also bounds the work of looking up near names for unknown ones.
  if (entries.length > settingTools.length) {
    return report(
      'settings',
      `There are ${entries.length} settings, and only ${settingTools.length} exist. Remove the others.`,
    );
  }
  for (const [name, value] of entries) {
    const field = `settings.${name.slice(0, 64)}`;
    const tool = findTool(name);
    if (tool === undefined) {
      report(field, unknownTool(name));
    } else if (!tool.setting) {
      report(field, `${name} is no setting of the whole photo; the settings of a recipe cannot hold it. Remove it.`);
    } else {
      const checked = checkValue(tool, value);
      if (!checked.ok) report(field, checked.message);
      else if (!isDefault(tool, checked.value)) draft[name] = checked.value;
    }
  }
}

/** A foreign property is kept as text; whoever writes XMP parses it and refuses what is not well formed. */
function readForeign(json: unknown, report: Report): ForeignProperty[] {
  if (!Array.isArray(json)) {
    report('foreign', '"foreign" must be a list of XMP properties; an empty list when there are none.');
    return [];
  }
  const seen = new Set<string>();
  let sizeChars = 0;
  const properties: ForeignProperty[] = [];
  for (const [index, entry] of json.entries()) {
    const field = `foreign[${index}]`;
    const { uri, name, xml } = asRecord(entry) ?? {};
    if (typeof uri !== 'string' || typeof name !== 'string' || typeof xml !== 'string' || name === '' || uri === '') {
      report(field, 'A foreign property has "uri", "name" and "xml", all texts.');
      continue;
    }
    const key = JSON.stringify([uri, name]);
    if (seen.has(key)) report(field, `The property ${show(name)} is there twice. Keep one.`);
    seen.add(key);
    sizeChars += xml.length;
    properties.push({ uri, name, xml });
  }
  if (sizeChars > limits.recipeSizeBytes) {
    report(
      'foreign',
      `Foreign properties may hold ${limits.recipeSizeBytes} characters in all; there are ${sizeChars}.`,
    );
  }
  return properties;
}

export interface ValidateContext {
  readonly photoKind?: PhotoKind;
  /** Why the engine does not render a tool; undefined when it does. */
  readonly notRendered?: (tool: string) => string | undefined;
}

/** What of a valid recipe has no effect on a photo of that kind or in that engine; empty when all of it counts. */
export function validateRecipe(recipe: Recipe, context: ValidateContext): Problem[] {
  return Object.entries(recipe.settings).flatMap(([name, value]): Problem[] => {
    const field = `settings.${name}`;
    const tool = findTool(name)!;
    const reason = context.notRendered?.(name);
    if (context.photoKind !== undefined && photoKindProblem(tool, value, context.photoKind) !== undefined) {
      const message = `${name} ${show(value)} has no effect on a ${context.photoKind} photo. Remove it.`;
      return [{ code: 'tool.notApplicable', field, message }];
    }
    return reason === undefined
      ? []
      : [{ code: 'tool.notRendered', field, message: `${name} has no effect: ${reason}` }];
  });
}

/** Message for a name that no tool has, with the nearest ones. */
export function unknownTool(name: string): string {
  const near = suggestTools(name);
  const hint = near.length === 0 ? 'See the list of tools.' : `Did you mean ${near.join(', ')}?`;
  return `There is no tool named ${show(name)}. ${hint}`;
}

function asRecord(json: unknown): Record<string, unknown> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : undefined;
}

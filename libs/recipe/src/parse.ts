import { findTool, settingTools } from '@safelight/catalogue';
import {
  faultOfProblems,
  limits,
  type PhotoKind,
  type Problem,
  type Recipe,
  type SettingValues,
} from '@safelight/core';
import { buildRecipe } from './build.ts';
import { photoKindProblem } from './check.ts';
import { show } from './checked.ts';
import { readCorrections, readRetouch, readSwatches } from './parseParts.ts';
import { asRecord, checkParts, readForeign, readValues, type Report } from './parts.ts';
import { conflicts, settle, type Draft } from './rules.ts';
import { upcast } from './schema.ts';

/** Problems that a fault lists; a wrong file can have millions. */
const problemsMax = 200;
const keys: readonly string[] = ['schema', 'settings', 'pointColors', 'corrections', 'retouch', 'foreign'];

/**
 * Reads a recipe from parsed JSON of any schema version: every setting is checked against the catalogue, values at
 * their default are left out and implied settings are filled in. Throws `recipe.invalid` that names the first bad
 * field (`settings.exposure`) and lists all of them.
 */
export function parseRecipe(json: unknown): Recipe {
  const problems: Problem[] = [];
  const report: Report = (field, message) => {
    if (problems.length >= problemsMax) return;
    problems.push({ code: 'recipe.invalid', field, message: typeof message === 'string' ? message : message() });
  };
  const record = asRecord(upcast(json));
  if (record === undefined) report('', `A recipe is a JSON object with ${keys.map((key) => `"${key}"`).join(', ')}.`);
  const recipe = record === undefined ? {} : readParts(record, report);
  const [first, ...rest] = problems;
  if (first !== undefined) throw faultOfProblems([first, ...rest]);
  return buildRecipe(recipe);
}

function readParts(record: Record<string, unknown>, report: Report): Partial<Recipe> {
  for (const key of Object.keys(record)) {
    if (!keys.includes(key)) report(key.slice(0, 64), `A recipe has no field ${show(key)}. Remove it.`);
  }
  const settings: Draft = { ...readSettings(record['settings'], report) };
  settle(settings);
  for (const conflict of conflicts(settings)) report(`settings.${conflict.keys[0]}`, conflict.message);
  const parts = {
    pointColors: readSwatches(record['pointColors'], 'pointColors', report),
    corrections: readCorrections(record['corrections'], report),
    retouch: readRetouch(record['retouch'], report),
  };
  checkParts(parts, report);
  const foreign = readForeign(record['foreign'], 'foreign', report);
  checkForeignSize([foreign, ...foreignOfParts(parts)].flat(), report);
  return { settings, ...parts, foreign };
}

function readSettings(json: unknown, report: Report): Recipe['settings'] {
  const settings = asRecord(json);
  if (settings === undefined) {
    report('settings', '"settings" must be an object of tool names and values.');
    return {};
  }
  const count = Object.keys(settings).length;
  // Also bounds the work of looking up near names for unknown ones.
  if (count > settingTools.length) {
    report('settings', `There are ${count} settings, and only ${settingTools.length} exist. Remove the others.`);
    return {};
  }
  return readValues(settings, (tool) => tool.setting, 'the settings of the whole photo', 'settings', report);
}

function foreignOfParts({ corrections, retouch }: Pick<Recipe, 'corrections' | 'retouch'>): Recipe['foreign'][] {
  return [
    ...corrections.flatMap((correction) => [correction.foreign, ...correction.masks.map(({ foreign }) => foreign)]),
    ...retouch.map(({ foreign }) => foreign),
  ];
}

function checkForeignSize(foreign: Recipe['foreign'], report: Report): void {
  const sizeChars = foreign.reduce((sum, { xml }) => sum + xml.length, 0);
  if (sizeChars <= limits.recipeSizeBytes) return;
  report('foreign', `Foreign properties may hold ${limits.recipeSizeBytes} characters in all; there are ${sizeChars}.`);
}

export interface ValidateContext {
  readonly photoKind?: PhotoKind;
  /** Why the engine does not render a tool; undefined when it does. */
  readonly notRendered?: (tool: string) => string | undefined;
}

/** What of a valid recipe has no effect on a photo of that kind or in that engine; empty when all of it counts. */
export function validateRecipe(recipe: Recipe, context: ValidateContext): Problem[] {
  const idle = (name: string, field: string): Problem[] => {
    const reason = context.notRendered?.(name);
    return reason === undefined
      ? []
      : [{ code: 'tool.notRendered', field, message: `${name} has no effect: ${reason}` }];
  };
  const all = (values: SettingValues, field: string): Problem[] =>
    Object.keys(values).flatMap((name) => idle(name, `${field}.${name}`));
  const painted = (strokes: readonly SettingValues[], field: string): Problem[] =>
    strokes.flatMap((stroke, index) => all(stroke, `${field}.strokes[${index}]`));
  const whole = Object.entries(recipe.settings).flatMap(([name, value]): Problem[] => {
    const field = `settings.${name}`;
    if (context.photoKind === undefined || photoKindProblem(findTool(name)!, value, context.photoKind) === undefined)
      return idle(name, field);
    const message = `${name} ${show(value)} has no effect on a ${context.photoKind} photo. Remove it.`;
    return [{ code: 'tool.notApplicable', field, message }];
  });
  return [
    ...whole,
    ...recipe.pointColors.flatMap((swatch, index) => all(swatch, `pointColors[${index}]`)),
    ...recipe.corrections.flatMap(({ settings, pointColors, masks }, index) => {
      const field = `corrections[${index}]`;
      return [
        ...all(settings, `${field}.settings`),
        ...(pointColors.length > 0 ? idle('localPointColor', `${field}.pointColors`) : []),
        ...masks.flatMap((mask, place) => {
          const at = `${field}.masks[${place}]`;
          const own = idle(mask.tool, `${at}.tool`);
          return own.length > 0 ? own : [...all(mask.settings, `${at}.settings`), ...painted(mask.strokes, at)];
        }),
      ];
    }),
    ...recipe.retouch.flatMap((area, index) => {
      const at = `retouch[${index}]`;
      const own = idle(area.tool, `${at}.tool`);
      return own.length > 0 ? own : all(area.settings, `${at}.settings`);
    }),
  ].slice(0, problemsMax);
}

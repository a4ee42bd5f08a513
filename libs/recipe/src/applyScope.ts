/** What the calls on parts share: reading a value or fields, and setting them. */
import type { Tool } from '@safelight/catalogue';
import { limits, type SettingValue, type SettingValues, type ToolCall } from '@safelight/core';
import { checkValue, isDefault } from './check.ts';
import { show } from './checked.ts';
import type { RecipeDraft } from './draft.ts';
import {
  asRecord,
  checkStroke,
  checkSwatch,
  dabsIn,
  dabsOf,
  readValues,
  settingFields,
  strokeFields,
  type Report,
} from './parts.ts';

/** A call on a part. */
export interface Scope {
  readonly draft: RecipeDraft;
  readonly tool: Tool;
  readonly value: ToolCall['value'];
  readonly target: string;
  readonly report: Report;
}

/** The object of fields that a structured call carries; `true` stands for the defaults of all. */
export function fieldsOf({ tool, value: given }: Scope, report: Report): SettingValues | undefined {
  const record = given === true ? {} : asRecord(given);
  if (record === undefined) {
    report('value', `${tool.name} takes an object of ${exampleFields(tool)}, true or false, not ${show(given)}.`);
    return undefined;
  }
  const fields = tool.fields ?? [];
  return readValues(record, ({ name }) => fields.includes(name), tool.name, 'value', report);
}

function exampleFields(tool: Tool): string {
  return `its fields (${(tool.fields ?? []).slice(0, 4).join(', ')}…)`;
}

/** A report that remembers whether it was used. */
export function watched(report: Report): { readonly report: Report; readonly failed: () => boolean } {
  let failed = false;
  return {
    report: (...problem) => {
      failed = true;
      report(...problem);
    },
    failed: () => failed,
  };
}

export function without(values: SettingValues, name: string): SettingValues {
  return Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
}

export function pick(values: SettingValues, names: readonly string[]): SettingValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** The values with one of them set; one at its default is left out. */
export function withValue(values: SettingValues, tool: Tool, checked: SettingValue): SettingValues {
  const rest = without(values, tool.name);
  return isDefault(tool, checked) ? rest : { ...rest, [tool.name]: checked };
}

export function checkedValue({ tool, value: given, report }: Scope): SettingValue | undefined {
  const checked = checkValue(tool, given);
  if (checked.ok) return checked.value;
  report('value', checked.message, checked.code);
  return undefined;
}

/** What a mask or area of a call is made of; undefined when something of it was refused. */
export function readPainted(
  scope: Scope,
): { readonly tool: string; readonly settings: SettingValues; readonly strokes: SettingValues[] } | undefined {
  const { tool } = scope;
  const watch = watched(scope.report);
  const fields = fieldsOf(scope, watch.report);
  if (fields === undefined || watch.failed()) return undefined;
  const stroke = pick(fields, strokeFields(tool));
  const painted = Object.keys(stroke).length > 0;
  if (painted) checkStroke(stroke, 'value', watch.report);
  if (watch.failed()) return undefined;
  return { tool: tool.name, settings: pick(fields, settingFields(tool)), strokes: painted ? [stroke] : [] };
}

export function readSwatch(scope: Scope): SettingValues | undefined {
  const watch = watched(scope.report);
  const swatch = fieldsOf(scope, watch.report);
  if (swatch === undefined || watch.failed()) return undefined;
  checkSwatch(swatch, 'value', watch.report);
  return watch.failed() ? undefined : swatch;
}

export function tooManySwatches(report: Report): void {
  report('target', `There are at most ${limits.pointColorsMax} swatches. Replace one of them.`);
}

/** Whether further strokes stay within what the brushes of a recipe may hold in all. */
export function fitsDabs(draft: RecipeDraft, strokes: readonly SettingValues[], report: Report): boolean {
  const more = dabsOf(strokes);
  const sum = dabsIn(draft.corrections, draft.retouch) + more;
  if (sum <= limits.brushDabsPerRecipeMax) return true;
  const message = `The brushes of a recipe hold at most ${limits.brushDabsPerRecipeMax} dabs; these would be ${sum}. Use larger dabs.`;
  report('value.brushDabs', message);
  return false;
}

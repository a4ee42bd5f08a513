/** Between functions of a model and tool calls of Safelight. */
import { findTool } from '@safelight/catalogue';
import type { CallValue, SettingValues, ToolCall } from '@safelight/core';
import { z } from 'zod';
import { functionName } from './functions.ts';
import { localFunctionName } from './local.ts';

/** A function with its arguments, as a model calls it. */
export interface FunctionCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What may stand as a value; whether it fits the tool is the catalogue's to say. */
const scalar = z.union([z.number(), z.boolean(), z.string()]);
const list = z.array(z.union([z.number(), z.array(z.number())]));
const settingValue = z.union([scalar, list]) as z.ZodType<CallValue>;
const target = z.union([z.string(), z.number()]).transform(String);
const masks = z.array(z.looseObject({ mask: z.string() }));
const fieldsOf = z.record(z.string(), settingValue);

export type Parsed = { readonly calls: readonly ToolCall[] } | { readonly problem: string };

/** The tool calls of one function call. A `null` is what some models send for "left out". */
export function toolCallsOf({ name, arguments: given }: FunctionCall): Parsed {
  const entries = Object.entries(given).filter(([, value]) => value !== null);
  if (name === localFunctionName) return localCalls(name, entries);
  if (name === functionName('point-color')) return pointColorCalls(name, entries);
  return settingCalls(name, entries);
}

type Entries = readonly (readonly [string, unknown])[];

function settingCalls(name: string, entries: Entries, on?: string): Parsed {
  const calls: ToolCall[] = [];
  for (const [tool, value] of entries) {
    const read = settingValue.safeParse(value);
    if (!read.success) return { problem: `${name}.${tool}: ${JSON.stringify(value)} is no value of a setting.` };
    calls.push({ tool, value: read.data, ...(on === undefined ? {} : { target: on }) });
  }
  return { calls };
}

function localCalls(name: string, entries: Entries): Parsed {
  const { target: named, masks: listed, ...sliders } = Object.fromEntries(entries);
  const on = target.safeParse(named);
  if (!on.success) return { problem: `${name}.target: name the correction, such as "sky".` };
  const chosen = masks.safeParse(listed ?? []);
  if (!chosen.success) return { problem: `${name}.masks: give a list of objects with "mask".` };
  const calls: ToolCall[] = [];
  for (const { mask, ...rest } of chosen.data) {
    const fields = fieldsOf.safeParse(withoutNulls(rest));
    if (!fields.success) return { problem: `${name}.masks: a field of ${mask} has no value of a setting.` };
    const value = Object.keys(fields.data).length === 0 ? true : (fields.data as SettingValues);
    calls.push({ tool: mask, value, target: on.data });
  }
  const adjusted = settingCalls(name, Object.entries(sliders), on.data);
  return 'problem' in adjusted ? adjusted : { calls: [...calls, ...adjusted.calls] };
}

function pointColorCalls(name: string, entries: Entries): Parsed {
  const { target: named, ...rest } = Object.fromEntries(entries);
  const on = target.safeParse(named);
  if (!on.success) return { problem: `${name}.target: name the swatch by its number, "1" for the first.` };
  const fields = fieldsOf.safeParse(rest);
  if (!fields.success) return { problem: `${name}: a field has no value of a setting.` };
  return { calls: [{ tool: 'pointColor', value: fields.data as SettingValues, target: on.data }] };
}

function withoutNulls(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** The function calls that say the same: how earlier steps stand in the conversation. */
export function functionCallsOf(calls: readonly ToolCall[]): readonly FunctionCall[] {
  const open = new Map<string, { name: string; arguments: Record<string, unknown> }>();
  for (const call of calls) {
    const name = nameFor(call);
    const key = `${name} ${call.target ?? ''}`;
    const into = open.get(key) ?? { name, arguments: call.target === undefined ? {} : { target: call.target } };
    open.set(key, into);
    place(into.arguments, call);
  }
  return [...open.values()];
}

function nameFor({ tool: name }: ToolCall): string {
  const tool = findTool(name);
  if (tool === undefined) return functionName('basic');
  const local =
    tool.place === 'correction' || tool.place === 'masks' || tool.place === 'mask' || tool.place === 'stroke';
  return local ? localFunctionName : functionName(tool.group);
}

function place(into: Record<string, unknown>, { tool: name, value }: ToolCall): void {
  const tool = findTool(name);
  if (tool?.place === 'masks') {
    const fields = typeof value === 'object' && !Array.isArray(value) ? value : {};
    into.masks = [...((into.masks as object[] | undefined) ?? []), { mask: name, ...fields }];
  } else if (name === 'pointColor' && typeof value === 'object') {
    Object.assign(into, value);
  } else {
    into[name] = value;
  }
}

import type { Tool } from '@safelight/catalogue';
import { checkValue, toPrecision } from '@safelight/recipe';
import type { CurvePoint, SettingValue } from '@safelight/core';
import { textItems } from './rdf.ts';
import { textOf, type XmlElement } from './tree.ts';

export type Decoded =
  /** `note` says what had to be changed to make the value fit. */
  | { readonly ok: true; readonly value: SettingValue; readonly note?: string }
  | { readonly ok: false; readonly message: string };

/** Reads a setting from its property: tolerant of spelling, clamping what is out of range. */
export function decodeValue(tool: Tool, property: XmlElement): Decoded {
  if (tool.type === 'curve') return decodeCurve(tool, property);
  const text = textOf(property);
  if (text === undefined) return { ok: false, message: 'A single value is expected here.' };
  switch (tool.type) {
    case 'int':
    case 'float':
      return decodeNumber(tool, text);
    case 'bool':
      return decodeFlag(text);
    case 'enum':
      return decodeChoice(tool, text);
    case 'struct':
      return { ok: false, message: 'Structures are kept as they are.' };
  }
}

function decodeNumber(tool: Tool, text: string): Decoded {
  const number = parseNumber(text);
  if (number === undefined) return { ok: false, message: `${show(text)} is not a number.` };
  const clamped = Math.min(Math.max(number, tool.min!), tool.max!);
  const value = tool.type === 'int' ? Math.round(clamped) + 0 : toPrecision(tool, clamped);
  if (clamped !== number) return { ok: true, value, note: `${number} is out of range and was read as ${value}.` };
  if (tool.type === 'int' && value !== number) return { ok: true, value, note: `${number} was rounded to ${value}.` };
  return { ok: true, value };
}

function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 64 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}

function decodeFlag(text: string): Decoded {
  switch (text.trim().toLowerCase()) {
    case 'true':
    case '1':
      return { ok: true, value: true };
    case 'false':
    case '0':
      return { ok: true, value: false };
    default:
      return { ok: false, message: `${show(text)} is neither True nor False.` };
  }
}

function decodeChoice(tool: Tool, text: string): Decoded {
  const trimmed = text.trim();
  const numbered = tool.xmp.form === 'code';
  const match = (tool.choices ?? []).find(({ value }) =>
    numbered ? value === parseNumber(trimmed) : String(value) === trimmed,
  );
  if (tool.name === 'processVersion' && match === undefined) return nearestVersion(tool, trimmed);
  const checked = checkValue(tool, match?.value ?? text);
  return checked.ok
    ? { ok: true, value: checked.value }
    : { ok: false, message: `${show(text)} is not a known choice.` };
}

/** Versions between the known ones were interim builds: each renders as the last known one before it. */
function nearestVersion(tool: Tool, text: string): Decoded {
  const number = parseNumber(text);
  if (number === undefined) return { ok: false, message: `${show(text)} is not a version.` };
  const versions = tool
    .choices!.map((choice) => String(choice.value))
    .filter((version) => checkValue(tool, version).ok);
  const value = versions.findLast((version) => Number(version) <= number) ?? versions[0]!;
  return { ok: true, value, note: `Version ${text} is not known and was read as ${value}.` };
}

function decodeCurve(tool: Tool, property: XmlElement): Decoded {
  const items = textItems(property);
  if (items === undefined) return { ok: false, message: 'A list of points is expected here.' };
  const points: CurvePoint[] = [];
  for (const item of items) {
    const [x, y, ...rest] = item.split(',').map(parseNumber);
    if (x === undefined || y === undefined || rest.length > 0)
      return { ok: false, message: `${show(item)} is not a point.` };
    points.push([x, y]);
  }
  const checked = checkValue(tool, points);
  return checked.ok ? { ok: true, value: checked.value } : { ok: false, message: checked.message };
}

/** The text of a value that is not a curve, as Adobe spells it. */
export function encodeValue(tool: Tool, value: SettingValue): string {
  const form = tool.xmp;
  switch (form.form) {
    case 'int':
      return withSign(String(value), form.signed && (value as number) > 0);
    case 'decimal': {
      const fixed = (value as number).toFixed(form.decimals);
      return withSign(form.fixed ? fixed : String(Number(fixed)), form.signed && (value as number) > 0);
    }
    case 'bool':
      if (form.spelling === 'digit') return value === true ? '1' : '0';
      return form.spelling === 'title' ? (value === true ? 'True' : 'False') : String(value);
    case 'text':
    case 'code':
      return String(value);
    case 'curve':
    case 'structure':
      throw new Error(`${tool.name} has no single text`);
  }
}

/** The items of a curve's `rdf:Seq`. */
export function encodeCurve(tool: Tool, value: SettingValue): string[] {
  if (tool.xmp.form !== 'curve' || typeof value !== 'object') throw new Error(`${tool.name} is not a curve`);
  const { separator } = tool.xmp;
  return (value as readonly CurvePoint[]).map(([x, y]) => `${x}${separator}${y}`);
}

function withSign(text: string, plus: boolean): string {
  return plus ? `+${text}` : text;
}

function show(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}…` : text);
}

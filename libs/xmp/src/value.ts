import { keywordOf, type RowShape, type Tool } from '@safelight/catalogue';
import { checkValue, toPrecision } from '@safelight/recipe';
import type { CurvePoint, SettingValue } from '@safelight/core';
import { textItems } from './elements.ts';
import { parseNumber, parseNumbers } from './numbers.ts';
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
      return decodeNumbers(tool, text);
  }
}

function decodeNumber(tool: Tool, text: string): Decoded {
  const stored = parseNumber(text);
  if (stored === undefined) {
    // Only the word that stands for a default is no number.
    const checked = keywordOf(tool) === text.trim() ? checkValue(tool, text.trim()) : undefined;
    if (checked?.ok === true) return { ok: true, value: checked.value };
    return { ok: false, message: `${show(text)} is not a number.` };
  }
  const { divisor, inverted } = tool.scale;
  const number = (inverted ? 1 - stored : stored) * divisor;
  const clamped = Math.min(Math.max(number, tool.min!), tool.max!);
  const value = tool.type === 'int' ? Math.round(clamped) + 0 : toPrecision(tool, clamped);
  // Six stored digits of a divided value leave a little over the end of the range.
  if (Math.abs(clamped - number) > 1e-6 * divisor) {
    return { ok: true, value, note: `${number} is out of range and was read as ${value}.` };
  }
  if (tool.type === 'int' && divisor === 1 && value !== number)
    return { ok: true, value, note: `${number} was rounded to ${value}.` };
  return { ok: true, value };
}

/** A list of numbers in one text: clamped, and sorted where it must rise. */
function decodeNumbers(tool: Tool, text: string): Decoded {
  const numbers = parseNumbers(text);
  if (tool.shape?.kind !== 'row' || numbers === undefined) {
    return { ok: false, message: `${show(text)} is no list of numbers.` };
  }
  return decodeRow(tool, tool.shape.row, numbers);
}

export function decodeRow(tool: Tool, row: RowShape, numbers: readonly number[]): Decoded {
  const clamped = numbers.map((number, index) => {
    const { min, max } = row.columns[Math.min(index, row.columns.length - 1)]!;
    return Math.min(Math.max(row.decimals === 0 ? Math.round(number) : number, min), max);
  });
  const sorted = row.rising === true ? clamped.toSorted((left, right) => left - right) : clamped;
  const checked = checkValue(tool, sorted);
  if (!checked.ok) return { ok: false, message: checked.message };
  const changed = sorted.some((number, index) => number !== numbers[index]);
  return { ok: true, value: checked.value, ...(changed && { note: `Its numbers were read as ${sorted.join(' ')}.` }) };
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
      if (typeof value !== 'number') return String(value);
      const stored = tool.scale.inverted ? 1 - value / tool.scale.divisor : value / tool.scale.divisor;
      const fixed = stored.toFixed(form.decimals);
      return withSign(form.fixed ? fixed : String(Number(fixed) + 0), form.signed && value > 0);
    }
    case 'bool':
      if (form.spelling === 'digit') return value === true ? '1' : '0';
      return form.spelling === 'title' ? (value === true ? 'True' : 'False') : String(value);
    case 'text':
    case 'code':
      return String(value);
    case 'structure':
      if (tool.shape?.kind === 'row') {
        const { decimals } = tool.shape.row;
        return (value as readonly number[]).map((number) => number.toFixed(decimals)).join(' ');
      }
      throw new Error(`${tool.name} has no single text`);
    case 'curve':
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

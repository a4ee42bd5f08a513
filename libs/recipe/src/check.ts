import { curvePointsMax, defaultOf, keywordOf, openNameLengthMax, type Tool } from '@safelight/catalogue';
import type { CurvePoint, PhotoKind, SettingValue } from '@safelight/core';
import { bad, ok, show, type Checked } from './checked.ts';
import { checkList } from './checkList.ts';

/** First process version whose `*2012` settings hold; older ones develop with other sliders. */
const oldestProcessVersion = 6.6;
/** What Adobe allows on files without sensor data. */
const renderedWhiteBalances: readonly string[] = ['As Shot', 'Auto', 'Custom'];

/**
 * Checks a value against its tool. Numbers of a decimal slider are brought to the precision that XMP stores
 * (exposure: 0.01 EV), so that a recipe means the same after a round trip; nothing else is changed.
 */
export function checkValue(tool: Tool, value: unknown): Checked {
  switch (tool.type) {
    case 'int':
    case 'float':
      return checkNumber(tool, value);
    case 'bool':
      return typeof value === 'boolean' ? ok(value) : bad(`${tool.name} takes true or false, not ${show(value)}.`);
    case 'enum':
      return checkChoice(tool, value);
    case 'curve':
      return checkCurve(tool, value);
    case 'struct':
      return tool.shape === undefined
        ? bad(`${tool.name} is a structure of the XMP file and takes no single value.`)
        : checkList(tool, tool.shape, value);
  }
}

function checkNumber(tool: Tool, value: unknown): Checked {
  const keyword = keywordOf(tool);
  if (keyword !== undefined && value === keyword) return ok(keyword);
  const min = tool.min!;
  const max = tool.max!;
  const kind = tool.type === 'int' ? 'an integer' : 'a number';
  const wanted = `${kind} from ${min} to ${max}${keyword === undefined ? '' : ` or "${keyword}"`}`;
  if (typeof value !== 'number' || !Number.isFinite(value))
    return bad(`${tool.name} takes ${wanted}, not ${show(value)}.`);
  if (value < min || value > max) {
    const nearest = value < min ? min : max;
    const message = `${tool.name} takes ${wanted}; ${value} is out of range. Use ${nearest} for the most.`;
    return { ok: false, code: 'tool.outOfRange', message };
  }
  if (tool.type === 'int') {
    if (Number.isInteger(value)) return ok(value + 0);
    return bad(`${tool.name} takes ${wanted}, not ${value}. Use ${Math.round(value)}.`);
  }
  return ok(toPrecision(tool, value));
}

/** The number at the precision that XMP stores for the tool. */
export function toPrecision(tool: Tool, value: number): number {
  const stored = tool.xmp.form === 'decimal' ? tool.xmp.decimals : 0;
  // XMP keeps the value divided: only as many digits survive as the division leaves.
  const decimals = tool.scale.divisor === 1 ? stored : Math.floor(stored - Math.log10(tool.scale.divisor) + 1e-9);
  // `+ 0` turns −0 into 0: they are one setting but not one JSON text.
  return Number(value.toFixed(decimals)) + 0;
}

function checkChoice(tool: Tool, value: unknown): Checked {
  const choices = tool.choices ?? [];
  const keyword = keywordOf(tool);
  if (keyword !== undefined && value === keyword) return ok(keyword);
  if (tool.name === 'processVersion' && typeof value === 'string' && Number(value) < oldestProcessVersion) {
    return bad(
      `Process version ${show(value)} has other sliders. Update the photo to 6.7 or later in Lightroom first.`,
    );
  }
  const match = choices.find((choice) => choice.value === value);
  if (match !== undefined) return ok(match.value);
  if (tool.open === true && typeof value === 'string') {
    if (value === '' || value.length > openNameLengthMax || !isCleanText(value)) {
      return bad(`${tool.name} takes a name of 1 to ${openNameLengthMax} visible characters.`);
    }
    return ok(value);
  }
  const list = choices.map(({ value: entry, label }) =>
    String(entry) === label ? JSON.stringify(entry) : `${JSON.stringify(entry)} (${label})`,
  );
  if (keyword !== undefined) list.push(JSON.stringify(keyword));
  return bad(`${tool.name} takes one of ${list.join(', ')}, not ${show(value)}.`);
}

/** No control characters and no broken surrogate pairs: the text can stand in XML. */
function isCleanText(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text);
}

function checkCurve(tool: Tool, value: unknown): Checked {
  const wanted = `${tool.name} takes 2 to ${curvePointsMax} points [x, y]`;
  if (!Array.isArray(value) || value.length < 2 || value.length > curvePointsMax)
    return bad(`${wanted}, not ${show(value)}.`);
  const points: CurvePoint[] = [];
  for (const point of value as unknown[]) {
    if (!Array.isArray(point) || point.length !== 2) return bad(`${wanted}; ${show(point)} is not a point.`);
    const [x, y] = point as [unknown, unknown];
    if (!isIntegerNumber(x) || !isIntegerNumber(y))
      return bad(`${wanted} with integers; ${show(point)} has another number.`);
    if (x < 0 || x > 255 || y < 0 || y > 255) {
      const message = `${wanted} with x and y from 0 to 255; ${show(point)} is out of range.`;
      return { ok: false, code: 'tool.outOfRange', message };
    }
    const last = points.at(-1);
    if (last !== undefined && x <= last[0])
      return bad(`${wanted} with rising x; ${x} follows ${last[0]}. Sort the points.`);
    points.push(Object.freeze([x + 0, y + 0] as const));
  }
  return ok(Object.freeze(points));
}

/** Why the tool or this value of it cannot be used on a photo of that kind; undefined when it can. */
export function photoKindProblem(tool: Tool, value: unknown, photoKind: PhotoKind): 'tool' | 'value' | undefined {
  if (tool.photoKind !== undefined && tool.photoKind !== photoKind) return 'tool';
  if (tool.name !== 'whiteBalance' || photoKind === 'raw') return undefined;
  return renderedWhiteBalances.includes(value as string) ? undefined : 'value';
}

/**
 * Whether the value is where the tool stands when nothing is set. Without a photo kind, a tool whose default depends on
 * the kind is never at it.
 */
export function isDefault(tool: Tool, value: SettingValue, photoKind?: PhotoKind): boolean {
  if (photoKind === undefined) return tool.renderedDefault === undefined && sameValue(value, tool.default);
  return sameValue(value, defaultOf(tool, photoKind));
}

export function sameValue(left: SettingValue | null | undefined, right: SettingValue | null | undefined): boolean {
  if (left === right) return true;
  return typeof left === 'object' && typeof right === 'object' && JSON.stringify(left) === JSON.stringify(right);
}

function isIntegerNumber(value: unknown): value is number {
  return Number.isInteger(value);
}

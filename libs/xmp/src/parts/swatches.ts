/**
 * Point colour: a list of tuples of nineteen numbers (sample, shifts, range, three windows) and beside it a list of
 * variances. A tuple of −1 stands for "no swatch".
 */
import { findTool, type Tool } from '@safelight/catalogue';
import type { SettingValue, SettingValues } from '@safelight/core';
import { isDefault, sameValue, toPrecision } from '@safelight/recipe';
import { crsSeq, textItem, textItems, type Fields } from '../elements.ts';
import { fixed6, parseNumber, parseNumbers } from '../numbers.ts';
import type { XmlElement } from '../tree.ts';
import { decodeRow } from '../value.ts';
import type { Part, Warn } from './part.ts';

const tupleLength = 19;
const scalars: readonly Tool[] = [
  'pointColorSourceHue',
  'pointColorSourceSaturation',
  'pointColorSourceLuminance',
  'pointColorHueShift',
  'pointColorSaturationShift',
  'pointColorLuminanceShift',
  'pointColorRange',
].map((name) => findTool(name)!);
const samples = scalars.slice(0, 3);
const windows: readonly Tool[] = ['pointColorHueRange', 'pointColorSaturationRange', 'pointColorLuminanceRange'].map(
  (name) => findTool(name)!,
);
const variance = findTool('pointColorVariance')!;
/** Variance beside the tuple that stands for no swatch. */
const noVariance = -50;

/** Half-widths of the windows around a sample that Adobe starts from (observed). */
const fullHalfWidth = 0.18;
const noneHalfWidth = 0.73;

function windowAround(sample: number): readonly number[] {
  const ends = [sample - noneHalfWidth, sample - fullHalfWidth, sample + fullHalfWidth, sample + noneHalfWidth];
  return ends.map((end) => Number(fixed6(Math.min(Math.max(end, 0), 1))) + 0);
}

function encodeSrgb(value: number): number {
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}

/** The windows that stand for a swatch without its own: of hue, saturation and (sRGB encoded) value. */
function defaultWindows(swatch: SettingValues): readonly (readonly number[])[] {
  const [, saturation = 0, value = 0] = samples.map((tool) => (swatch[tool.name] as number) / 100);
  return [windows[0]!.default as readonly number[], windowAround(saturation), windowAround(encodeSrgb(value))];
}

function tupleOf(swatch: SettingValues): string {
  const numbers = scalars.map((tool) => ((swatch[tool.name] ?? tool.default) as number) / tool.scale.divisor);
  const around = defaultWindows(swatch);
  const bounds = windows.flatMap((tool, index) => (swatch[tool.name] ?? around[index]!) as readonly number[]);
  return [...numbers, ...bounds].map(fixed6).join(', ');
}

function scalarOf(tool: Tool, stored: number, where: string, warn: Warn): number {
  const number = stored * tool.scale.divisor;
  const clamped = toPrecision(tool, Math.min(Math.max(number, tool.min!), tool.max!));
  if (Math.abs(clamped - number) > 1e-4 * tool.scale.divisor) {
    warn('tool.outOfRange', where, `${tool.name} ${number} is out of range and was read as ${clamped}.`);
  }
  return clamped;
}

/** One swatch; null for the tuple that stands for none, undefined for one that cannot be read. */
function swatchOf(
  text: string,
  varianceText: string | undefined,
  where: string,
  warn: Warn,
): SettingValues | null | undefined {
  const numbers = parseNumbers(text);
  const spread = varianceText === undefined ? 0 : parseNumber(varianceText);
  if (numbers?.length !== tupleLength || spread === undefined) return undefined;
  if (numbers.every((number) => number === -1)) return null;
  const swatch: Record<string, SettingValue> = {};
  const set = (tool: Tool, value: SettingValue): void => {
    // The sample is always there: without it there is no swatch.
    if (samples.includes(tool) || !isDefault(tool, value)) swatch[tool.name] = value;
  };
  for (const [index, tool] of scalars.entries()) set(tool, scalarOf(tool, numbers[index]!, where, warn));
  const around = defaultWindows(swatch);
  for (const [index, tool] of windows.entries()) {
    const shape = tool.shape;
    if (shape?.kind !== 'row') continue;
    const start = scalars.length + 4 * index;
    const decoded = decodeRow(tool, shape.row, numbers.slice(start, start + 4));
    if (!decoded.ok) return undefined;
    if (decoded.note !== undefined) warn('tool.outOfRange', where, `${tool.name}: ${decoded.note}`);
    if (!sameValue(decoded.value, around[index])) set(tool, decoded.value);
  }
  set(variance, scalarOf(variance, spread, where, warn));
  return swatch;
}

/** Takes both lists; undefined when they cannot be read and stay where they are. */
export function takeSwatches(fields: Fields, names: SwatchNames, where: string, warn: Warn): SettingValues[] {
  const colors = fields.take(names.colors);
  const variances = fields.take(names.variances);
  if (colors === undefined) {
    if (variances !== undefined) fields.putBack(variances);
    return [];
  }
  const tuples = textItems(colors);
  const spreads = variances === undefined ? [] : textItems(variances);
  const at = `${where}${names.colors}`;
  const swatches =
    spreads === undefined
      ? undefined
      : tuples?.map((text, index) => swatchOf(text, spreads[index], `${at}[${index}]`, warn));
  if (swatches?.every((swatch) => swatch !== undefined) === true && swatches.length <= 8) {
    return swatches.filter((swatch) => swatch !== null);
  }
  warn('tool.badValue', at, 'The swatches cannot be read and are carried along without effect.');
  fields.putBack(colors);
  if (variances !== undefined) fields.putBack(variances);
  return [];
}

export interface SwatchNames {
  readonly colors: string;
  readonly variances: string;
}

/** The two lists; none when there is no swatch. */
export function swatchFields(swatches: readonly SettingValues[], names: SwatchNames): readonly XmlElement[] {
  if (swatches.length === 0) return [];
  const spreads = swatches.map((swatch) => ((swatch[variance.name] ?? 0) as number) / variance.scale.divisor);
  return [
    crsSeq(
      names.colors,
      swatches.map((swatch) => textItem(tupleOf(swatch))),
    ),
    crsSeq(
      names.variances,
      spreads.map((spread) => textItem(fixed6(spread))),
    ),
  ];
}

const names: SwatchNames = { colors: 'PointColors', variances: 'ColorVariance' };

/** What a preset writes to say that a photo shall have no swatches. */
export function noSwatchFields(): readonly XmlElement[] {
  const tuple = Array.from({ length: tupleLength }, () => fixed6(-1)).join(', ');
  return [crsSeq(names.colors, [textItem(tuple)]), crsSeq(names.variances, [textItem(fixed6(noVariance))])];
}

export const pointColors: Part = {
  properties: [names.colors, names.variances],
  read: (fields, draft, warn) => {
    draft.pointColors = takeSwatches(fields, names, 'crs:', warn);
  },
  write: (recipe, carried) => {
    const own = swatchFields(recipe.pointColors, names);
    return own.length > 0 ? own : [...carried.values()];
  },
};

/** Strokes of a brush: `Mask/Paint` structures with a list of tokens. */
import { findTool, type Tool } from '@safelight/catalogue';
import { limits, type SettingValue, type SettingValues } from '@safelight/core';
import { checkValue } from '@safelight/recipe';
import { crsSeq, crsText, fieldsOf, Fields, structItem, textItem, textItems } from '../elements.ts';
import { fixed6, parseNumber, short6 } from '../numbers.ts';
import type { XmlElement } from '../tree.ts';
import { fieldOf, takeValues, valueField, valueOr, type Warn } from './part.ts';

const brush: readonly (readonly [Tool, string])[] = ['brushDensity', 'brushRadius', 'brushFlow', 'brushFeather'].map(
  (name) => [findTool(name)!, fieldOf(findTool(name)!)],
);
const dabsTool = findTool('brushDabs')!;
const radiusOf = (stroke: SettingValues): number => valueOr(stroke, 'brushRadius') as number;
/** Tokens give flow as a share, the slider as percent. */
const flowOf = (stroke: SettingValues): number => (valueOr(stroke, 'brushFlow') as number) / 100;

/** Fields that a stroke has by the way, with the only value that a brush can have. */
const fixedFields = [
  ['MaskActive', 'true'],
  ['MaskBlendMode', '0'],
  ['MaskInverted', 'false'],
] as const;

/** The stroke of a `Mask/Paint`; undefined when it has no dabs of its own or does what a brush cannot. */
export function strokeOf(item: XmlElement, where: string, warn: Warn): SettingValues | undefined {
  const inner = fieldsOf(item);
  if (inner === undefined) return undefined;
  const fields = new Fields(inner);
  if (fields.takeText('What') !== 'Mask/Paint') return undefined;
  for (const [name, text] of fixedFields) fields.takeExactly(name, text);
  if (fields.restFields().some(({ name }) => fixedFields.some(([fixed]) => fixed === name))) return undefined;
  for (const name of ['MaskSyncID', 'MaskName', 'MaskID']) fields.take(name);
  const own = takeValues(fields, brush, where, warn);
  const list = fields.take('Dabs');
  const tokens = list === undefined ? undefined : textItems(list);
  const dabs = tokens === undefined ? undefined : dabsOf(tokens, own);
  const lost = fields.restFields().map(({ name }) => name);
  if (lost.length > 0)
    warn('tool.badValue', where, `A stroke keeps no ${lost.join(', ').slice(0, 120)} when it is written anew.`);
  const checked = dabs === undefined ? undefined : checkValue(dabsTool, dabs);
  return checked?.ok === true ? { ...own, brushDabs: checked.value } : undefined;
}

/** `M x y` and `d x y` place a dab, `r` and `f` change radius and flow from there on; hardness stays the stroke's. */
function dabsOf(tokens: readonly string[], stroke: SettingValues): number[][] | undefined {
  if (tokens.length > limits.brushDabsPerRecipeMax) return undefined;
  const [ownRadius, ownFlow] = [radiusOf(stroke), flowOf(stroke)];
  let [radius, flow] = [ownRadius, ownFlow];
  const dabs: number[][] = [];
  for (const token of tokens) {
    const [kind, ...texts] = token.trim().split(/\s+/, 4);
    const [a, b] = texts.map(parseNumber);
    if (a === undefined) return undefined;
    if (kind === 'r') {
      radius = Math.min(Math.max(a, 0), 1);
    } else if (kind === 'f') {
      flow = Math.min(Math.max(a, 0), 1);
    } else if ((kind === 'd' || kind === 'M') && b !== undefined) {
      const place = [a, b].map((position) => Math.min(Math.max(position, -10), 10));
      if (flow !== ownFlow) dabs.push([...place, radius, flow]);
      else dabs.push(radius === ownRadius ? place : [...place, radius]);
    } else if (kind !== 'h') {
      return undefined;
    }
  }
  return dabs;
}

function tokensOf(stroke: SettingValues): string[] {
  const [ownRadius, ownFlow] = [radiusOf(stroke), flowOf(stroke)];
  let [radius, flow] = [short6(ownRadius), short6(ownFlow)];
  const tokens: string[] = [];
  for (const [x, y, r = ownRadius, f = ownFlow] of stroke['brushDabs'] as readonly (readonly number[])[]) {
    if (short6(r) !== radius) tokens.push(`r ${fixed6(r)}`);
    if (short6(f) !== flow) tokens.push(`f ${fixed6(f)}`);
    [radius, flow] = [short6(r), short6(f)];
    tokens.push(`d ${fixed6(x!)} ${fixed6(y!)}`);
  }
  return tokens;
}

export function strokeItem(stroke: SettingValues, id: string): XmlElement {
  const value = (tool: Tool): SettingValue => valueOr(stroke, tool.name);
  return structItem([
    crsText('What', 'Mask/Paint'),
    ...fixedFields.map(([name, text]) => crsText(name, text)),
    crsText('MaskSyncID', id),
    ...brush.map(([tool, name]) => valueField(tool, name, value(tool))),
    crsSeq('Dabs', tokensOf(stroke).map(textItem)),
  ]);
}

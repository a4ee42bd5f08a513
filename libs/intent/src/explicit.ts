import type { ToolCall } from '@safelight/core';
import { findTool } from '@safelight/catalogue';
import type { Collected, Figure } from './collect.ts';
import type { Sign } from './lexicon/meaning.ts';
import type { Item } from './reading.ts';

/** Below this a temperature is a relative slider value, above it is in kelvin. */
const kelvinMin = 2_000;

export interface Explicit {
  readonly calls: readonly (ToolCall & { readonly from: number; readonly to: number })[];
  /** Items that the numbers belong to: they are no wishes any more. */
  readonly used: ReadonlySet<Item>;
  /** Numbers that set nothing, or that are out of their slider's range. */
  readonly rest: readonly { readonly from: number; readonly to: number }[];
}

/** Settings given as numbers: "contrast 20", "+0.7 EV", 曝光降低0.3. `text` is the folded instruction. */
export function readExplicit(collected: Collected, text: string): Explicit {
  const calls: (ToolCall & { from: number; to: number })[] = [];
  const rest: { from: number; to: number }[] = [];
  const used = new Set<Item>();
  for (const figure of collected.figures) {
    const item = ownerOf(figure, collected.items, used);
    const tool = figure.unit ?? (item?.kind === 'noun' ? item.meaning.tool : null);
    const span = item === null ? figure : { from: Math.min(figure.from, item.from), to: Math.max(figure.to, item.to) };
    if (item !== null) used.add(item);
    const call = tool === null ? null : callOf(tool, signed(figure, item, collected, text));
    if (call === null) rest.push(span);
    else calls.push({ ...call, from: span.from, to: span.to });
  }
  return { calls, used, rest };
}

/** The nearest slider noun before the number, else the first behind it; a number with a unit also takes a wish. */
function ownerOf(figure: Figure, items: readonly Item[], used: ReadonlySet<Item>): Item | null {
  const fits = (item: Item): boolean => {
    if (used.has(item)) return false;
    if (item.kind === 'noun') return figure.unit === null ? item.meaning.tool !== null : item.meaning.axis !== null;
    return figure.unit !== null && item.kind === 'wish' && item.meaning.axis === 'lightness';
  };
  const before = items.findLast((item) => item.from < figure.from && fits(item));
  return before ?? items.find((item) => item.from > figure.from && fits(item)) ?? null;
}

function signed(figure: Figure, item: Item | null, collected: Collected, text: string): number {
  if (figure.signed) return figure.value;
  // "reduce contrast to 20" names the value, "reduce contrast by 20" the change.
  if (/(?:\bto|到|至|为|成)\s*$/.test(text.slice(Math.max(0, figure.from - 6), figure.from))) return figure.value;
  const sign: Sign | null = item?.kind === 'wish' || item?.kind === 'noun' ? item.sign : null;
  return (sign ?? collected.steering.sign) === -1 ? -figure.value : figure.value;
}

function callOf(name: string, value: number): ToolCall | null {
  const relative = Math.abs(value) < kelvinMin;
  const toolName =
    name === 'temperature' && relative ? 'incrementalTemperature' : name === 'tint' ? 'incrementalTint' : name;
  const tool = findTool(toolName);
  if (tool?.min === undefined || tool.max === undefined) return null;
  const settled = tool.type === 'int' ? Math.round(value) : Math.round(value * 100) / 100;
  if (settled < tool.min || settled > tool.max) return null;
  return { tool: toolName, value: Object.is(settled, -0) ? 0 : settled };
}

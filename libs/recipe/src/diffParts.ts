/** The calls that turn the parts of one recipe into those of another. */
import { findTool, tools } from '@safelight/catalogue';
import type { Correction, Mask, Recipe, RetouchArea, SettingValues, ToolCall } from '@safelight/core';
import { without } from './applyScope.ts';
import { sameValue } from './check.ts';
import { sameLists, sameMask, sameValues } from './draft.ts';
import { isCarriedArea } from './parts.ts';

/** Names and ids of corrections and masks, their order, and foreign properties are not calls and stay aside. */
export function diffParts(from: Recipe, to: Recipe): ToolCall[] {
  return [
    ...diffNumbered(from.pointColors, to.pointColors, sameValues, (value) => ({ tool: 'pointColor', value })),
    ...diffCorrections(from, to),
    ...diffNumbered(from.retouch, to.retouch, sameArea, areaCall),
  ];
}

/** Entries named by their number: changed and new ones are set whole, surplus ones taken away from the end. */
function diffNumbered<T extends object>(
  from: readonly T[],
  to: readonly T[],
  same: (left: T, right: T) => boolean,
  callOf: (entry: T) => Pick<ToolCall, 'tool' | 'value'> | undefined,
): ToolCall[] {
  const set = to.flatMap((entry, index): ToolCall[] => {
    const before = from[index];
    const call = before !== undefined && same(before, entry) ? undefined : callOf(entry);
    return call === undefined ? [] : [{ ...call, target: String(index + 1) }];
  });
  const removed = from.slice(to.length).map((entry, index): ToolCall => {
    const tool = 'tool' in entry ? (entry.tool as string) : 'pointColor';
    return { tool, value: false, target: String(to.length + index + 1) };
  });
  return [...set, ...removed.toReversed()];
}

function sameArea(left: RetouchArea, right: RetouchArea): boolean {
  return sameMask(left, right);
}

/** Strokes become one: each dab carries its stroke's radius, and repairs use nothing else of a brush. */
function areaCall({ tool, settings, strokes }: RetouchArea): Pick<ToolCall, 'tool' | 'value'> | undefined {
  if (isCarriedArea(tool)) return undefined;
  const [only, ...others] = strokes;
  if (only === undefined || others.length === 0) return { tool, value: { ...settings, ...only } };
  const dabs = strokes.flatMap((stroke) => {
    const own = (stroke['brushRadius'] ?? findTool('brushRadius')!.default) as number;
    return (stroke['brushDabs'] as readonly (readonly number[])[]).map(([x, y, radius]) => [x!, y!, radius ?? own]);
  });
  return { tool, value: { ...settings, brushDabs: dabs } };
}

function diffCorrections(from: Recipe, to: Recipe): ToolCall[] {
  const all = [...from.corrections, ...to.corrections];
  const targetOf = ({ id, name }: Correction): string =>
    name !== '' && all.every((other) => other.id === id || other.name !== name) ? name : id;
  const removed = from.corrections.filter(({ id }) => to.corrections.every((other) => other.id !== id));
  return [
    ...removed.flatMap((correction) => removalOf(correction.masks, targetOf(correction))),
    ...to.corrections.flatMap((correction) => {
      const before = from.corrections.find(({ id }) => id === correction.id);
      // The name that a correction had is the one that a call finds it by.
      return diffCorrection(before ?? empty, correction, targetOf(before ?? correction));
    }),
  ];
}

const empty = { settings: {}, pointColors: [], masks: [] };

type Adjusted = Pick<Correction, 'settings' | 'pointColors' | 'masks'>;

function diffCorrection(from: Adjusted, to: Adjusted, target: string): ToolCall[] {
  const swatches = sameLists(from.pointColors, to.pointColors)
    ? []
    : [
        ...(from.pointColors.length > 0 ? [{ tool: 'localPointColor', value: false, target }] : []),
        ...to.pointColors.map((value) => ({ tool: 'localPointColor', value, target })),
      ];
  return [...diffMasks(from.masks, to.masks, target), ...diffValues(from.settings, to.settings, target), ...swatches];
}

/** In catalogue order; what `to` lacks is called with its default. */
function diffValues(from: SettingValues, to: SettingValues, target: string): ToolCall[] {
  return tools.flatMap((tool): ToolCall[] => {
    const before = Object.hasOwn(from, tool.name) ? from[tool.name] : undefined;
    const after = Object.hasOwn(to, tool.name) ? to[tool.name] : undefined;
    if (sameValue(before, after)) return [];
    return [{ tool: tool.name, value: after ?? tool.default!, target }];
  });
}

function removalOf(masks: readonly Mask[], target: string): ToolCall[] {
  return [...new Set(masks.map(({ tool }) => tool))].map((tool) => ({ tool, value: false, target }));
}

function diffMasks(from: readonly Mask[], to: readonly Mask[], target: string): ToolCall[] {
  const kept = from.findIndex((mask, index) => to[index] === undefined || !sameMask(mask, to[index]));
  const added = to.slice(from.length);
  // A mask like one that is there counts as that one (`withoutRepeats`): then all are set anew.
  if (kept === -1 && added.every((mask) => !from.some((one) => sameMask(one, mask)))) {
    return added.flatMap((mask) => maskCalls(mask, target));
  }
  const [last, next] = [from.at(-1), to.at(-1)];
  const onlyLast = from.length === to.length && kept === from.length - 1;
  if (onlyLast && last!.tool === next!.tool && canReset(last!, next!) && sameLists(last!.strokes, next!.strokes)) {
    return diffValues(last!.settings, next!.settings, target);
  }
  return [...removalOf(from, target), ...to.flatMap((mask) => maskCalls(mask, target))];
}

/** Whether what the mask loses has a default that a call can name. */
function canReset(from: Mask, to: Mask): boolean {
  const lost = Object.keys(from.settings).filter((name) => !Object.hasOwn(to.settings, name));
  return lost.every((name) => findTool(name)!.default !== null);
}

/** The mask with its first stroke; each further stroke is dabs, and what differs in its brush. */
function maskCalls({ tool, settings, strokes }: Mask, target: string): ToolCall[] {
  const [first = {}, ...others] = strokes;
  const value = { ...settings, ...first };
  const calls: ToolCall[] = [{ tool, value: Object.keys(value).length === 0 ? true : value, target }];
  let before: SettingValues = first;
  for (const stroke of others) {
    const brush = without(stroke, 'brushDabs');
    calls.push({ tool: 'brushDabs', value: stroke['brushDabs']!, target });
    calls.push(...diffValues(without(before, 'brushDabs'), brush, target));
    before = stroke;
  }
  return calls;
}

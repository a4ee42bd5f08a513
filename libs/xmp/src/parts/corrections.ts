/** Local corrections: `MaskGroupBasedCorrections`, and the containers that came before it. */
import { findTool } from '@safelight/catalogue';
import { limits, type Correction, type Mask, type Recipe, type SettingValues } from '@safelight/core';
import { idOf } from '@safelight/recipe';
import { crsSeq, crsText, fieldsOf, Fields, itemsOf, overlaid, structItem } from '../elements.ts';
import type { XmlElement } from '../tree.ts';
import { elementsOfForeign, maskItem, maskOf } from './masks.ts';
import {
  fieldOf,
  fieldsOfPlace,
  takeValues,
  valueField,
  valueOr,
  type Part,
  type PartsDraft,
  type Warn,
} from './part.ts';
import { swatchFields, takeSwatches } from './swatches.ts';

export const groupName = 'MaskGroupBasedCorrections';
/** Containers of older files: one kind of mask each, otherwise the same; read and written as mask groups. */
export const legacyNames: readonly string[] = [
  'GradientBasedCorrections',
  'CircularGradientBasedCorrections',
  'PaintBasedCorrections',
];

const localTools = fieldsOfPlace('correction');
const scalars = localTools.filter(([tool]) => tool.type !== 'curve');
const curves = localTools.filter(([tool]) => tool.type === 'curve');
/** What Camera Raw writes only where it is used. */
const onlyWhenSet = (name: string): boolean => name.startsWith('localColorGrade') || name === 'localGlow';
const swatchNames = { colors: 'LocalPointColors', variances: 'LocalColorVariance' };

/** Adobe's order: the correction itself, then its adjustments. */
const headNames = ['localAmount', 'localActive'];
const head = headNames.map((name) => findTool(name)!);

function readMasks(
  item: XmlElement,
  id: string,
  where: string,
  draft: PartsDraft,
  warn: Warn,
): readonly Mask[] | undefined {
  const items = itemsOf(item);
  if (items === undefined || items.length === 0 || items.length > limits.masksPerCorrectionMax) return undefined;
  const read: { readonly mask: Mask; readonly item: XmlElement }[] = [];
  for (const [index, one] of items.entries()) {
    const taken = new Set(read.map(({ mask }) => mask.id));
    const mask = maskOf(one, `${where}[${index}]`, (stated) => freshId(stated, [draft.items, taken], id, index), warn);
    if (mask === undefined) return undefined;
    read.push({ mask, item: one });
  }
  for (const { mask, item: one } of read) draft.items.set(mask.id, one);
  return read.map(({ mask }) => mask);
}

interface Taken {
  has: (id: string) => boolean;
}

/** The id that is stated, or one made from the place where a file has none or has it twice. */
function freshId(stated: string | undefined, taken: readonly Taken[], ...seed: (string | number)[]): string {
  const own = stated?.toUpperCase() ?? '';
  const isTaken = (id: string): boolean => taken.some((one) => one.has(id));
  if (/^[0-9A-F]{32}$/.test(own) && !isTaken(own)) return own;
  for (let attempt = 0; ; attempt += 1) {
    const id = idOf('xmp', ...seed, attempt);
    if (!isTaken(id)) return id;
  }
}

function correctionOf(item: XmlElement, where: string, draft: PartsDraft, warn: Warn): Correction | undefined {
  const inner = fieldsOf(item);
  if (inner === undefined) return undefined;
  const fields = new Fields(inner);
  if (fields.takeText('What') !== 'Correction') return undefined;
  const id = freshId(fields.takeText('CorrectionSyncID'), [draft.items], where);
  draft.items.set(id, item);
  const name = fields.takeName('CorrectionName');
  const list = fields.take('CorrectionMasks');
  const masks = list === undefined ? undefined : readMasks(list, id, `${where}.CorrectionMasks`, draft, warn);
  if (masks === undefined) {
    draft.items.delete(id);
    return undefined;
  }
  return {
    id,
    name,
    settings: takeValues(fields, localTools, where, warn),
    pointColors: takeSwatches(fields, swatchNames, `${where}.`, warn),
    masks,
    foreign: fields.rest(),
  };
}

function readContainer(container: string, properties: Fields, draft: PartsDraft, warn: Warn): void {
  const property = properties.take(container);
  if (property === undefined) return;
  const items = itemsOf(property);
  if (items === undefined) return properties.putBack(property);
  const kept: XmlElement[] = [];
  for (const [index, item] of items.entries()) {
    const where = `crs:${container}[${index}]`;
    const isRoom = draft.corrections.length < limits.correctionsPerRecipeMax;
    const correction = isRoom ? correctionOf(item, where, draft, warn) : undefined;
    if (correction !== undefined) {
      draft.corrections.push(correction);
      continue;
    }
    warn(
      'tool.badValue',
      where,
      'This correction has a mask that is not understood; it is carried along without effect.',
    );
    kept.push(item);
  }
  if (kept.length > 0) properties.putBack(crsSeq(container, kept));
}

function adjustmentFields(settings: SettingValues): readonly XmlElement[] {
  return scalars
    .filter(([tool]) => !headNames.includes(tool.name))
    .filter(([tool]) => Object.hasOwn(settings, tool.name) || !onlyWhenSet(tool.name))
    .map(([tool, name]) => valueField(tool, name, valueOr(settings, tool.name)));
}

/** A correction as an item of the list. */
export function correctionItem(correction: Correction): XmlElement {
  return structItem(correctionFields(correction));
}

export function correctionFields({
  id,
  name,
  settings,
  pointColors,
  masks,
  foreign,
}: Correction): readonly XmlElement[] {
  const own = [
    crsText('What', 'Correction'),
    ...head.map((tool) => valueField(tool, fieldOf(tool), valueOr(settings, tool.name))),
    crsText('CorrectionName', name),
    crsText('CorrectionSyncID', id),
    ...adjustmentFields(settings),
    ...curves
      .filter(([tool]) => Object.hasOwn(settings, tool.name))
      .map(([tool, field]) => valueField(tool, field, settings[tool.name]!)),
    ...swatchFields(pointColors, swatchNames),
    crsSeq('CorrectionMasks', masks.map(maskItem)),
  ];
  return overlaid(own, elementsOfForeign(foreign));
}

export const corrections: Part = {
  properties: [groupName, ...legacyNames],
  read: (properties, draft, warn) => {
    for (const container of [groupName, ...legacyNames]) readContainer(container, properties, draft, warn);
  },
  write: (recipe: Recipe, carried) => {
    const before = carried.get(groupName);
    const kept = before === undefined ? [] : (itemsOf(before) ?? []);
    const others = legacyNames.flatMap((name) => carried.get(name) ?? []);
    // A property that is no list at all stays what it was.
    if (recipe.corrections.length === 0) return [...(before === undefined ? [] : [before]), ...others];
    return [crsSeq(groupName, [...recipe.corrections.map(correctionItem), ...kept]), ...others];
  },
};

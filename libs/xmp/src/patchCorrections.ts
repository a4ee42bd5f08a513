/** Changing the list of corrections in the text that it was read from: only what differs is written anew. */
import { crsUri } from '@safelight/catalogue';
import { sameMask } from '@safelight/recipe';
import type { Correction, Mask, Recipe } from '@safelight/core';
import { changesBetween } from './changes.ts';
import { fieldsOf, isPlainText, keyOf } from './elements.ts';
import { correctionFields, correctionItem } from './parts/corrections.ts';
import { maskItem } from './parts/masks.ts';
import { insertItem, patchFields, removeItem, replaceItem } from './patch.ts';
import { printElement } from './print.ts';
import type { Edit, SourceElement } from './source.ts';
import { elementsOf, type XmlElement } from './tree.ts';

interface Place {
  readonly text: string;
  readonly source: readonly SourceElement[];
  /** The list item that each correction and mask was read from, by its id. */
  readonly items: ReadonlyMap<string, XmlElement>;
}

/** Undefined when the list has to be written as a whole: it is in another order, or was read from elsewhere. */
export function patchCorrections(place: Place, list: SourceElement, before: Recipe, after: Recipe): Edit[] | undefined {
  return patchList(place, list, before.corrections, after.corrections, correctionItem, patchCorrection);
}

/** Items are told apart by their ids; what was taken away goes, what changed is patched, what is new comes behind. */
function patchList<T extends { readonly id: string }>(
  place: Place,
  list: SourceElement,
  before: readonly T[],
  after: readonly T[],
  itemOf: (entry: T) => XmlElement,
  patch: (place: Place, item: SourceElement, old: T, entry: T) => Edit[],
): Edit[] | undefined {
  const sourceOf = ({ id }: T): SourceElement | undefined => {
    const order = place.items.get(id)?.order;
    return order === undefined ? undefined : place.source[order];
  };
  if (before.some((entry) => sourceOf(entry)?.parent !== list)) return undefined;
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const wanted = new Set(after.map(({ id }) => id));
  const kept = before.filter(({ id }) => wanted.has(id));
  const order = [...kept.map(({ id }) => id), ...after.map(({ id }) => id).filter((id) => !known.has(id))];
  if (after.some(({ id }, index) => order[index] !== id)) return undefined;
  return [
    ...before.filter(({ id }) => !wanted.has(id)).map((entry) => removeItem(place.text, sourceOf(entry)!)),
    ...after.flatMap((entry): Edit[] => {
      const old = known.get(entry.id);
      if (old === undefined) return [insertItem(place.text, list, itemOf(entry))];
      return patch(place, sourceOf(old)!, old, entry);
    }),
  ];
}

function patchCorrection(place: Place, item: SourceElement, old: Correction, wanted: Correction): Edit[] {
  const changes = changesBetween(correctionFields(old), correctionFields(wanted));
  if (changes.size === 0) return [];
  const masksKey = keyOf({ uri: crsUri, name: 'CorrectionMasks' });
  const masks = changes.has(masksKey) ? patchMasks(place, old, wanted) : undefined;
  if (masks !== undefined) changes.delete(masksKey);
  const inner = item.children.length === 1 ? item.children[0]! : undefined;
  const description = inner !== undefined && /(?:^|:)Description$/.test(inner.name) ? inner : undefined;
  const main = description ?? item;
  const holdsChildren = description !== undefined || item.attributes.some(({ name }) => name.endsWith('parseType'));
  // A list item whose fields are its own attributes has no room for a field with structure.
  if (!holdsChildren && [...changes.values()].some((field) => field !== undefined && !isPlainText(field))) {
    return [replaceItem(place.text, item, correctionItem(wanted))];
  }
  const elements = description === undefined ? [item] : [item, description];
  return [...(masks ?? []), ...patchFields(place.text, { elements, main }, changes)];
}

function patchMasks(place: Place, old: Correction, wanted: Correction): Edit[] | undefined {
  const item = place.items.get(old.id);
  const field = (item === undefined ? undefined : fieldsOf(item))?.find(({ name }) => name === 'CorrectionMasks');
  const order = (field === undefined ? undefined : elementsOf(field)[0])?.order;
  const list = order === undefined ? undefined : place.source[order];
  return list === undefined ? undefined : patchList(place, list, old.masks, wanted.masks, maskItem, patchMask);
}

function patchMask({ text }: Place, item: SourceElement, old: Mask, wanted: Mask): Edit[] {
  if (sameMask(old, wanted) && printElement(maskItem(old)) === printElement(maskItem(wanted))) return [];
  return [replaceItem(text, item, maskItem(wanted))];
}

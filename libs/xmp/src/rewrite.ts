import { crsUri } from '@safelight/catalogue';
import {
  buildRecipe,
  sameMask,
  sameValue,
  stringifyRecipe,
  uprightTools,
  withoutComputedMask,
  withoutComputedUpright,
} from '@safelight/recipe';
import type { Mask, Recipe } from '@safelight/core';
import { changesBetween } from './changes.ts';
import { isRdf, keyOf } from './elements.ts';
import { groupName, legacyNames } from './parts/corrections.ts';
import { patchFields } from './patch.ts';
import { patchCorrections } from './patchCorrections.ts';
import { findRdf } from './rdf.ts';
import { readTree, type ReadOptions, type ReadTree } from './read.ts';
import { applyEdits, scanSource, type Edit, type SourceElement } from './source.ts';
import { elementsOf, parseXml, type XmlElement } from './tree.ts';
import { propertiesOf, writeSidecar } from './write.ts';

/**
 * The text with the recipe in the place of the one that it is read as. The same recipe gives the same bytes; otherwise
 * only what differs is set, added or taken away, and everything else (other namespaces, order, spelling, white space,
 * comments) stays as it is. Throws what `readXmp` and `writeSidecar` throw.
 */
export function rewriteXmp(original: string, recipe: Recipe, options: ReadOptions): string {
  const text = original.replace(/^\uFEFF/, '');
  const root = parseXml(text);
  const before = readTree(root, options);
  const after = withoutStale(before.recipe, recipe);
  if (stringifyRecipe(before.recipe) === stringifyRecipe(after)) return original;
  const descriptions = elementsOf(findRdf(root)!).filter((element) => isRdf(element, 'Description'));
  if (descriptions.length === 0) return writeSidecar(after, { photoKind: options.photoKind });
  const edits = editsOf(text, descriptions, before, after, options);
  return original.slice(0, original.length - text.length) + applyEdits(text, edits);
}

/** What Adobe computed from a mask or for Upright is void where the recipe changed what it was computed from. */
function withoutStale(before: Recipe, after: Recipe): Recipe {
  const known = new Map(before.corrections.flatMap(({ masks }) => masks.map((mask) => [mask.id, mask] as const)));
  const settled = (mask: Mask): Mask => {
    const old = known.get(mask.id);
    return old === undefined || sameMask(old, mask) ? mask : { ...mask, foreign: withoutComputedMask(mask.foreign) };
  };
  const turned = uprightTools.some((name) => !sameValue(before.settings[name], after.settings[name]));
  return buildRecipe({
    ...after,
    corrections: after.corrections.map((correction) => ({ ...correction, masks: correction.masks.map(settled) })),
    foreign: turned ? withoutComputedUpright(after.foreign) : after.foreign,
  });
}

function editsOf(
  text: string,
  descriptions: readonly XmlElement[],
  before: ReadTree,
  after: Recipe,
  options: ReadOptions,
): readonly Edit[] {
  const source = scanSource(text);
  const write = { ...before.carrier, photoKind: options.photoKind };
  const changes = changesBetween(propertiesOf(before.recipe, write), propertiesOf(after, write));
  const groupKey = keyOf({ uri: crsUri, name: groupName });
  const list = changes.has(groupKey) ? listIn(descriptions, source) : undefined;
  const place = { text, source, items: before.items };
  const ofGroup = list === undefined ? undefined : patchCorrections(place, list, before.recipe, after);
  if (ofGroup !== undefined) {
    changes.delete(groupKey);
  } else if (changes.has(groupKey)) {
    // Corrections that were read from an older container stand in the mask groups now, and not twice.
    for (const name of legacyNames) {
      if (after.foreign.every((property) => property.name !== name))
        changes.set(keyOf({ uri: crsUri, name }), undefined);
    }
  }
  const elements = descriptions.map(({ order }) => source[order!]!);
  const main = descriptions.findIndex(holdsSettings);
  return [...(ofGroup ?? []), ...patchFields(text, { elements, main: elements[Math.max(main, 0)]! }, changes)];
}

function holdsSettings(description: XmlElement): boolean {
  return [...description.attributes, ...elementsOf(description)].some(({ uri }) => uri === crsUri);
}

/** The list of mask groups, where the file has one. */
function listIn(descriptions: readonly XmlElement[], source: readonly SourceElement[]): SourceElement | undefined {
  const property = descriptions.flatMap(elementsOf).find(({ uri, name }) => uri === crsUri && name === groupName);
  const order = (property === undefined ? undefined : elementsOf(property)[0])?.order;
  return order === undefined ? undefined : source[order];
}

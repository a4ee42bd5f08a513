/** Develop presets: what a preset does not state, it leaves alone on the photo it is laid on. */
import { crsUri, findTool } from '@safelight/catalogue';
import { buildRecipe, mergeRecipes, settle, type Draft } from '@safelight/recipe';
import { Fault, type Correction, type PhotoKind, type Problem, type Recipe } from '@safelight/core';
import { crsText, itemsOf, make } from './elements.ts';
import { isLegalText } from './guard.ts';
import { rdfUri, xmlUri } from './namespaces.ts';
import { alternatives, envelope, isPreset } from './presetEnvelope.ts';
import { readProperties } from './rdf.ts';
import { readTree, type ReadOptions } from './read.ts';
import { parseXml, textOf, type XmlElement } from './tree.ts';
import { presetProperties, printPacket } from './write.ts';

export interface PresetNames {
  /** Shown in the list of presets. */
  readonly name: string;
  /** The folder it is shown in. */
  readonly group: string;
  /** 32 upper-case hexadecimal digits. */
  readonly uuid: string;
}

export interface Preset extends PresetNames {
  /** What it sets; a setting that stands at its default is in `stated` only. */
  readonly recipe: Recipe;
  /** Tools of the photo's settings that it states, be it at their default. */
  readonly stated: readonly string[];
  readonly warnings: readonly Problem[];
}

/** Reads a preset of Lightroom or Camera Raw. Throws `xmp.invalid` for text that is none. */
export function readPreset(text: string, options: ReadOptions): Preset {
  const root = parseXml(text);
  const { properties } = readProperties(root);
  const find = (name: string) => properties.find((property) => property.uri === crsUri && property.name === name);
  if (!isPreset(properties)) {
    throw new Fault(
      'xmp.invalid',
      'This XMP is no develop preset: crs:PresetType is not "Normal". Read it as a sidecar.',
      {
        field: 'crs:PresetType',
      },
    );
  }
  const { recipe, stated, warnings } = readTree(root, options);
  return {
    name: alternativeText(find('Name')),
    group: alternativeText(find('Group')),
    uuid: textOf(find('UUID') ?? crsText('', ''))?.trim() ?? '',
    recipe,
    stated: [...stated],
    warnings,
  };
}

/** The photo's recipe under the preset: what the preset states is set, corrections are added, the rest stays. */
export function applyPreset(recipe: Recipe, preset: Pick<Preset, 'recipe' | 'stated'>): Recipe {
  const settings: Draft = { ...recipe.settings };
  for (const name of preset.stated) Reflect.deleteProperty(settings, name);
  settle(settings);
  return mergeRecipes(buildRecipe({ ...recipe, settings }), preset.recipe);
}

function alternativeText(property: XmlElement | undefined): string {
  if (property === undefined) return '';
  const items = itemsOf(property) ?? [];
  const main = items.find(({ attributes }) => attributes.some(({ value }) => value === 'x-default')) ?? items[0];
  return textOf(main ?? property)?.trim() ?? '';
}

export interface WrittenPreset {
  readonly xmp: string;
  /** What belongs to one photo only and is no part of a preset, each with its reason. */
  readonly leftOut: readonly Problem[];
}

/**
 * Writes the settings that the recipe changes as a preset. Crop, orientation, guides, painted or outlined masks and
 * retouched places belong to one photo and are left out.
 */
export function writePreset(
  recipe: Recipe,
  preset: PresetNames,
  options: { readonly photoKind: PhotoKind },
): WrittenPreset {
  const { name, group, uuid } = preset;
  if (!/^[0-9A-F]{32}$/.test(uuid)) {
    throw new Fault('request.invalid', 'The UUID of a preset has 32 upper-case hexadecimal digits.', { field: 'uuid' });
  }
  for (const [field, text] of Object.entries({ name, group })) {
    if (isLegalText(text) && text.length <= 200) continue;
    throw new Fault('request.invalid', 'Names of presets have at most 200 visible characters.', { field });
  }
  const { portable, leftOut } = portableOf(recipe);
  const texts: Readonly<Record<(typeof alternatives)[number], string>> = {
    Name: name,
    ShortName: '',
    SortName: '',
    Group: group,
    Description: '',
  };
  const properties = [
    ...envelope.slice(0, 2).map(([one, text]) => crsText(one, text)),
    crsText('UUID', uuid),
    ...envelope.slice(2).map(([one, text]) => crsText(one, text)),
    ...presetProperties(portable, options.photoKind),
    ...alternatives.map((one) => alternative(one, texts[one])),
  ];
  return { xmp: printPacket(properties), leftOut };
}

function alternative(name: string, text: string): XmlElement {
  const attributes = [{ uri: xmlUri, name: 'lang', prefix: 'xml', value: 'x-default' }];
  const item = { ...make(rdfUri, 'li', text === '' ? [] : [text]), attributes };
  return make(crsUri, name, [make(rdfUri, 'Alt', [item])]);
}

const ofOnePhoto = new Set(['orientation', 'uprightGuides']);
const drawnMasks = new Set(['maskBrush', 'maskObject']);

function portableOf(recipe: Recipe): { readonly portable: Recipe; readonly leftOut: Problem[] } {
  const leftOut: Problem[] = [];
  const leave = (field: string, what: string): void => {
    leftOut.push({
      code: 'tool.notApplicable',
      field,
      message: `${what} belongs to one photo and is no part of a preset.`,
    });
  };
  const settings = Object.entries(recipe.settings).filter(([name]) => {
    const isOwn = findTool(name)!.group === 'crop' || ofOnePhoto.has(name);
    if (isOwn) leave(`settings.${name}`, name);
    return !isOwn;
  });
  const isDrawn = ({ masks }: Correction): boolean => masks.some(({ tool }) => drawnMasks.has(tool));
  for (const [index, correction] of recipe.corrections.entries()) {
    if (isDrawn(correction)) leave(`corrections[${index}]`, 'A painted or outlined mask');
  }
  for (const index of recipe.retouch.keys()) leave(`retouch[${index}]`, 'A retouched place');
  const corrections = recipe.corrections.filter((correction) => !isDrawn(correction));
  const portable = buildRecipe({
    settings: Object.fromEntries(settings),
    pointColors: recipe.pointColors,
    corrections: corrections.map(withoutForeign),
  });
  return { portable, leftOut };
}

/** What other programs stored beside a correction, digests above all, is about one photo. */
function withoutForeign(correction: Correction): Correction {
  return { ...correction, foreign: [], masks: correction.masks.map((mask) => ({ ...mask, foreign: [] })) };
}

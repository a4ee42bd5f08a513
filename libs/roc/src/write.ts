import { crsUri, findSetting } from '@safelight/catalogue';
import { sha256, type PhotoKind, type Recipe } from '@safelight/core';
import { elementsOf, parseXml, readProperties, textOf, writeSidecar, type XmlElement } from '@safelight/xmp';
import type { Literal, LiteralTable } from './literal/literal.ts';
import { printAssignment, printJson, printLua, printPython } from './literal/print.ts';
import { swatchOfTuple } from './swatches.ts';

export const rocForms = ['lua', 'lrtemplate', 'json', 'python'] as const;
export type RocForm = (typeof rocForms)[number];

export interface RocWriteOptions {
  readonly photoKind: PhotoKind;
  /** `lua`: `return { … }`; `lrtemplate`: a preset file; `json` and `python`: what models write. */
  readonly form: RocForm;
  /** Title of a preset; default "Safelight". */
  readonly title?: string;
}

/** Writes what the recipe changes, by `crs:` names and in XMP's units. Equal recipes give equal text. */
export function writeRoc(recipe: Recipe, options: RocWriteOptions): string {
  const settings = rocTable(recipe, options.photoKind);
  switch (options.form) {
    case 'lua':
      return printLua(settings);
    case 'json':
      return printJson(settings);
    case 'python':
      return printPython(settings);
    case 'lrtemplate':
      return printAssignment('s', preset(settings, options.title ?? 'Safelight'));
  }
}

function preset(settings: LiteralTable, title: string): LiteralTable {
  const digest = sha256(Buffer.from(printLua(settings))).toUpperCase();
  const id = digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const value: LiteralTable = new Map<string, Literal>([
    ['settings', settings],
    ['uuid', id],
  ]);
  return new Map<string, Literal>([
    ['id', id],
    ['internalName', title],
    ['title', title],
    ['type', 'Develop'],
    ['value', value],
    ['version', 0],
  ]);
}

/** The properties that the recipe sets, as a table. */
export function rocTable(recipe: Recipe, photoKind: PhotoKind): LiteralTable {
  const { properties } = readProperties(parseXml(writeSidecar(recipe, { photoKind })));
  const isOwn = ({ uri, name }: XmlElement): boolean => {
    const tool = findSetting(uri, name);
    return tool === undefined ? !envelope.has(name) : Object.hasOwn(recipe.settings, tool.name);
  };
  return new Map(
    properties.filter((property) => property.uri === crsUri && isOwn(property)).map((one) => [one.name, valueOf(one)]),
  );
}

/** What a sidecar says of itself. */
const envelope = new Set(['Version', 'HasSettings', 'AlreadyApplied', 'RawFileName']);

const curveNames = /^ToneCurvePV2012(?:Red|Green|Blue)?$/;
const swatchNames = /^(?:Local)?PointColors$/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Texts of digits that are no numbers. */
const textNames = /^(?:ProcessVersion|Version|\w*(?:ID|UUID|Digest|Name))$/;

function scalarOf(name: string, text: string): Literal {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return number.test(text) && !textNames.test(name) ? Number(text) : text;
}

/** The text of an element that is no structure: one whose fields are its attributes has no children either. */
function plainText(element: XmlElement): string | undefined {
  return element.attributes.some(({ uri }) => uri === crsUri) ? undefined : textOf(element);
}

function valueOf(property: XmlElement): Literal {
  const text = plainText(property);
  if (text !== undefined) return scalarOf(property.name, text);
  const [only] = elementsOf(property);
  if (only?.name === 'Seq' || only?.name === 'Bag' || only?.name === 'Alt')
    return listOf(property.name, elementsOf(only));
  return structOf(only?.name === 'Description' ? only : property);
}

function listOf(name: string, items: readonly XmlElement[]): Literal {
  const values = items.map((item) => {
    const text = plainText(item);
    if (text !== undefined) return swatchNames.test(name) ? (swatchOfTuple(text) ?? text) : text;
    const [only] = elementsOf(item);
    return structOf(only?.name === 'Description' ? only : item);
  });
  if (!curveNames.test(name)) return values;
  return values.flatMap((point) => String(point).split(',').map(Number));
}

function structOf(element: XmlElement): LiteralTable {
  return new Map([
    ...element.attributes
      .filter(({ uri }) => uri === crsUri)
      .map(({ name, value }): [string, Literal] => [name, scalarOf(name, value)]),
    ...elementsOf(element).map((child): [string, Literal] => [child.name, valueOf(child)]),
  ]);
}

import {
  crsUri,
  defaultOf,
  findSetting,
  findTool,
  keywordOf,
  settingTools,
  tiffUri,
  type Tool,
} from '@safelight/catalogue';
import { conflicts, cropKeys, photoKindProblem, rawPair, renderedPair } from '@safelight/recipe';
import { Fault, type ForeignProperty, type PhotoKind, type Recipe, type SettingValue } from '@safelight/core';
import { crsSeq, crsText, isPlainText, make, textItem } from './elements.ts';
import { customaryPrefixes, metaUri, photoshopUri, rdfUri } from './namespaces.ts';
import { escapeAttribute, printElement } from './print.ts';
import { guardXml, isLegalText } from './guard.ts';
import type { Part } from './parts/part.ts';
import { partProperties, parts } from './parts/parts.ts';
import { parseXml, textOf, type XmlElement } from './tree.ts';
import { encodeCurve, encodeValue } from './value.ts';

export interface WriteOptions {
  readonly photoKind: PhotoKind;
  /** Name of the photo that the sidecar stands beside. */
  readonly photoFileName?: string;
  /** For a sidecar that is read and written without knowing the photo's name: the extension it was for. */
  readonly sidecarForExtension?: string;
  /** True when the settings are baked into the picture that carries them; default false. */
  readonly alreadyApplied?: boolean;
}

/** Settings are stated in terms of this build of Camera Raw; an older Lightroom still reads what it knows. */
const cameraRawVersion = '15.4';

const scope = new Map([
  [metaUri, 'x'],
  [rdfUri, 'rdf'],
  [crsUri, 'crs'],
]);

/** Groups whose sliders stand in every sidecar, so that a reader's own defaults play no part. */
const completeGroups = new Set([
  'basic',
  'tone-curve',
  'hsl',
  'bw-mix',
  'color-grading',
  'detail',
  'lens',
  'transform',
  'effects',
  'calibration',
]);
/** Of those groups: instructions that act when they are read, and sliders that Lightroom does not have yet. */
const onlyWhenSet = new Set([
  'autoTone',
  'autoGrayscaleMix',
  'glow',
  'glowStyle',
  'glowRange',
  'glowSpread',
  'glowWarmth',
]);

/**
 * Writes a recipe as a Lightroom sidecar: every setting of the main panels with its default, the white balance pair of
 * the photo's kind, foreign properties as they were. Equal recipes give equal text.
 *
 * Throws `tool.notApplicable` for a setting that photos of this kind do not have and `recipe.invalid` for settings that
 * contradict each other or a foreign property that is no XML.
 */
export function writeSidecar(recipe: Recipe, options: WriteOptions): string {
  return printPacket(propertiesOf(recipe, options));
}

/** The properties of a sidecar in order, each in element form. */
export function propertiesOf(recipe: Recipe, options: WriteOptions): readonly XmlElement[] {
  refuseUnfit(recipe, options.photoKind);
  const foreign = checkedForeign(recipe);
  const carried = new Set(foreign.map(({ uri, name }) => findSetting(uri, name)?.name));
  const entries = settingTools.filter(isWhole).flatMap((tool) => {
    const value = valueToWrite(tool, recipe, options);
    // A value that could not be read stands there as it was, unless the recipe has set the tool since.
    const untouched = carried.has(tool.name) && !Object.hasOwn(recipe.settings, tool.name);
    return value === undefined || untouched ? [] : [settingElement(tool, value)];
  });
  const ofParts = new Map(foreign.filter(isOfPart).map((property) => [property.name, property]));
  return [
    ...carrierProperties(options),
    crsText('Version', cameraRawVersion),
    ...entries,
    crsText('HasSettings', 'True'),
    crsText('AlreadyApplied', options.alreadyApplied === true ? 'True' : 'False'),
    ...parts.flatMap((part) => part.write(recipe, carriedOf(part, ofParts))),
    ...foreign.filter((property) => !isOfPart(property) && !isWritten(property, recipe)),
  ];
}

/** The properties of a preset: only what the recipe changes. */
export function presetProperties(recipe: Recipe, photoKind: PhotoKind): readonly XmlElement[] {
  refuseUnfit(recipe, photoKind);
  const version = findTool('processVersion')!;
  return [
    crsText('Version', cameraRawVersion),
    settingElement(version, recipe.settings[version.name] ?? version.default!),
    ...settingTools
      .filter((tool) => isWhole(tool) && tool !== version && Object.hasOwn(recipe.settings, tool.name))
      .map((tool) => settingElement(tool, recipe.settings[tool.name]!)),
    crsText('HasSettings', 'True'),
    ...parts.flatMap((part) => part.write(recipe, new Map())),
  ];
}

/** A setting that is a property of its own; the others are written with the part they belong to. */
function isWhole(tool: Tool): boolean {
  const [{ uri, name }] = tool.paths[0];
  return findSetting(uri, name) === tool;
}

function isOfPart({ uri, name }: XmlElement): boolean {
  return uri === crsUri && partProperties.has(name);
}

function carriedOf(part: Part, all: ReadonlyMap<string, XmlElement>): ReadonlyMap<string, XmlElement> {
  return new Map([...all].filter(([name]) => part.properties.includes(name)));
}

function settingElement(tool: Tool, value: SettingValue): XmlElement {
  const [{ uri, name }] = tool.paths[0];
  return tool.type === 'curve'
    ? crsSeq(name, encodeCurve(tool, value).map(textItem))
    : make(uri, name, [encodeValue(tool, value)]);
}

/** A packet with one description: texts as attributes, everything else as children. */
export function printPacket(properties: readonly XmlElement[]): string {
  const attributes = properties.filter(isOwnText);
  const children = properties.filter((property) => !isOwnText(property));
  const prefixOf = ({ uri }: XmlElement): string => customaryPrefixes.get(uri)!;
  const text = [
    `<x:xmpmeta xmlns:x="${metaUri}" x:xmptk="Safelight">`,
    ` <rdf:RDF xmlns:rdf="${rdfUri}">`,
    '  <rdf:Description rdf:about=""',
    ...[photoshopUri, tiffUri, crsUri]
      .filter((uri) => attributes.some((attribute) => attribute.uri === uri))
      .map((uri) => `    xmlns:${customaryPrefixes.get(uri)!}="${uri}"`),
    `${attributes.map((one) => `    ${prefixOf(one)}:${one.name}="${escapeAttribute(textOf(one)!)}"`).join('\n')}>`,
    ...children.map((element) => `   ${printElement(element, scope, '   ')}`),
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '',
  ].join('\n');
  // What is written must be readable again: foreign properties can bring it over a limit.
  guardXml(text);
  return text;
}

/** Texts that Safelight made; what is carried keeps its form as an element. */
function isOwnText(property: XmlElement): boolean {
  return property.line === 0 && isPlainText(property);
}

function valueToWrite(tool: Tool, recipe: Recipe, options: WriteOptions): SettingValue | undefined {
  const { photoKind } = options;
  // A picture with the settings baked in is upright: a reader must not turn it again.
  if (tool.name === 'orientation' && options.alreadyApplied === true) return undefined;
  if (Object.hasOwn(recipe.settings, tool.name)) return recipe.settings[tool.name];
  const value = defaultOf(tool, photoKind)!;
  if (tool.name === 'processVersion' || tool.name === 'hasCrop') return value;
  if (tool.name === 'cropConstrainToUnitSquare' || cropKeys.includes(tool.name)) {
    return recipe.settings.hasCrop === true ? value : undefined;
  }
  if (!completeGroups.has(tool.group) || onlyWhenSet.has(tool.name) || keywordOf(tool) !== undefined) return undefined;
  if (tool.photoKind !== undefined && tool.photoKind !== photoKind) return undefined;
  // Beside Auto and its like the numbers would say what the mode came to, which is not known here.
  const mode = recipe.settings.whiteBalance ?? 'As Shot';
  if ([...rawPair, ...renderedPair].includes(tool.name) && mode !== 'As Shot' && mode !== 'Custom') return undefined;
  return value;
}

function refuseUnfit(recipe: Recipe, photoKind: PhotoKind): void {
  for (const tool of settingTools) {
    if (!Object.hasOwn(recipe.settings, tool.name)) continue;
    if (photoKindProblem(tool, recipe.settings[tool.name], photoKind) === undefined) continue;
    const message = `${tool.name} ${String(recipe.settings[tool.name])} does not apply to a ${photoKind} photo. Remove it first.`;
    throw new Fault('tool.notApplicable', message, { field: `settings.${tool.name}` });
  }
  const [conflict] = conflicts({ ...recipe.settings });
  if (conflict !== undefined) {
    throw new Fault('recipe.invalid', conflict.message, { field: `settings.${conflict.keys[0]}` });
  }
}

/** Whether the sidecar states this property itself, so that the carried one must not stand beside it. */
function isWritten(property: XmlElement, recipe: Recipe): boolean {
  const tool = findSetting(property.uri, property.name);
  if (tool !== undefined) return Object.hasOwn(recipe.settings, tool.name) || tool.photoKind !== undefined;
  if (property.uri === photoshopUri) return property.name === 'SidecarForExtension';
  return property.uri === crsUri && companions.has(property.name);
}

const companions = new Set(['RawFileName', 'Version', 'CompatibleVersion', 'HasSettings', 'AlreadyApplied']);

function carrierProperties(options: WriteOptions): readonly XmlElement[] {
  const { photoFileName } = options;
  if (photoFileName !== undefined && !isLegalText(photoFileName)) {
    throw new Fault('request.invalid', 'The photo file name has characters that XML cannot hold. Rename the photo.');
  }
  const extension = photoFileName === undefined ? undefined : /\.([^./\\]+)$/.exec(photoFileName)?.[1];
  const owner = extension?.toUpperCase() ?? options.sidecarForExtension;
  return [
    ...(owner === undefined ? [] : [make(photoshopUri, 'SidecarForExtension', [owner])]),
    ...(photoFileName === undefined ? [] : [crsText('RawFileName', photoFileName)]),
  ];
}

/** Foreign properties may come from a recipe file that anyone wrote: all are parsed before one is written. */
function checkedForeign(recipe: Recipe): readonly XmlElement[] {
  for (const [index, { foreign, masks }] of recipe.corrections.entries()) {
    parseAll(foreign, `corrections[${index}].`);
    for (const [place, mask] of masks.entries()) parseAll(mask.foreign, `corrections[${index}].masks[${place}].`);
  }
  for (const [index, { foreign }] of recipe.retouch.entries()) parseAll(foreign, `retouch[${index}].`);
  return parseAll(recipe.foreign, '');
}

function parseAll(foreign: readonly ForeignProperty[], where: string): readonly XmlElement[] {
  return foreign.map((property, index) => parseForeign(property, `${where}foreign[${index}].xml`));
}

function parseForeign(property: ForeignProperty, field: string): XmlElement {
  let element: XmlElement;
  try {
    element = parseXml(property.xml);
  } catch (cause) {
    const reason = cause instanceof Fault ? cause.message : 'It cannot be read.';
    throw new Fault('recipe.invalid', `The foreign property ${property.name.slice(0, 80)} is no XML: ${reason}`, {
      field,
      cause,
    });
  }
  if (element.uri === property.uri && element.name === property.name) return element;
  const message = `The foreign property ${property.name.slice(0, 80)} holds another element. Import the XMP again.`;
  throw new Fault('recipe.invalid', message, { field });
}

import { crsUri, defaultOf, findSetting, keywordOf, settingTools, tiffUri, type Tool } from '@safelight/catalogue';
import { conflicts, cropKeys, photoKindProblem, rawPair, renderedPair } from '@safelight/recipe';
import { Fault, type ForeignProperty, type PhotoKind, type Recipe, type SettingValue } from '@safelight/core';
import { customaryPrefixes, metaUri, photoshopUri, rdfUri } from './namespaces.ts';
import { escapeAttribute, printElement } from './print.ts';
import { guardXml, isLegalText } from './guard.ts';
import { parseXml, type XmlElement } from './tree.ts';
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
  refuseUnfit(recipe, options.photoKind);
  const foreign = recipe.foreign.map((property, index) => ({ property, element: parseForeign(property, index) }));
  const carried = new Set(foreign.map(({ property }) => findSetting(property.uri, property.name)?.name));
  const entries = settingTools.flatMap((tool) => {
    const value = valueToWrite(tool, recipe, options);
    // A value that could not be read stands there as it was, unless the recipe has set the tool since.
    const untouched = carried.has(tool.name) && !Object.hasOwn(recipe.settings, tool.name);
    return value === undefined || untouched ? [] : [{ tool, value }];
  });
  const kept = foreign.filter(({ property }) => !isWritten(property, recipe));

  const attributes = [
    ...carrierAttributes(options),
    ['crs:Version', cameraRawVersion] as const,
    ...entries
      .filter(({ tool }) => tool.type !== 'curve')
      .map(({ tool, value }) => [attributeName(tool), encodeValue(tool, value)] as const),
    ['crs:HasSettings', 'True'] as const,
    ['crs:AlreadyApplied', options.alreadyApplied === true ? 'True' : 'False'] as const,
  ];
  const children = [
    ...entries.filter(({ tool }) => tool.type === 'curve').map(({ tool, value }) => curveElement(tool, value)),
    ...kept.map(({ element }) => element),
  ];
  const text = [
    `<x:xmpmeta xmlns:x="${metaUri}" x:xmptk="Safelight">`,
    ` <rdf:RDF xmlns:rdf="${rdfUri}">`,
    '  <rdf:Description rdf:about=""',
    ...[photoshopUri, tiffUri, crsUri]
      .map((uri) => [customaryPrefixes.get(uri)!, uri] as const)
      .filter(([prefix]) => attributes.some(([name]) => name.startsWith(`${prefix}:`)))
      .map(([prefix, uri]) => `    xmlns:${prefix}="${uri}"`),
    `${attributes.map(([name, value]) => `    ${name}="${escapeAttribute(value)}"`).join('\n')}>`,
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

function attributeName(tool: Tool): string {
  const [{ uri, name }] = tool.paths[0];
  return `${customaryPrefixes.get(uri)!}:${name}`;
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
function isWritten(property: ForeignProperty, recipe: Recipe): boolean {
  const tool = findSetting(property.uri, property.name);
  if (tool !== undefined) return Object.hasOwn(recipe.settings, tool.name) || tool.photoKind !== undefined;
  if (property.uri === photoshopUri) return property.name === 'SidecarForExtension';
  return property.uri === crsUri && companions.has(property.name);
}

const companions = new Set(['RawFileName', 'Version', 'CompatibleVersion', 'HasSettings', 'AlreadyApplied']);

function carrierAttributes(options: WriteOptions): (readonly [string, string])[] {
  const { photoFileName } = options;
  if (photoFileName !== undefined && !isLegalText(photoFileName)) {
    throw new Fault('request.invalid', 'The photo file name has characters that XML cannot hold. Rename the photo.');
  }
  const extension = photoFileName === undefined ? undefined : /\.([^./\\]+)$/.exec(photoFileName)?.[1];
  const owner = extension?.toUpperCase() ?? options.sidecarForExtension;
  return [
    ...(owner === undefined ? [] : [['photoshop:SidecarForExtension', owner] as const]),
    ...(photoFileName === undefined ? [] : [['crs:RawFileName', photoFileName] as const]),
  ];
}

function curveElement(tool: Tool, value: SettingValue): XmlElement {
  const element = (uri: string, name: string, children: XmlElement['children']): XmlElement => {
    return { uri, name, prefix: '', attributes: [], children, line: 0 };
  };
  const items = encodeCurve(tool, value).map((text) => element(rdfUri, 'li', [text]));
  return element(crsUri, tool.crs, [element(rdfUri, 'Seq', items)]);
}

/** Foreign properties may come from a recipe file that anyone wrote: they are parsed before they are written. */
function parseForeign(property: ForeignProperty, index: number): XmlElement {
  const field = `foreign[${index}].xml`;
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

import { crsUri, findSetting, findTool } from '@safelight/catalogue';
import {
  buildRecipe,
  conflicts,
  cropKeys,
  isDefault,
  photoKindProblem,
  rawPair,
  renderedPair,
  settle,
  type Draft,
} from '@safelight/recipe';
import { Fault, limits, type ForeignProperty, type PhotoKind, type Problem, type Recipe } from '@safelight/core';
import { Fields, keyOf, toForeign } from './elements.ts';
import { photoshopUri } from './namespaces.ts';
import type { PartsDraft } from './parts/part.ts';
import { partProperties, parts } from './parts/parts.ts';
import { isEnvelope, isPreset } from './presetEnvelope.ts';
import { labelOf, readProperties } from './rdf.ts';
import { parseXml, textOf, type XmlElement } from './tree.ts';
import { decodeValue } from './value.ts';

export interface ReadOptions {
  /** Decides which white balance pair and which defaults hold. */
  readonly photoKind: PhotoKind;
}

/** What an XMP says about the file that carries it; no part of the edit. */
export interface Carrier {
  /** Name of the photo that a sidecar belongs to. */
  readonly photoFileName?: string;
  /** Extension of that photo, where the sidecar gives only that. */
  readonly sidecarForExtension?: string;
  /** True when the settings are already baked into the picture. */
  readonly alreadyApplied: boolean;
}

export interface ReadResult {
  readonly recipe: Recipe;
  readonly warnings: readonly Problem[];
  readonly carrier: Carrier;
}

/** First process version whose sliders Safelight has; 5.0 and 5.7 develop with other ones. */
const oldestProcessVersion = 6.6;
const warningsMax = 200;

/**
 * Reads the develop settings of a sidecar, preset or embedded packet. Values out of range are clamped, what cannot be
 * read is kept as foreign; both are warned about. Everything that is no setting of the catalogue is kept as foreign.
 *
 * Throws `xmp.invalid` for text that is unsafe or not XMP, and for photos of process version 1 or 2: their tone
 * sliders have no counterpart, and a recipe without them would silently be another picture. The file is untouched.
 */
export function readXmp(text: string, options: ReadOptions): ReadResult {
  const { recipe, warnings, carrier } = readTree(parseXml(text), options);
  return { recipe, warnings, carrier };
}

/** What a rewriter has to know beside the result. */
export interface ReadTree extends ReadResult {
  /** Tools that the file states, be it at their default. */
  readonly stated: ReadonlySet<string>;
  /** The list item that each correction and mask was read from, by its id. */
  readonly items: ReadonlyMap<string, XmlElement>;
}

export function readTree(root: XmlElement, options: ReadOptions): ReadTree {
  const { properties, warnings } = readProperties(root);
  refuseOldProcess(properties);
  const draft: Draft = {};
  const present = new Set<string>();
  const foreign: ForeignProperty[] = [];
  const carrier: { -readonly [key in keyof Carrier]: Carrier[key] } = { alreadyApplied: false };
  const partFields = new Fields(properties.filter(isOfPart));
  const partsDraft: PartsDraft = { settings: draft, pointColors: [], corrections: [], retouch: [], items: new Map() };
  for (const part of parts) {
    part.read(partFields, partsDraft, (code, field, message) =>
      warnings.push({ code, field: field.slice(0, 160), message }),
    );
  }

  const carried = new Map(partFields.restFields().map((property) => [keyOf(property), property]));
  const ofPreset = isPreset(properties);
  for (const property of properties) {
    if (readCarrier(property, carrier) || (ofPreset && isEnvelope(property))) continue;
    if (isOfPart(property)) {
      const kept = carried.get(keyOf(property));
      if (kept !== undefined) foreign.push(toForeign(kept));
      continue;
    }
    const tool = findSetting(property.uri, property.name);
    if (tool === undefined) {
      foreign.push(toForeign(property));
      continue;
    }
    const warn = (code: Problem['code'], message: string) => warnings.push({ code, field: labelOf(property), message });
    const decoded = decodeValue(tool, property);
    if (!decoded.ok) {
      warn('tool.badValue', `${decoded.message} The property is carried along without effect.`);
      foreign.push(toForeign(property));
      continue;
    }
    if (decoded.note !== undefined) warn('tool.outOfRange', decoded.note);
    if (photoKindProblem(tool, decoded.value, options.photoKind) !== undefined) {
      warn('tool.notApplicable', `This does not apply to a ${options.photoKind} photo and was left out.`);
      continue;
    }
    present.add(tool.name);
    if (!isDefault(tool, decoded.value, options.photoKind)) draft[tool.name] = decoded.value;
  }

  reconcile(draft, present, warnings);
  if (foreign.reduce((sum, property) => sum + property.xml.length, 0) > limits.recipeSizeBytes) {
    throw new Fault(
      'xmp.invalid',
      'The XMP holds more foreign properties than a recipe can carry. Remove masks or history.',
    );
  }
  const { pointColors, corrections, retouch, items } = partsDraft;
  const recipe = buildRecipe({ settings: draft, pointColors, corrections, retouch, foreign });
  return { recipe, warnings: warnings.slice(0, warningsMax), carrier, stated: present, items };
}

/** Brings settings of the file that contradict or imply each other to the form that a recipe has. */
function reconcile(draft: Draft, present: ReadonlySet<string>, warnings: Problem[]): void {
  const drop = (keys: readonly string[]) => {
    for (const key of keys) Reflect.deleteProperty(draft, key);
  };
  const warn = (field: string, message: string) => warnings.push({ code: 'tool.badValue', field, message });
  const pair = [...rawPair, ...renderedPair];

  const mode = draft.whiteBalance ?? (present.has('whiteBalance') ? 'As Shot' : undefined);
  if (mode === 'As Shot') {
    // Lightroom writes the camera's numbers beside As Shot and ignores them.
    drop(pair);
  } else if (mode !== undefined && mode !== 'Custom' && pair.some((key) => present.has(key))) {
    // The numbers are what the mode came to in the program that wrote them.
    draft.whiteBalance = 'Custom';
    warn('crs:WhiteBalance', `${String(mode)} comes with its numbers; they are used as a custom white balance.`);
  }

  if (draft.hasCrop !== true) {
    if (!present.has('hasCrop') && cropKeys.some((key) => Object.hasOwn(draft, key))) {
      warn('crs:HasCrop', 'Crop edges without HasCrop are stale and were left out.');
    }
    drop(cropKeys);
  }

  // Points say more than a name: the name of a curve matters only where its points are missing.
  if (present.has('toneCurve')) drop(['toneCurveName']);
  const name = draft.toneCurveName;
  if (name !== undefined && !findTool('toneCurveName')!.choices!.some((choice) => choice.value === name)) {
    warn('crs:ToneCurveName2012', 'A curve of that name is not known and its points are missing; it was left out.');
  }
  for (const conflict of conflicts(draft)) {
    drop(conflict.keys);
    warn(`crs:${findTool(conflict.keys[0]!)!.crs}`, `${conflict.message} They were left at their defaults.`);
  }
  settle(draft);
}

function refuseOldProcess(properties: readonly XmlElement[]): void {
  const find = (name: string) => properties.find((property) => property.uri === crsUri && property.name === name);
  const stated = find('ProcessVersion');
  const version = stated === undefined ? undefined : textOf(stated)?.trim();
  if (stated === undefined) {
    // Files from before process versions were named carry the old exposure slider and no new one.
    if (find('Exposure') === undefined || find('Exposure2012') !== undefined) return;
  } else if (version === undefined || version === '' || !(Number(version) < oldestProcessVersion)) {
    return;
  }
  const said = version === undefined ? 'a process version from before 2012' : `process version ${version.slice(0, 16)}`;
  throw new Fault(
    'xmp.invalid',
    `The XMP uses ${said}, whose tone sliders cannot be rendered. Update the photo to the current process version in Lightroom and export again.`,
    { field: 'crs:ProcessVersion' },
  );
}

function readCarrier(property: XmlElement, carrier: { -readonly [key in keyof Carrier]: Carrier[key] }): boolean {
  const text = textOf(property)?.trim() ?? '';
  if (property.uri === photoshopUri && property.name === 'SidecarForExtension') {
    if (text !== '') carrier.sidecarForExtension = text;
    return true;
  }
  if (property.uri !== crsUri) return false;
  switch (property.name) {
    case 'RawFileName':
      if (text !== '') carrier.photoFileName = text;
      return true;
    case 'AlreadyApplied':
      carrier.alreadyApplied = text.toLowerCase() === 'true';
      return true;
    case 'Version':
    case 'CompatibleVersion':
    case 'HasSettings':
      return true;
    default:
      return false;
  }
}

function isOfPart({ uri, name }: XmlElement): boolean {
  return uri === crsUri && partProperties.has(name);
}

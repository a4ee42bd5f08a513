/** Masks that Adobe finds by looking (`Mask/Image`): codes, the point, the outline and the person that pick them. */
import { findTool, tools, type Tool } from '@safelight/catalogue';
import type { SettingValue, SettingValues } from '@safelight/core';
import { checkValue } from '@safelight/recipe';
import { crsSeq, crsText, fieldsOf, Fields, itemsOf, structItem } from '../elements.ts';
import { parseNumber, short6 } from '../numbers.ts';
import { textOf, type XmlElement } from '../tree.ts';
import { takeValues, valueField, valueOr, withFields, type Warn } from './part.ts';

interface Code {
  readonly tool: Tool;
  /** The first is the form that picks no single person. */
  readonly subTypes: readonly string[];
  readonly category: string | undefined;
}

/** The codes stand in the catalogue's paths. */
const codes: readonly Code[] = tools.flatMap((tool): Code[] => {
  const select = tool.paths[0][0].select;
  if (tool.place !== 'masks' || select?.kind !== 'where') return [];
  const values = (name: string) => select.fields.find((field) => field.name === name)?.values;
  if (values('What')?.[0] !== 'Mask/Image') return [];
  return [{ tool, subTypes: values('MaskSubType') ?? [], category: values('MaskSubCategoryID')?.[0] }];
});

function codeOf(subType: string, category: string | undefined): Code | undefined {
  return codes.find((code) => code.subTypes.includes(subType) && code.category === category);
}

const point = withFields(['aiReferencePoint']);

export interface ImageMask {
  readonly tool: Tool;
  readonly settings: SettingValues;
}

export function takeImageMask(fields: Fields, where: string, warn: Warn): ImageMask | undefined {
  const subType = fields.take('MaskSubType');
  const category = fields.takeText('MaskSubCategoryID');
  const subTypeText = subType === undefined ? undefined : textOf(subType)?.trim();
  const code = subTypeText === undefined ? undefined : codeOf(subTypeText, category === '' ? undefined : category);
  if (code === undefined || subType === undefined) return undefined;
  const settings: Record<string, SettingValue> = takeValues(fields, point, where, warn);
  const picks = code.tool.fields ?? [];
  if (picks.includes('objectGesture')) takeList(fields, 'Gesture', 'objectGesture', outlineOf, settings);
  if (picks.includes('personInstance')) takeList(fields, 'InstanceIDs', 'personInstance', personsOf, settings);
  fields.takeExactly('MaskVersion', '1');
  fields.takeExactly('ErrorReason', '0');
  // Both forms of a part of a person are one tool; the one in the file stays, unless it says what a person picked says.
  if (subTypeText !== subTypeOf(code, settings)) fields.putBack(subType);
  return { tool: code.tool, settings };
}

function takeList(
  fields: Fields,
  name: string,
  toolName: string,
  read: (items: readonly XmlElement[]) => unknown,
  settings: Record<string, SettingValue>,
): void {
  const field = fields.take(name);
  if (field === undefined) return;
  const value = read(itemsOf(field) ?? []);
  const checked = value === undefined ? undefined : checkValue(findTool(toolName)!, value);
  // What is no outline (a rough stroke) is carried.
  if (checked?.ok === true) settings[toolName] = checked.value;
  else fields.putBack(field);
}

function numbersIn(item: XmlElement, names: readonly string[]): number[] | undefined {
  const fields = new Fields(fieldsOf(item) ?? []);
  const numbers = names.map((name) => parseNumber(fields.takeText(name) ?? ''));
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

function outlineOf(items: readonly XmlElement[]): unknown {
  const fields = items.length === 1 ? new Fields(fieldsOf(items[0]!) ?? []) : undefined;
  if (fields?.takeText('What') !== 'Mask/Polygon') return undefined;
  const points = fields.take('Points');
  const outline = (points === undefined ? undefined : itemsOf(points))?.map((item) => numbersIn(item, ['X', 'Y']));
  if (outline?.every((place) => place !== undefined) !== true) return undefined;
  return isBox(outline) ? [outline[0], outline[3]] : outline;
}

/** A box is stored as its corners in reading order: top left, top right, bottom left, bottom right. */
function isBox(outline: readonly (readonly number[])[]): boolean {
  const [a, b, c, d] = outline;
  if (outline.length !== 4) return false;
  return a![1] === b![1] && c![1] === d![1] && a![0] === c![0] && b![0] === d![0];
}

function personsOf(items: readonly XmlElement[]): unknown {
  return items.map((item) => numbersIn(item, ['InstanceID'])?.[0] ?? parseNumber(textOf(item) ?? ''));
}

function subTypeOf({ subTypes }: Code, settings: SettingValues): string {
  return settings['personInstance'] === undefined ? subTypes[0]! : subTypes.at(-1)!;
}

export function imageMaskFields(tool: Tool, settings: SettingValues): readonly XmlElement[] {
  const code = codes.find((one) => one.tool === tool)!;
  return [
    crsText('MaskVersion', '1'),
    crsText('MaskSubType', subTypeOf(code, settings)),
    ...(code.category === undefined ? [] : [crsText('MaskSubCategoryID', code.category)]),
    ...point.map(([one, name]) => valueField(one, name, valueOr(settings, one.name))),
    crsText('ErrorReason', '0'),
    ...gestureFields(settings['objectGesture'] as readonly (readonly number[])[] | undefined),
    ...instanceFields(settings['personInstance'] as readonly number[] | undefined),
  ];
}

function gestureFields(outline: readonly (readonly number[])[] | undefined): readonly XmlElement[] {
  if (outline === undefined) return [];
  const [a, b] = outline as [readonly [number, number], readonly [number, number]];
  const places = outline.length === 2 ? [a, [b[0], a[1]], [a[0], b[1]], b] : outline;
  const points = places.map(([x, y]) => structItem([crsText('X', short6(x!)), crsText('Y', short6(y!))]));
  return [crsSeq('Gesture', [structItem([crsText('What', 'Mask/Polygon'), crsSeq('Points', points)])])];
}

function instanceFields(persons: readonly number[] | undefined): readonly XmlElement[] {
  if (persons === undefined) return [];
  return [
    crsSeq(
      'InstanceIDs',
      persons.map((person) => structItem([crsText('InstanceID', String(person))])),
    ),
  ];
}

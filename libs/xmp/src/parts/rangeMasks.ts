/** Masks by brightness, colour or distance (`Mask/RangeMask`): a structure of their own inside the mask. */
import { crsUri, findTool, type Tool } from '@safelight/catalogue';
import type { SettingValue, SettingValues } from '@safelight/core';
import { checkValue } from '@safelight/recipe';
import { crsSeq, crsText, fieldsOf, Fields, overlaid, structure, textItem, textItems } from '../elements.ts';
import { parseNumber, parseNumbers, short6 } from '../numbers.ts';
import type { XmlElement } from '../tree.ts';
import { takeValues, valueField, valueOr, withFields, type Warn } from './part.ts';

const propertyName = 'CorrectionRangeMask';

const kinds: readonly { readonly type: string; readonly tool: Tool }[] = [
  { type: '1', tool: findTool('maskColorRange')! },
  { type: '2', tool: findTool('maskLuminanceRange')! },
  { type: '3', tool: findTool('maskDepthRange')! },
];

const bounds = withFields(['luminanceRangeBounds']);
const refine = withFields(['colorRangeRefine']);
const depthNames = ['DepthMin', 'DepthMax', 'DepthFeather'];
/** A sampled rectangle has no described layout in Adobe's namespace: ours is in a field of ours. */
const areaField = { uri: 'https://safelight.dev/ns/1.0/', name: 'ColorRangeAreas' };

export interface RangeMask {
  readonly tool: Tool;
  readonly settings: SettingValues;
}

export function takeRangeMask(mask: Fields, where: string, warn: Warn): RangeMask | undefined {
  const property = mask.take(propertyName);
  const inner = property === undefined ? undefined : fieldsOf(property);
  if (inner === undefined) return undefined;
  const area = inner.find(({ uri, name }) => uri === areaField.uri && name === areaField.name);
  const fields = new Fields(inner.filter((field) => field !== area));
  const type = fields.takeText('Type');
  const kind = kinds.find((one) => one.type === type);
  if (kind === undefined) return undefined;
  // `Invert` mirrors the inversion of the mask.
  fields.take('Invert');
  fields.takeExactly('Version', '3');
  fields.takeExactly('SampleType', '0');
  const settings = settingsOf(kind.tool, fields, `${where}.${propertyName}`, warn);
  setRows(settings, 'colorRangeArea', area === undefined ? undefined : rowsOf(area));
  const rest = fields.restFields();
  if (rest.length > 0) mask.putBack(structure(crsUri, propertyName, rest));
  return { tool: kind.tool, settings };
}

function settingsOf(tool: Tool, fields: Fields, where: string, warn: Warn): Record<string, SettingValue> {
  if (tool.name === 'maskLuminanceRange') return takeValues(fields, bounds, where, warn);
  if (tool.name === 'maskDepthRange') return takeDepth(fields);
  const settings = takeValues(fields, refine, where, warn);
  const models = fields.take('PointModels');
  const rows = models === undefined ? undefined : rowsOf(models);
  if (!setRows(settings, 'colorRangeSamples', rows) && models !== undefined) fields.putBack(models);
  return settings;
}

function rowsOf(list: XmlElement): unknown {
  return textItems(list)?.map(parseNumbers);
}

function setRows(settings: Record<string, SettingValue>, name: string, rows: unknown): boolean {
  const checked = rows === undefined ? undefined : checkValue(findTool(name)!, rows);
  if (checked?.ok === true) settings[name] = checked.value;
  return checked?.ok === true;
}

function takeDepth(fields: Fields): Record<string, SettingValue> {
  const settings: Record<string, SettingValue> = {};
  const taken = depthNames.map((name) => fields.take(name));
  const [near = 0, far = 1, feather = 0] = taken.map((field) => parseNumber(String(field?.children[0] ?? '')));
  const tool = findTool('depthRangeBounds')!;
  const checked = checkValue(tool, [near, far, feather]);
  if (!checked.ok) for (const field of taken) if (field !== undefined) fields.putBack(field);
  if (checked.ok && JSON.stringify(checked.value) !== JSON.stringify(tool.default)) settings[tool.name] = checked.value;
  return settings;
}

/** `rest` are the fields of the structure that are carried. */
export function rangeMaskField(
  tool: Tool,
  settings: SettingValues,
  inverted: boolean,
  rest: readonly XmlElement[],
): XmlElement {
  const { type } = kinds.find((kind) => kind.tool === tool)!;
  const own = [
    crsText('Version', '3'),
    crsText('Type', type),
    crsText('Invert', String(inverted)),
    crsText('SampleType', '0'),
  ];
  return structure(crsUri, propertyName, overlaid([...own, ...kindFields(tool, settings)], rest));
}

export const rangeMaskName = propertyName;

function kindFields(tool: Tool, settings: SettingValues): XmlElement[] {
  if (tool.name === 'maskLuminanceRange') {
    return bounds.map(([one, name]) => valueField(one, name, valueOr(settings, one.name)));
  }
  if (tool.name === 'maskDepthRange') {
    const numbers = valueOr(settings, 'depthRangeBounds') as readonly number[];
    return depthNames.map((name, index) => crsText(name, short6(numbers[index]!)));
  }
  const list = (name: string) =>
    ((settings[name] ?? []) as readonly (readonly number[])[]).map((row) => row.map(short6));
  const samples = list('colorRangeSamples').map((row) => textItem(row.join(' ')));
  const areas = list('colorRangeArea').map((row) => textItem(row.join(' ')));
  return [
    ...refine.map(([one, name]) => valueField(one, name, valueOr(settings, one.name))),
    ...(samples.length > 0 ? [crsSeq('PointModels', samples)] : []),
    ...(areas.length > 0 ? [{ ...crsSeq('', areas), ...areaField, prefix: 'safelight' }] : []),
  ];
}

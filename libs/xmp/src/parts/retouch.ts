/** Healed and cloned places: `RetouchAreas`, and the texts of `RetouchInfo` in older files. */
import { crsUri, findTool } from '@safelight/catalogue';
import { limits, type RetouchArea, type SettingValue, type SettingValues } from '@safelight/core';
import { checkValue, idOf } from '@safelight/recipe';
import { crsSeq, crsText, fieldsOf, Fields, itemsOf, overlaid, structItem, textItems } from '../elements.ts';
import { parseNumber, short6 } from '../numbers.ts';
import type { XmlElement } from '../tree.ts';
import { elementsOfForeign } from './masks.ts';
import { takeValues, valueField, valueOr, withFields, type Part, type Warn } from './part.ts';
import { strokeItem, strokeOf } from './strokes.ts';

const listName = 'RetouchAreas';
const legacyName = 'RetouchInfo';

const scalars = withFields([
  'retouchSourceMode',
  'retouchSourceX',
  'retouchSourceY',
  'retouchOpacity',
  'retouchFeather',
]);
/** A map, because the key comes from a file: an object would also answer to `constructor`. */
const spotTypes: ReadonlyMap<string, string> = new Map([
  ['heal', 'retouchHeal'],
  ['clone', 'retouchClone'],
]);
/** What an ellipse has by the way, with the values that Lightroom gives it. */
const ellipseFields = [
  ['MaskValue', '1'],
  ['Alpha', '0'],
  ['CenterValue', '1'],
  ['PerimeterValue', '0'],
] as const;

interface Shape {
  readonly settings: SettingValues;
  readonly strokes: readonly SettingValues[];
  /** Fields of the ellipse that are carried. */
  readonly rest: readonly XmlElement[];
}

function shapeOf(list: XmlElement | undefined, where: string, warn: Warn): Shape | undefined {
  const items = list === undefined ? undefined : itemsOf(list);
  if (items === undefined || items.length === 0 || items.length > limits.strokesPerMaskMax) return undefined;
  const strokes = items.map((item, index) => strokeOf(item, `${where}.Masks[${index}]`, warn));
  if (strokes.every((stroke) => stroke !== undefined)) return { settings: {}, strokes, rest: [] };
  return items.length === 1 ? ellipseOf(items[0]!) : undefined;
}

function ellipseOf(item: XmlElement): Shape | undefined {
  const fields = new Fields(fieldsOf(item) ?? []);
  if (fields.takeText('What') !== 'Mask/Ellipse') return undefined;
  const pair = (...names: string[]) => names.map((name) => parseNumber(fields.takeText(name) ?? ''));
  const position = checkValue(findTool('retouchPosition')!, pair('X', 'Y'));
  const size = checkValue(findTool('retouchSize')!, pair('SizeX', 'SizeY'));
  if (!position.ok || !size.ok) return undefined;
  for (const [name, text] of ellipseFields) fields.takeExactly(name, text);
  return {
    settings: { retouchPosition: position.value, retouchSize: size.value },
    strokes: [],
    rest: fields.restFields(),
  };
}

function areaOf(item: XmlElement, where: string, warn: Warn): RetouchArea | undefined {
  const inner = fieldsOf(item);
  if (inner === undefined) return undefined;
  const fields = new Fields(inner);
  const spotType = fields.take('SpotType');
  const type = String(spotType?.children[0] ?? 'heal').trim();
  const isPatch = inner.some(({ uri, name }) => uri === crsUri && name.startsWith('pm_'));
  const tool = isPatch ? 'retouchContentAware' : spotTypes.get(type);
  if (tool === undefined) return undefined;
  const shape = shapeOf(fields.take('Masks'), where, warn);
  if (shape === undefined) return undefined;
  // The type of a computed patch is part of what is carried.
  if (isPatch && spotType !== undefined) fields.putBack(spotType);
  const settings = takeValues(fields, scalars, where, warn);
  if (shape.rest.length > 0) fields.putBack(crsSeq('Masks', [structItem(shape.rest)]));
  return { tool, settings: { ...settings, ...shape.settings }, strokes: shape.strokes, foreign: fields.rest() };
}

function masksField(
  settings: SettingValues,
  strokes: readonly SettingValues[],
  index: number,
  carried: XmlElement | undefined,
): XmlElement {
  if (strokes.length > 0) {
    return crsSeq(
      'Masks',
      strokes.map((stroke, place) => strokeItem(stroke, idOf('area', index, place))),
    );
  }
  const pair = (tool: string, ...names: string[]): XmlElement[] => {
    const numbers = (settings[tool] ?? [0, 0]) as readonly number[];
    return names.map((name, place) => crsText(name, short6(numbers[place]!)));
  };
  const own = [
    crsText('What', 'Mask/Ellipse'),
    ...ellipseFields.map(([name, text]) => crsText(name, text)),
    ...pair('retouchPosition', 'X', 'Y'),
    ...pair('retouchSize', 'SizeX', 'SizeY'),
  ];
  const [rest] = carried === undefined ? [] : (itemsOf(carried) ?? []);
  return crsSeq('Masks', [structItem(overlaid(own, rest === undefined ? [] : (fieldsOf(rest) ?? [])))]);
}

function areaItem({ tool, settings, strokes, foreign }: RetouchArea, index: number): XmlElement {
  const carried = elementsOfForeign(foreign);
  const masks = carried.find(({ uri, name }) => uri === crsUri && name === 'Masks');
  const own = [
    crsText('SpotType', tool === 'retouchClone' ? 'clone' : 'heal'),
    ...scalars
      .filter(([one]) => Object.hasOwn(settings, one.name) || typeof one.default !== 'string' || one.type === 'enum')
      .map(([one, name]) => valueField(one, name, valueOr(settings, one.name))),
    masksField(settings, strokes, index, masks),
  ];
  return structItem(
    overlaid(
      own,
      carried.filter((field) => field !== masks),
    ),
  );
}

/** `centerX = 0.1, centerY = 0.2, radius = 0.01, sourceState = sourceAutoComputed, …` */
function legacyArea(text: string): RetouchArea | undefined {
  const fields = new Map(
    text.split(',').map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      return [name.trim(), value.trim()] as const;
    }),
  );
  const tool = spotTypes.get(fields.get('spotType') ?? 'heal');
  const number = (name: string) => parseNumber(fields.get(name) ?? '');
  const radius = number('radius');
  const parts: readonly (readonly [tool: string, value: unknown])[] = [
    ['retouchPosition', [number('centerX'), number('centerY')]],
    ['retouchSize', [radius, radius]],
    ...(fields.get('sourceState') === 'sourceSetExplicitly'
      ? ([
          ['retouchSourceMode', 'sourceSetExplicitly'],
          ['retouchSourceX', number('sourceX')],
          ['retouchSourceY', number('sourceY')],
        ] as const)
      : []),
  ];
  const settings: Record<string, SettingValue> = {};
  for (const [name, value] of parts) {
    const checked = checkValue(findTool(name)!, value);
    if (!checked.ok) return undefined;
    settings[name] = checked.value;
  }
  return tool === undefined ? undefined : { tool, settings, strokes: [], foreign: [] };
}

export const retouch: Part = {
  properties: [listName, legacyName],
  read: (properties, draft, warn) => {
    const property = properties.take(listName);
    const items = property === undefined ? undefined : itemsOf(property);
    if (property === undefined) {
      readLegacy(properties, draft.retouch);
    } else if (items === undefined) {
      properties.putBack(property);
    } else {
      const kept: XmlElement[] = [];
      for (const [index, item] of items.entries()) {
        const where = `crs:${listName}[${index}]`;
        const isRoom = draft.retouch.length < limits.retouchAreasPerRecipeMax;
        const area = isRoom ? areaOf(item, where, warn) : undefined;
        if (area !== undefined) {
          draft.retouch.push(area);
        } else {
          warn('tool.badValue', where, 'This repair is not understood; it is carried along without effect.');
          kept.push(item);
        }
      }
      if (kept.length > 0) properties.putBack(crsSeq(listName, kept));
    }
  },
  write: (recipe, carried) => {
    const before = carried.get(listName);
    const kept = before === undefined ? [] : (itemsOf(before) ?? []);
    const legacy = carried.get(legacyName);
    const others = legacy === undefined ? [] : [legacy];
    if (recipe.retouch.length === 0) return [...(before === undefined ? [] : [before]), ...others];
    return [crsSeq(listName, [...recipe.retouch.map(areaItem), ...kept]), ...others];
  },
};

/** Lightroom writes both lists for the sake of old readers; the newer one says more. */
function readLegacy(properties: Fields, areas: RetouchArea[]): void {
  const property = properties.take(legacyName);
  if (property === undefined) return;
  const read = textItems(property)?.map(legacyArea);
  if (read?.every((area) => area !== undefined) === true && read.length <= limits.retouchAreasPerRecipeMax)
    areas.push(...read);
  else properties.putBack(property);
}

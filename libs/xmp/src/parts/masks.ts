/** One component of a correction's selection: an item of `CorrectionMasks`. */
import { crsUri, findTool, type Tool } from '@safelight/catalogue';
import { limits, type ForeignProperty, type Mask, type SettingValue, type SettingValues } from '@safelight/core';
import { idOf } from '@safelight/recipe';
import { crsSeq, crsText, fieldsOf, Fields, itemsOf, overlaid, structItem } from '../elements.ts';
import { parseXml, type XmlElement } from '../tree.ts';
import { imageMaskFields, takeImageMask } from './imageMasks.ts';
import { takeValues, valueField, valueOr, withFields, type Warn } from './part.ts';
import { rangeMaskField, rangeMaskName, takeRangeMask } from './rangeMasks.ts';
import { strokeItem, strokeOf } from './strokes.ts';

const linear = withFields(['linearZeroX', 'linearZeroY', 'linearFullX', 'linearFullY']);
const bidirectional = withFields([
  'linearZeroX',
  'linearZeroY',
  'linearZero2X',
  'linearZero2Y',
  'linearFullPointDistance',
]);
const radial = withFields([
  'radialTop',
  'radialLeft',
  'radialBottom',
  'radialRight',
  'radialAngle',
  'radialMidpoint',
  'radialRoundness',
  'radialFeather',
]);
const activeTool = findTool('maskActive')!;

type Kind = 'Mask/Gradient' | 'Mask/CircularGradient' | 'Mask/Aggregate' | 'Mask/RangeMask' | 'Mask/Image';

const kindOfTool: Readonly<Record<string, Kind>> = {
  maskLinearGradient: 'Mask/Gradient',
  maskLinearGradientBidirectional: 'Mask/Gradient',
  maskRadialGradient: 'Mask/CircularGradient',
  maskBrush: 'Mask/Aggregate',
  maskLuminanceRange: 'Mask/RangeMask',
  maskColorRange: 'Mask/RangeMask',
  maskDepthRange: 'Mask/RangeMask',
};

/** What a mask is apart from how it joins the others; undefined when it is of a kind that no tool stands for. */
interface Geometry {
  readonly tool: Tool;
  readonly settings: SettingValues;
  readonly strokes: readonly SettingValues[];
}

function takeGeometry(item: XmlElement, fields: Fields, what: string, where: string, warn: Warn): Geometry | undefined {
  const geometry = (name: string, settings: SettingValues, strokes: readonly SettingValues[] = []): Geometry => {
    return { tool: findTool(name)!, settings, strokes };
  };
  switch (what) {
    case 'Mask/Gradient':
      return fields.takeText('Bidirectional')?.toLowerCase() === 'true'
        ? geometry('maskLinearGradientBidirectional', takeValues(fields, bidirectional, where, warn))
        : geometry('maskLinearGradient', takeValues(fields, linear, where, warn));
    case 'Mask/CircularGradient':
      fields.takeExactly('Version', '2');
      return geometry('maskRadialGradient', takeValues(fields, radial, where, warn));
    case 'Mask/Aggregate': {
      const list = fields.take('Masks');
      const items = list === undefined ? [] : itemsOf(list);
      const strokes = items?.map((stroke, index) => strokeOf(stroke, `${where}.Masks[${index}]`, warn));
      if (strokes?.every((stroke) => stroke !== undefined) !== true || strokes.length > limits.strokesPerMaskMax)
        return undefined;
      return geometry('maskBrush', {}, strokes);
    }
    case 'Mask/Paint': {
      // Containers from before mask groups list strokes as they are.
      const stroke = strokeOf(item, where, warn);
      for (const name of ['Radius', 'Flow', 'CenterWeight', 'Dabs']) fields.take(name);
      return stroke === undefined ? undefined : geometry('maskBrush', {}, [stroke]);
    }
    case 'Mask/RangeMask': {
      const range = takeRangeMask(fields, where, warn);
      return range === undefined ? undefined : { ...range, strokes: [] };
    }
    case 'Mask/Image': {
      const image = takeImageMask(fields, where, warn);
      return image === undefined ? undefined : { ...image, strokes: [] };
    }
    default:
      return undefined;
  }
}

const flag = (text: string | undefined): boolean => text?.toLowerCase() === 'true' || text === '1';

/**
 * How it joins the ones before it. Files know two modes; taking away the inverse is what intersecting means, and is read
 * as that.
 */
function takeCombination(fields: Fields, what: string): Record<string, SettingValue> {
  const mode = fields.takeText('MaskBlendMode') ?? '0';
  const flipped = fields.takeText('Flipped');
  const stated = fields.takeText('MaskInverted');
  // Radials from before mask groups say only whether they are turned outside in.
  const inverted =
    stated === undefined && what === 'Mask/CircularGradient' ? flipped !== undefined && !flag(flipped) : flag(stated);
  if (mode !== '1') {
    fields.takeExactly('MaskValue', '1');
    return inverted ? { maskInvert: true } : {};
  }
  fields.takeExactly('MaskValue', '0');
  return { maskCombine: inverted ? 'intersect' : 'subtract' };
}

/** The mask of a list item; undefined when a program that knows its kind must keep it. */
export function maskOf(
  item: XmlElement,
  where: string,
  id: (stated: string | undefined) => string,
  warn: Warn,
): Mask | undefined {
  const inner = fieldsOf(item);
  if (inner === undefined) return undefined;
  const fields = new Fields(inner);
  const what = fields.takeText('What') ?? '';
  const common = takeValues(fields, [[activeTool, 'MaskActive']], where, warn);
  const name = fields.takeName('MaskName');
  const stated = fields.takeText('MaskSyncID');
  const combination = takeCombination(fields, what);
  const geometry = takeGeometry(item, fields, what, where, warn);
  if (geometry === undefined) return undefined;
  const { tool, settings, strokes } = geometry;
  return {
    id: id(stated),
    tool: tool.name,
    name,
    settings: { ...combination, ...common, ...settings },
    strokes,
    foreign: fields.rest(),
  };
}

function combinationFields({ settings }: Mask): {
  readonly inverted: boolean;
  readonly mode: string;
  readonly value: string;
} {
  // A range mask keeps its inversion twice.
  const own = valueOr(settings, 'maskInvert') === true || valueOr(settings, 'rangeInvert') === true;
  switch (valueOr(settings, 'maskCombine')) {
    case 'subtract':
      return { mode: '1', inverted: own, value: '0' };
    case 'intersect':
      return { mode: '1', inverted: !own, value: '0' };
    default:
      return { mode: '0', inverted: own, value: '1' };
  }
}

export function maskItem(mask: Mask): XmlElement {
  const { id, name, settings } = mask;
  const { mode, inverted, value } = combinationFields(mask);
  const what = kindOfTool[mask.tool] ?? 'Mask/Image';
  const carried = elementsOfForeign(mask.foreign);
  const own = [
    crsText('What', what),
    valueField(activeTool, 'MaskActive', valueOr(settings, 'maskActive')),
    crsText('MaskName', name),
    crsText('MaskBlendMode', mode),
    crsText('MaskInverted', String(inverted)),
    crsText('MaskSyncID', id),
    crsText('MaskValue', value),
    ...kindFields(mask, what, inverted, carried),
  ];
  const rest = carried.filter(
    (field) => field.uri !== crsUri || field.name !== rangeMaskName || what !== 'Mask/RangeMask',
  );
  return structItem(overlaid(own, rest));
}

function kindFields(mask: Mask, what: Kind, inverted: boolean, carried: readonly XmlElement[]): readonly XmlElement[] {
  const { settings, strokes } = mask;
  const tool = findTool(mask.tool)!;
  const values = (list: ReturnType<typeof withFields>): XmlElement[] =>
    list.flatMap(([one, name]) => {
      const known = settings[one.name] ?? one.default;
      return known === null ? [] : [valueField(one, name, known)];
    });
  switch (what) {
    case 'Mask/Gradient':
      return tool.name === 'maskLinearGradient'
        ? values(linear)
        : [crsText('Bidirectional', 'true'), ...values(bidirectional)];
    case 'Mask/CircularGradient':
      return [...values(radial), crsText('Flipped', String(!inverted)), crsText('Version', '2')];
    case 'Mask/Aggregate':
      return [
        crsSeq(
          'Masks',
          strokes.map((stroke, index) => strokeItem(stroke, idOf('stroke', mask.id, index))),
        ),
      ];
    case 'Mask/RangeMask': {
      const before = carried.find(({ uri, name }) => uri === crsUri && name === rangeMaskName);
      return [rangeMaskField(tool, settings, inverted, before === undefined ? [] : (fieldsOf(before) ?? []))];
    }
    case 'Mask/Image':
      return imageMaskFields(tool, settings);
  }
}

export function elementsOfForeign(foreign: readonly ForeignProperty[]): readonly XmlElement[] {
  return foreign.map(({ xml }) => parseXml(xml));
}

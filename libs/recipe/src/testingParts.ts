/** Random valid parts of recipes: swatches, corrections with masks and strokes, retouched areas. */
import { findTool, tools, type ListShape, type RowShape, type Tool } from '@safelight/catalogue';
import type { Correction, Mask, RetouchArea, SettingValue, SettingValues } from '@safelight/core';
import fc from 'fast-check';
import { idOf } from './draft.ts';
import { settingFields, strokeFields } from './parts.ts';

/** Lists of numbers as the tool's shape wants them. */
export function listArbitrary(shape: ListShape): fc.Arbitrary<SettingValue> {
  if (shape.kind === 'row') return rowArbitrary(shape.row);
  return fc.array(rowArbitrary(shape.row), { minLength: shape.rowsMin, maxLength: Math.min(shape.rowsMax, 6) });
}

function rowArbitrary({ columns, required, rising, decimals }: RowShape): fc.Arbitrary<readonly number[]> {
  const scale = 10 ** decimals;
  const numbers = columns.map(({ min, max }) =>
    fc.integer({ min: min * scale, max: max * scale }).map((steps) => steps / scale + 0),
  );
  return fc
    .tuple(fc.integer({ min: required, max: columns.length }), fc.tuple(...numbers))
    .map(([length, row]) => row.slice(0, length))
    .map((row) => (rising === true ? row.toSorted((left, right) => left - right) : row));
}

type ValueOf = (tool: Tool) => fc.Arbitrary<SettingValue>;

/** Values of some of the tools, all of `needed` among them. */
function valuesArbitrary(
  names: readonly string[],
  needed: readonly string[],
  valueOf: ValueOf,
): fc.Arbitrary<SettingValues> {
  const named = (name: string) => valueOf(findTool(name)!).map((value) => [name, value] as const);
  const others = names.filter((name) => !needed.includes(name));
  const some = fc.uniqueArray(fc.constantFrom(...others).chain(named), { maxLength: 6, selector: ([name]) => name });
  return fc
    .tuple(fc.tuple(...needed.map(named)), others.length === 0 ? fc.constant([]) : some)
    .map((values) => Object.fromEntries(values.flat()));
}

const numberOf = (valueOf: ValueOf): ValueOf => {
  // The word for "not sampled" is no sample.
  return (tool) => valueOf(tool).filter((value) => typeof value !== 'string' || tool.type === 'enum');
};

const names = (place: Tool['place']): string[] => tools.filter((tool) => tool.place === place).map(({ name }) => name);
const samples = ['pointColorSourceHue', 'pointColorSourceSaturation', 'pointColorSourceLuminance'];

export function swatchArbitrary(valueOf: ValueOf): fc.Arbitrary<SettingValues> {
  return valuesArbitrary(names('swatch'), samples, numberOf(valueOf));
}

/** Ids of a few series, so that two recipes sometimes share corrections. */
export function withIds(corrections: readonly Correction[], series: number): readonly Correction[] {
  return corrections.map((correction, index) => ({
    ...correction,
    id: idOf('drawn', series, index),
    masks: correction.masks.map((mask, place) => ({ ...mask, id: idOf('drawn', series, index, place) })),
  }));
}

const nameArbitrary = fc.string({ maxLength: 12 }).filter((text) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text));

function strokesArbitrary(tool: Tool, valueOf: ValueOf, minLength = 0): fc.Arbitrary<SettingValues[]> {
  const fields = strokeFields(tool);
  return fields.length === 0
    ? fc.constant([])
    : fc.array(valuesArbitrary(fields, ['brushDabs'], valueOf), { minLength, maxLength: 3 });
}

function maskArbitrary(valueOf: ValueOf): fc.Arbitrary<Mask> {
  return fc.constantFrom(...tools.filter(({ place }) => place === 'masks')).chain((tool) =>
    fc.record({
      id: fc.constant(''),
      tool: fc.constant(tool.name),
      name: nameArbitrary,
      settings: valuesArbitrary(settingFields(tool), [], valueOf),
      strokes: strokesArbitrary(tool, valueOf),
      foreign: fc.constant([]),
    }),
  );
}

/** Corrections whose ids `withIds` gives. */
export function correctionArbitrary(valueOf: ValueOf): fc.Arbitrary<Correction> {
  return fc.record({
    id: fc.constant(''),
    name: nameArbitrary,
    settings: valuesArbitrary(names('correction'), [], valueOf),
    pointColors: fc.array(swatchArbitrary(valueOf), { maxLength: 2 }),
    masks: fc.array(maskArbitrary(valueOf), { minLength: 1, maxLength: 4 }),
    foreign: fc.constant([]),
  });
}

export function areaArbitrary(valueOf: ValueOf): fc.Arbitrary<RetouchArea> {
  const place = ['retouchPosition', 'retouchSize'];
  return fc.constantFrom('retouchHeal', 'retouchClone').chain((name) => {
    const tool = findTool(name)!;
    const others = settingFields(tool).filter((field) => !place.includes(field));
    const spot = fc.tuple(valuesArbitrary(settingFields(tool), place, valueOf), fc.constant([]));
    const painted = fc.tuple(valuesArbitrary(others, [], valueOf), strokesArbitrary(tool, valueOf, 1));
    return fc.oneof(spot, painted).map(([settings, strokes]) => ({ tool: name, settings, strokes, foreign: [] }));
  });
}

/** Random valid recipes for property-based tests. A package of its own door, because only tests have fast-check. */
import { settingTools, type Tool } from '@safelight/catalogue';
import {
  emptyRecipe,
  type CurvePoint,
  type PhotoKind,
  type Recipe,
  type SettingValue,
  type ToolCall,
} from '@safelight/core';
import fc from 'fast-check';
import { applyCalls } from './apply.ts';
import { checkValue, toPrecision } from './check.ts';
import { parseRecipe } from './parse.ts';
import { cropKeys, rawPair, renderedPair, splitKeys } from './rules.ts';
import { areaArbitrary, correctionArbitrary, listArbitrary, swatchArbitrary, withIds } from './testingParts.ts';

export interface RecipeArbitraryOptions {
  /** Decides which white balance pair is drawn; default `rendered`. */
  readonly photoKind?: PhotoKind;
  /** Draws only these tools; default all that a recipe can hold. */
  readonly only?: (tool: Tool) => boolean;
  /** Also draws swatches, corrections and retouched places; default only where `only` is not given. */
  readonly parts?: boolean;
}

/** Valid values of one tool, its ends and default drawn often. */
export function valueArbitrary(tool: Tool): fc.Arbitrary<SettingValue> {
  switch (tool.type) {
    case 'int':
      return fc.integer({ min: tool.min!, max: tool.max! });
    case 'float': {
      const decimals = tool.xmp.form === 'decimal' ? tool.xmp.decimals : 0;
      const scale = 10 ** decimals;
      return fc
        .integer({ min: Math.ceil(tool.min! * scale), max: Math.floor(tool.max! * scale) })
        .map((steps) => toPrecision(tool, steps / scale));
    }
    case 'bool':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(
        ...tool.choices!.map((choice) => choice.value).filter((value) => checkValue(tool, value).ok),
      );
    case 'curve':
      return curveArbitrary();
    case 'struct':
      if (tool.shape === undefined) throw new Error(`${tool.name} is a structure and has no values`);
      return listArbitrary(tool.shape);
  }
}

/** Curves of 2 to 8 points with rising x. */
export function curveArbitrary(): fc.Arbitrary<readonly CurvePoint[]> {
  const byte = fc.integer({ min: 0, max: 255 });
  return fc
    .uniqueArray(fc.tuple(byte, byte), { minLength: 2, maxLength: 8, selector: ([x]) => x })
    .map((points) => points.toSorted((left, right) => left[0] - right[0]));
}

/** Recipes without foreign properties, as `applyCalls` and `parseRecipe` make them. */
export function recipeArbitrary(options: RecipeArbitraryOptions = {}): fc.Arbitrary<Recipe> {
  const settings = settingsArbitrary(options);
  return (options.parts ?? options.only === undefined)
    ? fc.tuple(settings, partsArbitrary()).map(([recipe, parts]) => parseRecipe({ ...recipe, ...parts }))
    : settings;
}

function partsArbitrary(): fc.Arbitrary<Pick<Recipe, 'pointColors' | 'corrections' | 'retouch'>> {
  const corrections = fc.uniqueArray(correctionArbitrary(valueArbitrary), {
    maxLength: 3,
    selector: ({ name }) => name,
  });
  return fc.record({
    pointColors: fc.array(swatchArbitrary(valueArbitrary), { maxLength: 3 }),
    corrections: fc.tuple(corrections, fc.nat({ max: 5 })).map(([list, series]) => withIds(list, series)),
    retouch: fc.array(areaArbitrary(valueArbitrary), { maxLength: 3 }),
  });
}

function settingsArbitrary(options: RecipeArbitraryOptions): fc.Arbitrary<Recipe> {
  const photoKind = options.photoKind ?? 'rendered';
  const drawn = (tool: Tool) =>
    (tool.photoKind === undefined || tool.photoKind === photoKind) && (options.only?.(tool) ?? true);
  const whole = new Map(settingTools.filter(drawn).map((tool) => [tool.name, tool]));
  const single = [...whole.values()].filter((tool) => !together.has(tool.name));
  const groups = [whiteBalance(photoKind), splits(), crop()].map((group) =>
    fc.option(group, { nil: [] }).map((calls) => calls.filter((call) => whole.has(call.tool))),
  );
  const calls = fc.uniqueArray(
    fc.nat({ max: Math.max(0, single.length - 1) }).chain((index) => callArbitrary(single[index]!)),
    { maxLength: single.length === 0 ? 0 : 40, selector: (call) => call.tool },
  );
  return fc.tuple(calls, ...groups).map(([some, ...rest]) => {
    const drawnCalls = [...some, ...rest.flat()];
    const { recipe, problems } = applyCalls(emptyRecipe, drawnCalls, { photoKind, notRendered: () => undefined });
    // With `only`, one edge of a crop may be drawn without its partner and be refused; everything else is a defect here.
    if (problems.length > 0 && options.only === undefined) throw new Error(JSON.stringify({ drawnCalls, problems }));
    return recipe;
  });
}

const together = new Set([
  ...splitKeys,
  ...cropKeys,
  ...rawPair,
  ...renderedPair,
  'whiteBalance',
  'hasCrop',
  'toneCurveName',
]);

function callArbitrary(tool: Tool): fc.Arbitrary<ToolCall> {
  return valueArbitrary(tool).map((value) => ({ tool: tool.name, value }));
}

function whiteBalance(photoKind: PhotoKind): fc.Arbitrary<ToolCall[]> {
  const modes = photoKind === 'raw' ? ['Auto', 'Daylight', 'Cloudy', 'Tungsten', 'Flash'] : ['Auto', 'Custom'];
  const mode = fc.constantFrom(...modes).map((value) => [{ tool: 'whiteBalance', value }]);
  const numbers = (photoKind === 'raw' ? rawPair : renderedPair).map((name) =>
    fc.option(callArbitrary(settingTools.find((tool) => tool.name === name)!)),
  );
  return fc.oneof(
    mode,
    fc.tuple(...numbers).map((pair) => pair.filter((call) => call !== null)),
  );
}

function splits(): fc.Arbitrary<ToolCall[]> {
  return fc
    .uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 })
    .map((values) =>
      values.toSorted((left, right) => left - right).map((value, index) => ({ tool: splitKeys[index]!, value })),
    );
}

function crop(): fc.Arbitrary<ToolCall[]> {
  const edges = fc
    .uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 2, maxLength: 2 })
    .map((pair) => pair.toSorted((left, right) => left - right).map((edge) => edge / 1_000_000) as [number, number]);
  const angle = fc.integer({ min: -4_500, max: 4_500 }).map((steps) => steps / 100);
  return fc.tuple(edges, edges, angle).map(([[top, bottom], [left, right], turn]) => [
    { tool: 'cropTop', value: top },
    { tool: 'cropLeft', value: left },
    { tool: 'cropBottom', value: bottom },
    { tool: 'cropRight', value: right },
    { tool: 'cropAngle', value: turn },
  ]);
}

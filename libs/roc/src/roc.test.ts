import { emptyRecipe, Fault, type PhotoKind } from '@safelight/core';
import { parseRecipe } from '@safelight/recipe';
import { recipeArbitrary } from '@safelight/recipe/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLiteral } from './literal/parse.ts';
import { readRoc } from './read.ts';
import { rocForms, writeRoc } from './write.ts';

const rendered = { photoKind: 'rendered' } as const;
const settingsOf = (text: string, photoKind: PhotoKind = 'rendered') => readRoc(text, { photoKind }).recipe.settings;

describe('reading', () => {
  const expected = { exposure: 0.25, contrast: -12, convertToGrayscale: true };
  it.each([
    ['Lua', '-- made by an agent\nreturn { Exposure2012 = 0.25, ["Contrast2012"] = -12, ConvertToGrayscale = true, }'],
    ['a preset', 's = { title = "x", value = { settings = { Exposure2012 = .25; Contrast2012 = -12; ConvertToGrayscale = true } }, version = 0 }'], // prettier-ignore
    ['JSON', '{"Exposure2012": 0.25, "Contrast2012": -12, "ConvertToGrayscale": true}'],
    ['Python', "{'Exposure2012': 0.25, 'Contrast2012': -12, 'ConvertToGrayscale': True, 'Look': None}"],
    ['names of the catalogue', '{"exposure": 0.25, "contrast": -12, "convertToGrayscale": true}'],
  ])('%s gives the same recipe', (_, text) => {
    expect(settingsOf(text)).toEqual(expected);
  });

  it.each([
    '{ ToneCurvePV2012 = { 0, 10, 128, 140, 255, 250 } }',
    '{"ToneCurvePV2012": {"1": 0, "2": 10, "3": 128, "4": 140, "5": 255, "6": 250}}',
    '{"ToneCurvePV2012": [[0, 10], [128, 140], [255, 250]]}',
    '{"ToneCurvePV2012": ["0, 10", "128, 140", "255, 250"]}',
  ])('every spelling of a curve is read: %s', (text) => {
    expect(settingsOf(text)['toneCurve']).toEqual([
      [0, 10],
      [128, 140],
      [255, 250],
    ]);
  });

  it('a curve with a number too many is left out and told', () => {
    const { recipe, warnings } = readRoc('{ ToneCurvePV2012 = { 0, 10, 255 }, Exposure2012 = 1 }', rendered);
    expect(recipe.settings).toEqual({ exposure: 1 });
    expect(warnings).toEqual([expect.objectContaining({ code: 'roc.invalid', field: 'ToneCurvePV2012' })]);
  });

  it('kelvin becomes the relative pair on a rendered photo, and the pair kelvin on a raw one', () => {
    expect(settingsOf('{ Temperature = 6500, Tint = 10 }')).toMatchObject({
      incrementalTemperature: 20,
      incrementalTint: 1,
    });
    expect(settingsOf('{ IncrementalTemperature = 47 }', 'raw')).toMatchObject({ temperature: 10_000 });
    expect(settingsOf('{ Temperature = 9000, IncrementalTemperature = 5 }')).toMatchObject({
      incrementalTemperature: 5,
    });
  });

  it('reads a mask as an agent writes it', () => {
    const text = `return { MaskGroupBasedCorrections = { { What = "Correction", CorrectionAmount = 1, CorrectionActive = true,
      CorrectionName = "sky", LocalExposure2012 = -0.25, MainCurve = { ["1"] = "0,0", ["2"] = "255,240" },
      CorrectionMasks = { { What = "Mask/Image", MaskActive = true, MaskBlendMode = 0, MaskInverted = false, MaskValue = 1,
        MaskSubType = 2, ReferencePoint = "0.500000 0.500000" } } } } }`;
    const { recipe } = readRoc(text, rendered);
    expect(recipe.corrections).toHaveLength(1);
    expect(recipe.corrections[0]).toMatchObject({
      name: 'sky',
      settings: { localExposure: -1, localCurve: [[0, 0], [255, 240]] },
      masks: [{ tool: 'maskSky' }],
    }); // prettier-ignore
  });
});

describe('refusing', () => {
  it.each([
    ['os.execute("rm -rf /")', /Line 1/],
    ['return { Exposure2012 = os.time() }', /Line 1/],
    ['return { Exposure2012 = 1 + 1 }', /Line 1/],
    ['return loadfile("x")', /name "loadfile"/],
    ['{ Exposure2012 = 1, Exposure2012 = 2 }', /twice/],
    ['{ a = "x', /not closed/],
    ['{ a = 1', /not closed|missing/],
    ['{} {}', /follows/],
    ['', /missing/],
    ['{ a = 1e999 }', /too large/],
    ['\n\n@', /Line 3/],
    ['['.repeat(5000), /nest/],
    ['"only text"', /one table/],
  ])('%s', (text, why) => {
    const refuse = () => readRoc(text, rendered);
    expect(refuse).toThrow(Fault);
    expect(refuse).toThrow(why);
  });

  it('no key reaches a prototype', () => {
    readRoc('{ ["__proto__"] = { polluted = true }, constructor = { prototype = { polluted = true } } }', rendered);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('whatever is put in, the answer is a recipe or a fault, and it comes soon', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '=', ':', ',', '"', "'", '\\', '--', '[[', ']]', 'return', 'nil',
      'Exposure2012', '1', '-', '.', 'e9', '\n', '#', '(', ')', '\u0000', '𝄞', 'MaskGroupBasedCorrections'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        try {
          readRoc(parts.join(''), rendered);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: 600 },
    );
  });
});

describe('writing', () => {
  it('writes only what the recipe changes', () => {
    const recipe = parseRecipe({ ...emptyRecipe, settings: { exposure: 0.5, hueRed: -8 } });
    expect(writeRoc(recipe, { ...rendered, form: 'lua' })).toBe(
      'return {\n  Exposure2012 = 0.5,\n  HueAdjustmentRed = -8\n}\n',
    );
    expect(writeRoc(recipe, { ...rendered, form: 'python' })).toBe(
      '{\n  "Exposure2012": 0.5,\n  "HueAdjustmentRed": -8\n}\n',
    );
  });

  it.each(rocForms)('what is written as %s is read back as the same recipe', (form) => {
    fc.assert(
      fc.property(recipeArbitrary(), (recipe) => {
        const again = readRoc(writeRoc(recipe, { ...rendered, form }), rendered).recipe;
        expect(again.settings).toEqual(recipe.settings);
        expect(again.pointColors).toEqual(recipe.pointColors);
        expect(again.corrections.map(({ settings }) => settings)).toEqual(
          recipe.corrections.map(({ settings }) => settings),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('a preset carries its title and a stable id', () => {
    const recipe = parseRecipe({ ...emptyRecipe, settings: { exposure: 0.5 } });
    const text = writeRoc(recipe, { ...rendered, form: 'lrtemplate', title: 'Golden "hour"' });
    expect(text).toBe(writeRoc(recipe, { ...rendered, form: 'lrtemplate', title: 'Golden "hour"' }));
    const root = parseLiteral(text) as Map<string, unknown>;
    expect(root.get('title')).toBe('Golden "hour"');
    expect(root.get('type')).toBe('Develop');
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findTool, settingTools, tools, type Tool } from '@safelight/catalogue';
import { changedSettings, settingOf } from '@safelight/recipe';
import { recipeArbitrary } from '@safelight/recipe/testing';
import {
  emptyRecipe,
  type Mask,
  type PhotoKind,
  type Recipe,
  type SettingValue,
  type SettingValues,
} from '@safelight/core';
import { readXmp, writeSidecar } from '../src/index.ts';
import { ExifTool } from 'exiftool-vendored';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const exiftool = new ExifTool({ maxProcs: 1 });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'xmp-'));
});

afterAll(async () => {
  await exiftool.end();
  await rm(folder, { recursive: true });
});

const cases: [PhotoKind, number, Recipe][] = (['rendered', 'raw'] as const).flatMap((photoKind) =>
  [emptyRecipe, ...fc.sample(recipeArbitrary({ photoKind }), { seed: 7, numRuns: 12 })].map(
    (recipe, index): [PhotoKind, number, Recipe] => [photoKind, index, recipe],
  ),
);

/** ExifTool has a name of its own for one property. */
function tagOf(tool: Tool): string {
  if (tool.name === 'orientation') return 'XMP-tiff:Orientation';
  return `XMP-crs:${tool.crs === 'Temperature' ? 'ColorTemperature' : tool.crs}`;
}

/** What ExifTool prints, as the value of a recipe. */
function toSetting(tool: Tool, printed: unknown): SettingValue {
  switch (tool.type) {
    case 'int':
    case 'float':
      return Number(printed);
    case 'bool':
      return printed === true || printed === 1 || printed === 'True';
    case 'enum':
      // ExifTool prints the version 10.0 as the number 10.
      if (tool.name === 'processVersion') return Number(printed).toFixed(1);
      return tool.xmp.form === 'code' ? Number(printed) : String(printed);
    default:
      return (printed as string[]).map((point) => point.split(',').map(Number) as [number, number]);
  }
}

type Tags = Readonly<Record<string, unknown>>;

async function tagsOf(file: string): Promise<Tags> {
  const tags = await exiftool.readRaw(file, { readArgs: ['-struct', '-n', '-G1'] });
  expect(tags.errors).toEqual([]);
  expect(tags.warnings).toEqual([]);
  return tags as unknown as Tags;
}

test.each(cases)('ExifTool finds every value of a recipe for a %s photo (%i).', async (photoKind, index, recipe) => {
  const file = path.join(folder, `${photoKind}-${index}.xmp`);
  await writeFile(file, writeSidecar(recipe, { photoKind, photoFileName: 'wren.jpg' }));
  const tags = await tagsOf(file);
  const isWhole = (tool: Tool): boolean => tool.paths.length === 1 && tool.paths[0].length === 1;
  for (const { tool, value, target } of changedSettings(recipe)) {
    if (target === undefined && isWhole(tool)) expect(toSetting(tool, tags[tagOf(tool)]), tool.name).toEqual(value);
  }
  for (const tool of settingTools.filter(isWhole)) {
    const printed = tags[tagOf(tool)];
    if (printed === undefined) continue;
    expect(toSetting(tool, printed), tool.name).toEqual(settingOf(recipe, tool.name, photoKind));
  }
  expect(tags).toMatchObject({
    'XMP-crs:HasSettings': true,
    'XMP-crs:AlreadyApplied': false,
    'XMP-crs:RawFileName': 'wren.jpg',
    'XMP-photoshop:SidecarForExtension': 'JPG',
  });
  expectParts(tags, recipe);
});

/** A number of a structure in panel units, by the scale of the catalogue. */
function panelNumber(tool: Tool, printed: unknown): number {
  const { divisor, inverted } = tool.scale;
  return (inverted ? 1 - Number(printed) : Number(printed)) * divisor;
}

/** Every value is the one of the recipe, or the default where the recipe has none. */
function expectValues(fields: Tags, settings: SettingValues, names: readonly string[]): void {
  for (const tool of names.map((name) => findTool(name)!)) {
    const printed = fields[tool.paths[0].at(-1)!.name];
    const value = settings[tool.name] ?? tool.default;
    if (printed === undefined) {
      expect(settings[tool.name], tool.name).toBeUndefined();
    } else if (typeof value === 'number') {
      expect(Math.abs(panelNumber(tool, printed) - value), `${tool.name} ${value}`).toBeLessThan(
        1e-4 * tool.scale.divisor,
      );
    } else if (tool.type === 'curve') {
      expect(toSetting(tool, printed), tool.name).toEqual(value);
    } else if (typeof value !== 'object' || value === null) {
      expect(printed, tool.name).toBe(value);
    } else {
      expect(String(printed).split(' ').map(Number), tool.name).toEqual(value);
    }
  }
}

const list = (value: unknown): readonly Tags[] => (value ?? []) as readonly Tags[];
const places = (place: Tool['place']): string[] =>
  tools.filter((tool) => tool.place === place && tool.fields === undefined).map(({ name }) => name);
const scalarMask = (name: string): boolean =>
  /^(?:linear|radial|luminance|colorRangeRefine|aiReferencePoint)/.test(name);

function expectParts(tags: Tags, recipe: Recipe): void {
  const groups = list(tags['XMP-crs:MaskGroupBasedCorrections']);
  expect(groups.map(({ CorrectionSyncID }) => CorrectionSyncID)).toEqual(recipe.corrections.map(({ id }) => id));
  for (const [index, correction] of recipe.corrections.entries()) {
    const group = groups[index]!;
    expectValues(group, correction.settings, places('correction'));
    expect(list(group['LocalPointColors'])).toHaveLength(correction.pointColors.length);
    const masks = list(group['CorrectionMasks']);
    expect(masks.map(({ MaskSyncID }) => MaskSyncID)).toEqual(correction.masks.map(({ id }) => id));
    for (const [place, mask] of correction.masks.entries()) expectMask(masks[place]!, mask);
  }
  const swatches = (tags['XMP-crs:PointColors'] ?? []) as readonly string[];
  expect(swatches).toHaveLength(recipe.pointColors.length);
  for (const [index, swatch] of recipe.pointColors.entries()) {
    const numbers = String(swatches[index]).split(', ').map(Number);
    expect(numbers).toHaveLength(19);
    expect(numbers[0]! * 60).toBeCloseTo(swatch['pointColorSourceHue'] as number, 3);
    expect(numbers[3]! * 100).toBeCloseTo((swatch['pointColorHueShift'] ?? 0) as number, 2);
  }
  if (tags['XMP-crs:LensBlur'] !== undefined) {
    const blur = settingTools.filter(({ group }) => group === 'lens-blur').map(({ name }) => name);
    expectValues(tags['XMP-crs:LensBlur'] as Tags, recipe.settings, blur);
  }
  const areas = list(tags['XMP-crs:RetouchAreas']);
  expect(areas.map(({ SpotType }) => SpotType)).toEqual(
    recipe.retouch.map(({ tool }) => (tool === 'retouchHeal' ? 'heal' : 'clone')),
  );
  for (const [index, { settings, strokes }] of recipe.retouch.entries()) {
    const [shape] = list(areas[index]!['Masks']);
    const position = settings['retouchPosition'] as readonly number[] | undefined;
    if (strokes.length === 0) expect([shape!['X'], shape!['Y']]).toEqual(position);
    expectValues(areas[index]!, settings, ['retouchFeather', 'retouchOpacity', 'retouchSourceX', 'retouchSourceY']);
  }
}

function expectMask(item: Tags, { tool, settings, strokes }: Mask): void {
  const combine = settings['maskCombine'] ?? 'add';
  const own = settings['maskInvert'] === true || settings['rangeInvert'] === true;
  expect(item['MaskBlendMode']).toBe(combine === 'add' ? 0 : 1);
  expect(item['MaskInverted']).toBe(combine === 'intersect' ? !own : own);
  const range = item['CorrectionRangeMask'] as Tags | undefined;
  const fields = (findTool(tool)!.fields ?? []).filter(scalarMask);
  expectValues({ ...item, ...range }, settings, fields);
  const painted = list(item['Masks']);
  expect(painted).toHaveLength(strokes.length);
  for (const [index, stroke] of strokes.entries()) {
    expectValues(painted[index]!, stroke, ['brushRadius', 'brushFlow', 'brushFeather', 'brushDensity']);
    const dabs = (painted[index]!['Dabs'] as string[]).filter((token) => token.startsWith('d '));
    expect(dabs.map((token) => token.split(' ').slice(1).map(Number))).toEqual(
      (stroke['brushDabs'] as number[][]).map((dab) => dab.slice(0, 2)),
    );
  }
}

test('ExifTool validates what is written: no complaint but for lower-case flags in structures, as Adobe has them.', async () => {
  const files = cases.map(([photoKind, index]) => path.join(folder, `${photoKind}-${index}.xmp`));
  const args = ['-validate', '-warning', '-error', '-a', '-q', '-q', '-s3', ...files];
  const { stdout } = await run(await exiftool.exiftoolPath(), args);
  const complaints = stdout
    .split('\n')
    .filter((line) => line !== '' && !/^(?:OK|\d+ Warnings? \((?:all )?minor\)|=+ .*|\d+ \d+ \d+)$/.test(line));
  expect(
    complaints.filter((line) => !/^\[minor\] Boolean value for XMP-crs:\w+ should be capitalized/.test(line)),
  ).toEqual([]);
});

test('A file that ExifTool writes, with another order and child elements, is read as the same recipe.', async () => {
  const fixture = new URL('../fixtures/example.xmp', import.meta.url);
  const original = readXmp(await readFile(fixture, 'utf8'), { photoKind: 'raw' });
  const file = path.join(folder, 'rewritten.xmp');
  await run(await exiftool.exiftoolPath(), ['-q', '-struct', '-tagsFromFile', fixture.pathname, '-all:all', file]);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('<crs:Exposure2012>');
  expect(text).toContain("rdf:parseType='Resource'");
  const rewritten = readXmp(text, { photoKind: 'raw' });
  expect(rewritten.recipe.settings).toEqual(original.recipe.settings);
  // ExifTool does not write curves and strokes of masks.
  const writable = original.recipe.corrections.map(({ settings: { localCurve, ...settings }, masks, ...rest }) => {
    expect(localCurve === undefined || Array.isArray(localCurve)).toBe(true);
    return { ...rest, settings, masks: masks.map((mask) => ({ ...mask, strokes: [] })) };
  });
  expect(rewritten.recipe.corrections).toEqual(writable);
  expect(rewritten.warnings).toEqual([]);
  expect(rewritten.recipe.foreign.map((property) => property.name).toSorted()).toEqual(
    original.recipe.foreign.map((property) => property.name).toSorted(),
  );
});

test('ExifTool reads every field of the masks of a written file as it read them in the original.', async () => {
  const fixture = new URL('../fixtures/example.xmp', import.meta.url);
  const { recipe } = readXmp(await readFile(fixture, 'utf8'), { photoKind: 'raw' });
  const file = path.join(folder, 'masks.xmp');
  await writeFile(file, writeSidecar(recipe, { photoKind: 'raw' }));
  const [before, after] = [await tagsOf(fixture.pathname), await tagsOf(file)];
  for (const tag of ['XMP-crs:Look', 'XMP-xmp:Rating', 'XMP-tiff:Orientation']) {
    expect(before[tag], tag).toBeDefined();
    expect(after[tag], tag).toEqual(before[tag]);
  }
  const groups = list(before['XMP-crs:MaskGroupBasedCorrections']);
  expect(groups).toHaveLength(2);
  // The original leaves adjustments at their default out and names each stroke.
  expect(after['XMP-crs:MaskGroupBasedCorrections']).toMatchObject(withoutStrokeIds(groups) as object[]);
});

function withoutStrokeIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutStrokeIds);
  if (typeof value !== 'object' || value === null) return value;
  const isStroke = (value as Tags)['What'] === 'Mask/Paint';
  const entries = Object.entries(value).filter(([name]) => !isStroke || name !== 'MaskSyncID');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutStrokeIds(inner)]));
}

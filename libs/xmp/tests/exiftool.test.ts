import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { settingTools, type Tool } from '@safelight/catalogue';
import { changedSettings, settingOf } from '@safelight/recipe';
import { recipeArbitrary } from '@safelight/recipe/testing';
import { emptyRecipe, type PhotoKind, type Recipe, type SettingValue } from '@safelight/core';
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

async function tagsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const tags = await exiftool.readRaw(file, { readArgs: ['-struct', '-n', '-G1'] });
  expect(tags.errors).toEqual([]);
  expect(tags.warnings).toEqual([]);
  return tags as unknown as Record<string, unknown>;
}

test.each(cases)('ExifTool finds every value of a recipe for a %s photo (%i).', async (photoKind, index, recipe) => {
  const file = path.join(folder, `${photoKind}-${index}.xmp`);
  await writeFile(file, writeSidecar(recipe, { photoKind, photoFileName: 'wren.jpg' }));
  const tags = await tagsOf(file);
  for (const { tool, value } of changedSettings(recipe)) {
    expect(toSetting(tool, tags[tagOf(tool)]), tool.name).toEqual(value);
  }
  for (const tool of settingTools) {
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
  expect(rewritten.warnings).toEqual([]);
  expect(rewritten.recipe.foreign.map((property) => property.name).toSorted()).toEqual(
    original.recipe.foreign.map((property) => property.name).toSorted(),
  );
});

test('ExifTool reads the masks of a rewritten file as it read them in the original.', async () => {
  const fixture = new URL('../fixtures/example.xmp', import.meta.url);
  const { recipe } = readXmp(await readFile(fixture, 'utf8'), { photoKind: 'raw' });
  const file = path.join(folder, 'masks.xmp');
  await writeFile(file, writeSidecar(recipe, { photoKind: 'raw' }));
  const [before, after] = [await tagsOf(fixture.pathname), await tagsOf(file)];
  for (const tag of ['XMP-crs:MaskGroupBasedCorrections', 'XMP-crs:Look', 'XMP-xmp:Rating', 'XMP-tiff:Orientation']) {
    expect(before[tag], tag).toBeDefined();
    expect(after[tag], tag).toEqual(before[tag]);
  }
});

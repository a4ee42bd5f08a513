import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { safelight, temporaryFolder, type Run } from './run.ts';

const wren = fileURLToPath(new URL('../../../fixtures/photos/wren.jpg', import.meta.url));
let opened: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
const at = (name: string): string => join(folder, name);
const run = (args: readonly string[]): Promise<Run> => safelight(args, { cwd: folder, dataDir: at('data') });

beforeAll(async () => {
  opened = await temporaryFolder();
  folder = opened.path;
  await writeFile(at('config.lua'), 'return { Exposure2012 = 0.5, HueAdjustmentRed = -8 }');
});
afterAll(() => opened[Symbol.asyncDispose]());

test('A configuration in Lua becomes a recipe, a preset, a dict and XMP, and each of them the recipe again.', async () => {
  for (const name of ['recipe.json', 'look.lrtemplate', 'look.py', 'look.roc.json', 'look.xmp', 'look.preset.xmp']) {
    expect((await run(['convert', at('config.lua'), at(name)])).code, name).toBe(0);
    expect((await run(['convert', at(name), at(`again-${name}.json`)])).code, name).toBe(0);
    const { settings } = JSON.parse(await readFile(at(`again-${name}.json`), 'utf8')) as { settings: object };
    expect(settings, name).toEqual({ exposure: 0.5, hueRed: -8 });
  }
  expect(await readFile(at('look.preset.xmp'), 'utf8')).toMatch(/PresetType="Normal"[^]*>look</);
  expect(await readFile(at('look.lrtemplate'), 'utf8')).toMatch(/^s = \{\n {2}id = /);
});

test('Code in a configuration is refused with its line, and nothing is written.', async () => {
  await writeFile(at('evil.lua'), 'return {\n Exposure2012 = os.time() }');
  const { code, stderr } = await run(['convert', at('evil.lua'), at('evil.json')]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/Line 2/)]);
  expect(await readdir(folder)).not.toContain('evil.json');
});

test('A batch develops every photo that can be, tells the others, and says so in its exit code.', async () => {
  for (const name of ['a.jpg', 'b.jpg']) await copyFile(wren, at(name));
  await writeFile(at('c.jpg'), 'no photo');
  const photos = ['a.jpg', 'b.jpg', 'c.jpg'].map(at);
  const options = ['-o', at('out'), '--long-edge', '200', '--format', 'webp'];
  const { code, stdout, stderr } = await run(['batch', at('config.lua'), ...photos, ...options]);
  expect(code).toBe(2);
  expect(stdout).toContain('2 of 3 photos');
  expect(stderr).toContain('c.jpg');
  expect((await readdir(at('out'))).sort()).toEqual(['a.webp', 'b.webp']);
});

test('Two photos of one name are refused before any work.', async () => {
  const { code, stderr } = await run(['batch', at('config.lua'), wren, at('wren.jpg'), '-o', at('none')]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/same file name/)]);
  expect(await readdir(folder)).not.toContain('none');
});

test('A mask is shown as a picture; what is not there is told and not written.', async () => {
  const portrait = fileURLToPath(new URL('../../../fixtures/photos/portrait-astronaut.png', import.meta.url));
  const shown = await run(['mask', portrait, 'face skin', '-o', at('face.png')]);
  expect([shown.code, shown.stdout]).toEqual([0, expect.stringMatching(/% of the picture/)]);
  const nothing = await run(['mask', wren, 'lips', '-o', at('lips.png')]);
  expect(nothing.code).toBe(2);
  expect(await readdir(folder)).not.toContain('lips.png');
  const unknown = await run(['mask', wren, 'unicorn', '-o', at('unicorn.png')]);
  expect(unknown.stderr).toMatch(/There are: .*sky/);
});

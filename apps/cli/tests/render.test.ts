import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePhoto } from '@safelight/codec';
import { buildDng } from '@safelight/codec/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root, safelight, temporaryFolder } from './run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await copyFile(join(root, 'fixtures/photos/desert-hikers.jpg'), join(folder.path, 'hikers.jpg'));
  const recipe = { schema: 1, settings: { exposure: 0.3, clarity: 20 }, foreign: [] };
  await writeFile(join(folder.path, 'recipe.json'), JSON.stringify(recipe));
  const raw = buildDng({
    width: 96,
    height: 64,
    colourAt: (x, y) => [x / 200, y / 100, 0.3],
    calibrations: [{ illuminant: 21, colorMatrix: [0.82, -0.24, -0.08, -0.45, 1.25, 0.22, -0.09, 0.21, 0.62] }],
    asShotNeutral: [0.5, 1, 0.7],
  });
  await writeFile(join(folder.path, 'raw.dng'), raw);
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

const run = (...args: string[]) => safelight(args, { cwd: folder.path, dataDir: join(folder.path, 'data') });

it('a raw photo is rendered to a 16-bit TIFF in the space asked for', async () => {
  const { code, stderr } = await run('render', 'raw.dng', 'recipe.json', '-o', 'out.tif', '--bits', '16', '--color-space', 'prophoto'); // prettier-ignore
  expect([code, stderr]).toEqual([0, '']);
  const { image, profile } = await decodePhoto(await readFile(join(folder.path, 'out.tif')));
  expect([image.width, image.data.BYTES_PER_ELEMENT, profile.name]).toEqual([96, 2, 'ProPhoto RGB']);
});

it('a photo is rendered to AVIF', async () => {
  const { code } = await run('render', 'hikers.jpg', 'recipe.json', '-o', 'out.avif', '--long-edge', '200', '--quality', '60', '--color-space', 'display-p3'); // prettier-ignore
  expect(code).toBe(0);
  const { image, profile, mediaType } = await decodePhoto(await readFile(join(folder.path, 'out.avif')));
  expect([Math.max(image.width, image.height), profile.name, mediaType]).toEqual([200, 'Display P3', 'image/avif']);
});

it('a recipe is written as a colour table that names on stderr what it leaves out', async () => {
  const { code, stderr } = await run('convert', 'recipe.json', 'look.cube', '--size', '5');
  expect(code).toBe(0);
  expect(stderr).toMatch(/clarity is not in the table: it acts by place or by neighbouring pixels/);
  const lines = (await readFile(join(folder.path, 'look.cube'), 'utf8')).split('\n');
  expect(lines.slice(0, 2)).toEqual(['TITLE "look"', 'LUT_3D_SIZE 5']);
  expect(lines.filter((line) => /^[\d.]+ [\d.]+ [\d.]+$/.test(line))).toHaveLength(125);
});

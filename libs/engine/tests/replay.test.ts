/**
 * Old edits must not change unnoticed. `replay/recipes.json` holds edits, `replay/<engine version>` what that version
 * made of them. This version gives its own pictures back exactly; against those of earlier versions it stays within what
 * nobody sees. `SAFELIGHT_WRITE_REPLAY=1` writes the pictures of a new version.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { decodePhoto, decodeRgb8, encodeImage, sRgbProfile } from '@safelight/codec';
import { emptyRecipe, type Rgb8Image, type SettingValues } from '@safelight/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Engine, engineVersion } from '../src/index.ts';
import { differences } from './support/difference.ts';

const folder = new URL('./replay/', import.meta.url);
const photos = new URL('../../../fixtures/photos/', import.meta.url);

interface Replay {
  readonly name: string;
  readonly photo: string;
  readonly settings: SettingValues;
}

const replays = JSON.parse(await readFile(new URL('recipes.json', folder), 'utf8')) as Replay[];
const versions = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
const rendered = new Map<string, Rgb8Image>();

beforeAll(async () => {
  await using engine = await Engine.open({ workers: 2 });
  for (const { name, photo, settings } of replays) {
    const { image, profile } = await decodePhoto(await readFile(new URL(photo, photos)));
    const prepared = await engine.prepare({ image, profile, kind: 'rendered' });
    const target = { longEdgeMaxPixels: 400, profile: sRgbProfile };
    rendered.set(name, await engine.render(prepared, { ...emptyRecipe, settings }, target));
  }
});

afterAll(async () => {
  if (process.env['SAFELIGHT_WRITE_REPLAY'] !== '1') return;
  const own = new URL(`${engineVersion}/`, folder);
  await mkdir(own, { recursive: true });
  for (const [name, image] of rendered) {
    await writeFile(new URL(`${name}.png`, own), await encodeImage(image, { format: 'png' }));
  }
});

it.each(replays.flatMap(({ name }) => versions.map((version) => [version.name, name] as const)))(
  'the edit of engine version %s named %s looks as it did',
  async (version, name) => {
    const before = await decodeRgb8(await readFile(new URL(`${version}/${name}.png`, folder)));
    const now = rendered.get(name)!;
    expect([now.width, now.height]).toEqual([before.width, before.height]);
    if (version === engineVersion) return expect(Buffer.compare(now.data, before.data)).toBe(0);
    const { mean, p999 } = differences(before, now);
    expect(mean).toBeLessThanOrEqual(0.3);
    expect(p999).toBeLessThanOrEqual(2.3);
  },
);

it('has pictures of this version', () => {
  expect(versions.map(({ name }) => name)).toContain(engineVersion);
});

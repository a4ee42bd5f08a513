import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeDurably } from './durable.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-durable-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('writeDurably', () => {
  it('makes the folders on the way, replaces what is there, and leaves nothing beside it', async () => {
    const path = join(folder, 'a', 'b', 'picture.jpg');
    await writeDurably(path, 'first');
    await writeDurably(path, Uint8Array.of(1, 2));
    expect(await readFile(path)).toEqual(Buffer.of(1, 2));
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['picture.jpg']);
  });

  it('leaves the old file and nothing else when the name cannot be taken', async () => {
    const path = join(folder, 'taken');
    await mkdir(join(path, 'inside'), { recursive: true });
    await expect(writeDurably(path, 'new')).rejects.toMatchObject({ code: expect.stringMatching(/^E/) as string });
    expect(await readdir(folder)).toEqual(['taken']);
    expect(await readdir(path)).toEqual(['inside']);
  });

  it('lets one of many writers of a path win whole', async () => {
    const path = join(folder, 'one.json');
    const texts = Array.from({ length: 8 }, (_, i) => String(i).repeat(5000));
    await Promise.all(texts.map((text) => writeDurably(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['one.json']);
  });
});

import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@safelight/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileBlobs } from './files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-blobs-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bytes = new TextEncoder().encode('a picture');
const digest = sha256(bytes);

describe('FileBlobs', () => {
  it('gives back what was put, once, when many put the same', async () => {
    const blobs = new FileBlobs(folder);
    await Promise.all(Array.from({ length: 5 }, () => blobs.put(digest, bytes)));
    expect(Buffer.from(await blobs.get(digest))).toEqual(Buffer.from(bytes));
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files).toHaveLength(1);
  });

  it('never gives out bytes that are not what their name says, and mends them on the next put', async () => {
    const blobs = new FileBlobs(folder);
    await blobs.put(digest, bytes);
    await truncate(join(folder, digest.slice(0, 2), digest.slice(2)), 3);
    await expect(blobs.get(digest)).rejects.toMatchObject({ code: 'internal' });
    await blobs.put(digest, bytes);
    expect(await blobs.get(digest)).toHaveLength(bytes.length);
  });

  it('says that a picture is lost when its file is gone', async () => {
    await expect(new FileBlobs(folder).get(digest)).rejects.toMatchObject({ code: 'internal' });
  });
});

import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTenantId, sha256 } from '@safelight/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileBlobs } from './files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-blobs-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const tenant = 'tnt_0000000000000001';
const bytes = new TextEncoder().encode('a picture');
const digest = sha256(bytes);

async function filesOf(place: string): Promise<readonly string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Puts the bytes where version 0.1, which knew no tenants, put them. */
async function putAsReleased(): Promise<string> {
  const path = join(folder, digest.slice(0, 2), digest.slice(2));
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

describe('FileBlobs', () => {
  it('keeps one file, under its tenant, when many put the same', async () => {
    const blobs = new FileBlobs(folder);
    await Promise.all(Array.from({ length: 5 }, () => blobs.put(tenant, digest, bytes)));
    expect(await filesOf(folder)).toEqual([join(folder, tenant, digest.slice(0, 2), digest.slice(2))]);
  });

  it('never gives out bytes that are not what their name says, and mends them on the next put', async () => {
    const blobs = new FileBlobs(folder);
    await blobs.put(tenant, digest, bytes);
    const path = join(folder, tenant, digest.slice(0, 2), digest.slice(2));
    await truncate(path, 3);
    await expect(blobs.get(tenant, digest)).rejects.toMatchObject({ code: 'internal' });
    await writeFile(path, 'A picture');
    await expect(blobs.get(tenant, digest)).rejects.toMatchObject({ code: 'internal' });
    await blobs.put(tenant, digest, bytes);
    expect(Buffer.from(await blobs.get(tenant, digest))).toEqual(Buffer.from(bytes));
  });

  it('reads what was stored before there were tenants, for the default tenant alone', async () => {
    await putAsReleased();
    const blobs = new FileBlobs(folder);
    expect(Buffer.from(await blobs.get(defaultTenantId, digest))).toEqual(Buffer.from(bytes));
    await expect(blobs.get(tenant, digest)).rejects.toMatchObject({ code: 'internal' });
  });

  it('deletes what was stored before there were tenants, one by one and as a whole', async () => {
    const blobs = new FileBlobs(folder);
    await putAsReleased();
    await blobs.put(defaultTenantId, digest, bytes);
    await blobs.delete(defaultTenantId, digest);
    expect(await filesOf(folder)).toEqual([]);
    await putAsReleased();
    await blobs.put(tenant, digest, bytes);
    await blobs.deleteTenant(defaultTenantId);
    expect(await filesOf(folder)).toEqual([join(folder, tenant, digest.slice(0, 2), digest.slice(2))]);
  });

  it('says that the store is away, and not that the picture is lost, when the disk refuses', async () => {
    const blobs = new FileBlobs(folder);
    const place = join(folder, tenant, digest.slice(0, 2), digest.slice(2));
    await mkdir(place, { recursive: true });
    await expect(blobs.get(tenant, digest)).rejects.toMatchObject({ code: 'blob.unavailable' });
    await expect(blobs.put(tenant, digest, bytes)).rejects.toMatchObject({ code: 'blob.unavailable' });
  });
});

/** What every driver of the blob store promises. */
import { randomBytes } from 'node:crypto';
import { sha256 } from '@safelight/core';
import { beforeEach, expect, it } from 'vitest';
import type { BlobStore } from '../../src/blobs/blobs.ts';

export interface BlobsUnderTest {
  readonly blobs: BlobStore;
  /** Puts other bytes where the store keeps these, behind its back. */
  damage(tenantId: string, digest: string, bytes: Uint8Array): Promise<void>;
  /** How many blobs are kept for a tenant. */
  count(tenantId: string): Promise<number>;
}

/** Tenants of their own for each test, so that one store serves all. */
function newTenant(): string {
  return `tnt_${randomBytes(8).toString('hex')}`;
}

/** To be called inside a `describe` that makes what `current` gives. */
export function itIsABlobStore(current: () => BlobsUnderTest): void {
  let blobs: BlobStore;
  let tenant: string;
  beforeEach(() => {
    ({ blobs } = current());
    tenant = newTenant();
  });

  const picture = new TextEncoder().encode('a picture');
  const digest = sha256(picture);
  const get = async (owner: string, name: string): Promise<Buffer> => Buffer.from(await blobs.get(owner, name));

  it('gives back what was put', async () => {
    await blobs.put(tenant, digest, picture);
    expect(await get(tenant, digest)).toEqual(Buffer.from(picture));
  });

  it('keeps one blob when the same is put twice and many times at once', async () => {
    await blobs.put(tenant, digest, picture);
    await Promise.all(Array.from({ length: 8 }, () => blobs.put(tenant, digest, picture)));
    expect(await current().count(tenant)).toBe(1);
    expect(await get(tenant, digest)).toEqual(Buffer.from(picture));
  });

  it('keeps many blobs that are put at once apart', async () => {
    const all = Array.from({ length: 40 }, (_, i) => Buffer.from(`picture ${i}`));
    await Promise.all(all.map((bytes) => blobs.put(tenant, sha256(bytes), bytes)));
    expect(await Promise.all(all.map((bytes) => get(tenant, sha256(bytes))))).toEqual(all);
  });

  it('keeps a blob of no bytes', async () => {
    const nothing = new Uint8Array();
    await blobs.put(tenant, sha256(nothing), nothing);
    expect(await get(tenant, sha256(nothing))).toHaveLength(0);
  });

  it('keeps a blob of 50 MB', async () => {
    const large = randomBytes(50_000_000);
    await blobs.put(tenant, sha256(large), large);
    // Compared by digest, which `get` does: printing 50 MB would help nobody.
    expect(await blobs.get(tenant, sha256(large))).toHaveLength(large.length);
  });

  it('says that bytes are lost when nothing was put', async () => {
    await expect(blobs.get(tenant, digest)).rejects.toMatchObject({
      code: 'internal',
      detail: expect.stringContaining(digest) as string,
    });
  });

  it.each([
    ['cut off', picture.subarray(0, 4)],
    ['emptied', new Uint8Array()],
    ['changed in one bit', Uint8Array.from(picture, (byte, i) => (i === 3 ? byte ^ 1 : byte))],
    ['followed by others', Buffer.concat([picture, Buffer.of(0)])],
  ])('never gives out bytes that were %s, and mends them on the next put', async (_, damaged) => {
    await blobs.put(tenant, digest, picture);
    await current().damage(tenant, digest, damaged);
    await expect(blobs.get(tenant, digest)).rejects.toMatchObject({ code: 'internal' });
    await blobs.put(tenant, digest, picture);
    expect(await get(tenant, digest)).toEqual(Buffer.from(picture));
  });

  it('refuses to put bytes under a name that is not theirs', async () => {
    await expect(blobs.put(tenant, sha256('another'), picture)).rejects.toMatchObject({ code: 'internal' });
    expect(await current().count(tenant)).toBe(0);
  });

  it('shows a tenant its own bytes alone, also when another has the same', async () => {
    const other = newTenant();
    await blobs.put(tenant, digest, picture);
    await expect(blobs.get(other, digest)).rejects.toMatchObject({ code: 'internal' });
    await blobs.put(other, digest, picture);
    await blobs.delete(other, digest);
    expect(await get(tenant, digest)).toEqual(Buffer.from(picture));
  });

  it('removes one blob and leaves the others', async () => {
    const second = Buffer.from('another picture');
    await blobs.put(tenant, digest, picture);
    await blobs.put(tenant, sha256(second), second);
    await blobs.delete(tenant, digest);
    await expect(blobs.get(tenant, digest)).rejects.toMatchObject({ code: 'internal' });
    expect(await get(tenant, sha256(second))).toEqual(second);
  });

  it('removes what is not there without a word', async () => {
    await blobs.delete(tenant, digest);
    await blobs.deleteTenant(tenant);
    expect(await current().count(tenant)).toBe(0);
  });

  it('removes all of one tenant and nothing of another, not even of one whose name begins the same', async () => {
    const neighbour = `${tenant}0`;
    const all = Array.from({ length: 25 }, (_, i) => Buffer.from(`picture ${i}`));
    for (const owner of [tenant, neighbour])
      await Promise.all(all.map((bytes) => blobs.put(owner, sha256(bytes), bytes)));
    await blobs.deleteTenant(tenant);
    expect([await current().count(tenant), await current().count(neighbour)]).toEqual([0, 25]);
    await blobs.put(tenant, digest, picture);
    expect(await get(tenant, digest)).toEqual(Buffer.from(picture));
  });

  it.each(['..', 'tnt_../x', 'tnt_a/b', 'tnt_', 'TNT_A', 'tnt_A', '', 'tnt_a\0', 'key_1', `tnt_${'a'.repeat(61)}`])(
    'takes %j for no tenant',
    async (bad) => {
      const refused = { code: 'internal', detail: expect.stringContaining('not the name of a tenant') as string };
      // A call that throws at once and one that rejects are the same to who awaits.
      await expect((async () => blobs.put(bad, digest, picture))()).rejects.toMatchObject(refused);
      await expect((async () => blobs.get(bad, digest))()).rejects.toMatchObject(refused);
      await expect((async () => blobs.delete(bad, digest))()).rejects.toMatchObject(refused);
      await expect((async () => blobs.deleteTenant(bad))()).rejects.toMatchObject(refused);
    },
  );

  it.each(['', '..', '../../etc/passwd', digest.toUpperCase(), digest.slice(1), `${digest}0`])(
    'takes %j for no digest',
    async (bad) => {
      const refused = { code: 'internal', detail: expect.stringContaining('not the name of a digest') as string };
      await expect((async () => blobs.get(tenant, bad))()).rejects.toMatchObject(refused);
      await expect((async () => blobs.delete(tenant, bad))()).rejects.toMatchObject(refused);
    },
  );

  it("ends with the caller's reason when it was aborted", async () => {
    const reason = new Error('enough');
    const aborted = AbortSignal.abort(reason);
    await expect(blobs.put(tenant, digest, picture, aborted)).rejects.toBe(reason);
    expect(await current().count(tenant)).toBe(0);
    await blobs.put(tenant, digest, picture);
    await expect(blobs.get(tenant, digest, aborted)).rejects.toBe(reason);
  });

  it('gives the bytes whole or ends with the reason when it is aborted on the way', async () => {
    const large = randomBytes(5_000_000);
    const name = sha256(large);
    await blobs.put(tenant, name, large);
    const reason = new Error('enough');
    for (const turns of [1, 3, 10]) {
      const caller = new AbortController();
      const outcome = blobs.get(tenant, name, caller.signal).then(
        (bytes) => bytes.length,
        (error: unknown) => error,
      );
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      caller.abort(reason);
      expect([large.length, reason]).toContain(await outcome);
    }
  });
}

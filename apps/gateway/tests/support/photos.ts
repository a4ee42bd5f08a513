/** The laws of photos and of what is made of them; the same on every database. */
import { newId } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPhoto, addImage, deletePhoto, findImage, findPhotoBySha256, prolongPhoto } from '../../src/store/photos.ts';
import { appendEvents } from '../../src/store/log.ts';
import type { PhotoRow } from '../../src/store/schema.ts';
import { addSession } from '../../src/store/sessions.ts';
import type { TenantStore } from '../../src/store/store.ts';
import type { TestStore } from '../../src/store/testing.ts';
import { emptied, listOwnTrash, mayName } from '../../src/store/trash.ts';

/** @param open a database of the test's own, with a clock that the test moves */
export function itKeepsPhotos(open: () => Promise<TestStore>): void {
  let test: TestStore;
  let store: TenantStore;
  beforeAll(async () => {
    test = await open();
    ({ store } = test);
  });
  afterAll(() => test[Symbol.asyncDispose]());

  const digest = () => newId('req').slice(4).repeat(4);
  const hour = (count: number) => new Date(Date.UTC(2026, 0, 1, count));

  async function add(sha256 = digest(), expiresAt: Date | null = null): Promise<PhotoRow> {
    const about = { file_name: 'a.jpg', media_type: 'image/jpeg', width: 4, height: 3, size_bytes: 12 } as const;
    return store.write((unit) =>
      addPhoto(unit, {
        ...{ ...about, id: newId('pho'), sha256, kind: 'rendered', created_at: unit.now, expires_at: expiresAt },
      }),
    );
  }

  /** A session on the photo whose log names the picture. */
  async function see(photo: PhotoRow, sha256: string): Promise<void> {
    const image = { sha256, mediaType: 'image/jpeg', width: 4, height: 3 };
    const recipe = { schema: 2, settings: {}, pointColors: [], corrections: [], retouch: [], foreign: [] } as const;
    await store.write(async (unit) => {
      await addImage(unit, image);
      const sessionId = await addSession(unit, photo);
      await appendEvents(unit, sessionId, [{ type: 'recipe.changed', recipe, image, origin: { type: 'set' } }]);
    });
  }

  describe('a photo', () => {
    it('is kept for the longest time that anybody wished', async () => {
      const { id } = await add(digest(), hour(2));
      const prolong = (expiresAt: Date | null, noStore = true) =>
        store.write((unit) => prolongPhoto(unit, id, { expiresAt, noStore }));
      expect((await prolong(hour(1)))?.expires_at).toEqual(hour(2));
      expect((await prolong(hour(3)))?.expires_at).toEqual(hour(3));
      expect((await prolong(null))?.expires_at).toBeNull();
      expect((await prolong(hour(4)))?.expires_at).toBeNull();
      expect((await prolong(hour(4), false))?.no_store).toBe(false);
    });

    it('is one for the same bytes, until it is deleted; then they are another one', async () => {
      const sha256 = digest();
      const [first, same] = [await add(sha256), await add(sha256)];
      expect(same.id).toBe(first.id);
      await store.write((unit) => deletePhoto(unit, first.id));
      expect(await findPhotoBySha256(store, sha256)).toBeUndefined();
      expect(await store.write((unit) => prolongPhoto(unit, first.id, { expiresAt: null, noStore: false }))).toBeNull();
      expect(await store.write((unit) => mayName(unit, sha256))).toBe(false);
      await emptied(store, sha256);
      const again = await add(sha256);
      expect(again.id).not.toBe(first.id);
      await expect(store.write((unit) => deletePhoto(unit, first.id))).rejects.toMatchObject({
        code: 'photo.notFound',
      });
    });

    it('gives up no bytes that are being deleted for a picture of another', async () => {
      const [gone, other, picture] = [await add(), await add(), digest()];
      await see(gone, picture);
      await store.write((unit) => deletePhoto(unit, gone.id));
      await expect(see(other, picture)).rejects.toMatchObject({ code: 'blob.unavailable' });
      await emptied(store, picture);
      await see(other, picture);
      expect((await findImage(store, picture))?.sha256).toBe(picture);
      for (const sha256 of await listOwnTrash(store, 10)) await emptied(store, sha256);
    });

    it('takes along the pictures that only its sessions name', async () => {
      const [gone, stays] = [await add(), await add()];
      const [own, shared] = [digest(), digest()];
      await see(gone, own);
      await see(gone, shared);
      await see(stays, shared);
      await store.write((unit) => deletePhoto(unit, gone.id));
      expect([await findImage(store, own), (await findImage(store, shared))?.sha256]).toEqual([undefined, shared]);
      expect((await listOwnTrash(store, 10)).toSorted()).toEqual([gone.sha256, own].toSorted());
      await store.write((unit) => deletePhoto(unit, stays.id));
      expect(await findImage(store, shared)).toBeUndefined();
    });
  });
}

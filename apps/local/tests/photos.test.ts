import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shrinkToJpeg } from '@safelight/codec';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { call, fixture, get, post, upload, untilEnd } from './support/api.ts';
import type { Json } from './support/api.ts';
import { edit, finish, scriptedPolicy, stepsOfRound } from './support/policy.ts';

const policy = scriptedPolicy((request) =>
  stepsOfRound(request) > 0 ? finish() : edit([{ tool: 'exposure', value: 0.5 }]),
);

let fleet: Fleet;
let dataDir: string;
let wren: Buffer<ArrayBuffer>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'safelight-photos-'));
  fleet = await startLocalFleet({ dataDir, logger: silentLogger, engineWorkers: 1, policy: policy.start });
  wren = Buffer.from(await shrinkToJpeg(await fixture('wren.jpg'), 60_000));
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true });
});

const wait = { prefer: 'wait=30' };

/** Bytes behind the end of the picture make it another file of the same picture. */
const variant = (count: number) => Buffer.concat([wren, Buffer.alloc(count)]);

const isKept = (sha256: string) =>
  existsSync(join(dataDir, 'blobs', 'tnt_default', sha256.slice(0, 2), sha256.slice(2)));

async function sendRaw(bytes: Buffer<ArrayBuffer>, headers: Record<string, string> = {}, query = ''): Promise<Json> {
  const init = { method: 'POST', headers: { 'content-type': 'image/jpeg', ...headers }, body: bytes };
  const response = await call(fleet, `/v1/photos${query}`, init);
  return { status: response.status, ...((await response.json()) as Json) };
}

describe('uploading', () => {
  it('takes raw bytes that are what their digest says, and keeps nothing of others', async () => {
    const bytes = variant(1);
    const digest = createHash('sha256').update(bytes).digest();
    const header = { 'content-digest': `sha-256=:${digest.toString('base64')}:` };
    const cut = await sendRaw(bytes.subarray(0, -1) as Buffer<ArrayBuffer>, header);
    expect([cut.status, cut.code]).toEqual([400, 'photo.digestMismatch']);
    expect(isKept(createHash('sha256').update(bytes.subarray(0, -1)).digest('hex'))).toBe(false);
    const whole = await sendRaw(bytes, header);
    expect([whole.status, whole.sha256]).toEqual([201, digest.toString('hex')]);
    expect(isKept(whole.sha256)).toBe(true);
  });

  it('gives the original back byte for byte', async () => {
    const { id, sha256 } = await upload(fleet, 'wren.jpg', new Uint8Array(wren));
    const response = await call(fleet, `/v1/photos/${id}/original`);
    expect(
      createHash('sha256')
        .update(Buffer.from(await response.arrayBuffer()))
        .digest('hex'),
    ).toBe(sha256);
    expect(response.headers.get('content-digest')).toContain(Buffer.from(sha256, 'hex').toString('base64'));
  });

  it('keeps a photo for the longest time that anybody wished', async () => {
    const first = await sendRaw(variant(2), {}, '?retentionSeconds=3600');
    const shorter = await sendRaw(variant(2), {}, '?retentionSeconds=60');
    expect([shorter.id, shorter.expiresAt]).toEqual([first.id, first.expiresAt]);
    const longer = await sendRaw(variant(2), {}, '?retentionSeconds=7200');
    expect(Date.parse(longer.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt));
    expect((await sendRaw(variant(2))).expiresAt).toBeNull();
    const fleeting = await sendRaw(variant(3), {}, '?noStore=true');
    expect(fleeting.noStore).toBe(true);
    expect(Date.parse(fleeting.expiresAt) - Date.parse(fleeting.createdAt)).toBe(3_600_000);
  });

  it('goes to no address inside the network', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ url: `${fleet.baseUrl}/healthz` });
    const response = await call(fleet, '/v1/photos', { ...init, body });
    expect(((await response.json()) as Json).code).toBe('url.forbidden');
  });

  it('lists photos newest first, in pages that leave none out', async () => {
    for (const count of [4, 5, 6]) await sendRaw(variant(count));
    const ids: string[] = [];
    for (let token: string | null = ''; token !== null;) {
      const page: Json = await get(fleet, `/v1/photos?pageSize=2${token === '' ? '' : `&pageToken=${token}`}`);
      ids.push(...page.photos.map((photo: Json) => photo.id));
      token = page.nextPageToken;
    }
    const all = (await get(fleet, '/v1/photos?pageSize=200')).photos;
    expect(ids).toEqual(all.map((photo: Json) => photo.id));
    expect(ids.length).toBeGreaterThanOrEqual(6);
  });
});

describe('deleting a photo', () => {
  it('deletes its bytes, its renders and the pictures of its sessions, and nothing of another photo', async () => {
    const [gone, stays] = [await sendRaw(variant(10)), await sendRaw(variant(11))];
    const asked = { instruction: 'up', options: { stepsMax: 1, reflectionsMax: 0 }, outputs: [{ longEdge: 64 }] };
    const edits = [];
    for (const { id } of [gone, stays]) edits.push(await post(fleet, '/v1/edits', { photoId: id, ...asked }, wait));
    const [first, second] = edits as [Json, Json];
    const path = `/v1/sessions/${first.sessionId}`;
    const events = await untilEnd(fleet, { sessionId: first.sessionId, turnId: first.turnId });
    const [image] = events.flatMap(({ body }) =>
      body.type === 'step.observed' ? [body['observation'].image.sha256] : [],
    );
    expect((await call(fleet, `/v1/images/${image}`)).status).toBe(200);

    expect((await call(fleet, `/v1/photos/${gone.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(fleet, `/v1/photos/${gone.id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await call(fleet, `/v1/photos/${gone.id}/original`)).status).toBe(404);
    expect((await call(fleet, first.outputs[0].url)).status).toBe(404);
    expect((await call(fleet, `${path}/render`)).status).toBe(404);
    expect(isKept(gone.sha256)).toBe(false);

    // Both photos show the same picture, so what was seen of one was seen of the other: it stays.
    expect((await call(fleet, `/v1/images/${image}`)).status).toBe(200);
    expect((await call(fleet, second.outputs[0].url)).status).toBe(200);
    expect(isKept(stays.sha256)).toBe(true);
    expect((await call(fleet, `/v1/photos/${stays.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(fleet, `/v1/images/${image}`)).status).toBe(404);
    expect(isKept(image)).toBe(false);
  });

  it('lets the same bytes come again as a new photo', async () => {
    const first = await sendRaw(variant(12));
    await call(fleet, `/v1/photos/${first.id}`, { method: 'DELETE' });
    const again = await sendRaw(variant(12));
    expect([again.status, again.id === first.id, isKept(again.sha256)]).toEqual([201, false, true]);
  });
});

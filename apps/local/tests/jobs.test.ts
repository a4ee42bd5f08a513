import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shrinkToJpeg } from '@safelight/codec';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, fixture, get, post, send, upload } from './support/api.ts';
import type { Api, Json } from './support/api.ts';
import { mustStart } from './support/process.ts';

/** Several processes start in here; a busy machine takes its time. */
vi.setConfig({ testTimeout: 240_000 });

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'safelight-jobs-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const wait = { prefer: 'wait=60' };
const options = { stepsMax: 2, reflectionsMax: 0 };

/** Asks again and again until it is so. */
async function until(api: Api, path: string, isSo: (job: Json) => boolean): Promise<Json> {
  const job = await get(api, path);
  return isSo(job) ? job : until(api, path, isSo);
}

describe('a fleet killed again and again in the middle of jobs', () => {
  it('brings every job to its end, each step once: one session, one turn and each render, paid for once', async () => {
    const small = new Uint8Array(await shrinkToJpeg(await fixture('wren.jpg'), 60_000));
    const outputs = [{ longEdge: 200 }, { longEdge: 150, format: 'png' }, { longEdge: 100, format: 'webp' }];
    let editUrl = '';
    let batchUrl = '';
    const moments: readonly ((job: Json) => boolean)[] = [
      (job) => job.state === 'running',
      (job) => job.sessionId !== null,
      (job) => job.outputs.length > 0,
      (job) => job.state === 'succeeded',
    ];
    for (const isReached of moments) {
      await using fleet = await mustStart(dataDir, 'scripted');
      if (editUrl === '') {
        const photoIds = await Promise.all(
          [1, 2, 3].map(async (count) => {
            const bytes = new Uint8Array(Buffer.concat([small, Buffer.alloc(count)]));
            return (await upload(fleet, 'wren.jpg', bytes)).id as string;
          }),
        );
        const asked = { photoId: photoIds[0], instruction: 'brighter', options, outputs };
        editUrl = (await send(fleet, '/v1/edits', asked)).headers.get('location')!;
        const many = { photoIds, mode: 'sync', instruction: 'brighter', options, outputs: [outputs[0]] };
        batchUrl = (await send(fleet, '/v1/batches', many)).headers.get('location')!;
      }
      await until(fleet, editUrl, isReached);
      await fleet.kill();
    }
    await using fleet = await mustStart(dataDir, 'scripted');
    const ended = async (path: string) => (await (await call(fleet, path, { headers: wait })).json()) as Json;
    const edit = await ended(editUrl);
    const batch = await ended(batchUrl);
    expect([edit.state, batch.state, batch.items.succeeded]).toEqual(['succeeded', 'succeeded', 3]);
    expect(edit.attempt).toBeGreaterThan(1);
    const { items } = await get(fleet, `${batchUrl}/items`);
    const sessions = [edit, ...items].map((one: Json) => one.sessionId);
    expect(new Set(sessions).size).toBe(4);
    for (const sessionId of sessions) {
      const { turns } = await get(fleet, `/v1/sessions/${sessionId}`);
      const { events } = await get(fleet, `/v1/sessions/${sessionId}/events`);
      const requested = events.filter(({ body }: Json) => body.type === 'turn.requested');
      expect(turns.length).toBe(requested.length);
      expect(turns.length).toBe([edit.sessionId, items[0].sessionId].includes(sessionId) ? 1 : 0);
    }
    const rendered = [edit, ...items].flatMap((one: Json) => one.outputs);
    expect(rendered.map((output: Json) => output.output.format)).toEqual([
      'jpeg',
      'png',
      'webp',
      'jpeg',
      'jpeg',
      'jpeg',
    ]);
    for (const { url, sizeBytes } of rendered) {
      expect((await (await call(fleet, url)).arrayBuffer()).byteLength).toBe(sizeBytes);
    }
    const pixels = rendered.reduce((sum: number, { width, height }: Json) => sum + width * height, 0);
    expect((await get(fleet, '/v1/usage')).total.pixels).toBe(pixels);
  });
});

describe('a job of a fleet that stops cleanly', () => {
  it('goes on where it was in the next one', async () => {
    const small = new Uint8Array(await shrinkToJpeg(await fixture('wren.jpg'), 60_000));
    let url: string;
    {
      await using first = await mustStart(dataDir, 'scripted');
      const { id: photoId } = await upload(first, 'wren.jpg', small);
      const edit = await post(first, '/v1/edits', { photoId, instruction: 'brighter', options });
      url = edit.url;
      await until(first, url, (job) => job.sessionId !== null);
      expect(await first.stop()).toBe(0);
    }
    await using second = await mustStart(dataDir, 'scripted');
    const done = (await (await call(second, url, { headers: wait })).json()) as Json;
    expect([done.state, done.attempt]).toEqual(['succeeded', 2]);
  });
});

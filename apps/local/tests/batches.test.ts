import { shrinkToJpeg } from '@safelight/codec';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { call, fixture, get, post, send, upload } from './support/api.ts';
import type { Json } from './support/api.ts';
import { edit, finish, scriptedPolicy, stepsOfRound } from './support/policy.ts';

/** Lifts each photo by how dark it is, and straightens it; hangs when it is told to. */
const policy = scriptedPolicy(async (request, signal) => {
  if (request.instruction.includes('hang')) {
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));
  }
  if (stepsOfRound(request) > 0) return finish();
  const lift = Math.round(80 - request.original.measurement.lightness.mean) / 100;
  return edit([
    { tool: 'exposure', value: lift },
    { tool: 'cropAngle', value: 1 },
  ]);
});

let fleet: Fleet;
let photos: string[];

beforeAll(async () => {
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger, engineWorkers: 2, policy: policy.start });
  // Small ones, so that the engine and the evaluator have little to do.
  photos = [];
  for (const name of ['wren.jpg', 'dandelions.jpg', 'fig-bowl.jpg']) {
    const bytes = new Uint8Array(await shrinkToJpeg(await fixture(name), 60_000));
    photos.push((await upload(fleet, name, bytes)).id);
  }
});
afterAll(() => fleet[Symbol.asyncDispose]());

const wait = { prefer: 'wait=60' };
const options = { stepsMax: 1, reflectionsMax: 0 };

async function itemsOf(batch: Json): Promise<Json[]> {
  return (await get(fleet, `${batch.url}/items`)).items;
}

describe('a batch', () => {
  it('adapts the edit to each photo; one that fails stops no other', async () => {
    const photoIds = [photos[0], 'pho_0000000000000000', photos[1], photos[2]];
    const asked = { photoIds, mode: 'adapt', instruction: 'lift', options, outputs: [{ longEdge: 64 }] };
    const batch = await post(fleet, '/v1/batches', asked, wait);
    expect([batch.state, batch.progress]).toEqual(['succeeded', { done: 4, total: 4 }]);
    expect(batch.items).toMatchObject({ succeeded: 3, failed: 1, queued: 0, running: 0 });
    const items = await itemsOf(batch);
    expect(items.map((item) => item.photoId)).toEqual(photoIds);
    expect(items.map((item) => item.failure?.code ?? item.state)).toEqual([
      ...['succeeded', 'photo.notFound', 'succeeded', 'succeeded'],
    ]);
    const done = items.filter((item) => item.state === 'succeeded');
    expect(new Set(done.map((item) => item.recipe.settings.exposure)).size).toBeGreaterThan(1);
    for (const { outputs, sessionId, turnId } of done) {
      expect(Math.max(outputs[0].width, outputs[0].height)).toBe(64);
      expect((await call(fleet, outputs[0].url)).status).toBe(200);
      expect((await get(fleet, `/v1/sessions/${sessionId}`)).turns[0].id).toBe(turnId);
    }
  });

  it('copies the edit of the first photo that can be edited, without what belongs to that photo alone', async () => {
    const photoIds = ['pho_0000000000000000', ...photos];
    const asked = { photoIds, mode: 'sync', instruction: 'lift', options };
    const batch = await post(fleet, '/v1/batches', asked, wait);
    expect([batch.leader, batch.items.succeeded, batch.items.failed]).toEqual([1, 3, 1]);
    const [, leader, ...copies] = await itemsOf(batch);
    expect(leader.recipe.settings.cropAngle).toBe(1);
    for (const copy of copies) {
      expect(copy.recipe.settings).toEqual({ exposure: leader.recipe.settings.exposure });
      expect([copy.turnId, copy.scores]).toEqual([null, null]);
    }
  });

  it('copies the groups that are asked for', async () => {
    const asked = { photoIds: photos.slice(0, 2), mode: 'sync', instruction: 'lift', options, groups: ['crop'] };
    const [, copy] = await itemsOf(await post(fleet, '/v1/batches', asked, wait));
    expect(copy.recipe.settings).toEqual({ hasCrop: true, cropAngle: 1 });
  });

  it('gives all photos one recipe as it is', async () => {
    const recipe = {
      schema: 2,
      settings: { contrast: 12 },
      pointColors: [],
      corrections: [],
      retouch: [],
      foreign: [],
    };
    const { id: presetId } = await post(fleet, '/v1/presets', { name: 'c', recipe });
    const items = await itemsOf(await post(fleet, '/v1/batches', { photoIds: photos, mode: 'sync', presetId }, wait));
    for (const item of items) expect([item.state, item.recipe.settings]).toEqual(['succeeded', { contrast: 12 }]);
  });

  it('says at once what can never become a batch', async () => {
    const refused = async (body: object) => {
      const response = await send(fleet, '/v1/batches', body);
      return [response.status, ((await response.json()) as Json).errors[0].pointer];
    };
    const many = Array.from({ length: 1_001 }, () => photos[0]);
    expect(await refused({ photoIds: many, mode: 'adapt', instruction: 'x' })).toEqual([400, '/photoIds']);
    expect(await refused({ photoIds: [], mode: 'adapt', instruction: 'x' })).toEqual([400, '/photoIds']);
    expect(await refused({ photoIds: photos, mode: 'adapt' })).toEqual([400, '/instruction']);
    const strange = { photoIds: photos, mode: 'sync', instruction: 'x', groups: ['basic', 'shoes'] };
    expect(await refused(strange)).toEqual([400, '/groups/1']);
  });

  it('stops when it is canceled: what has ended stays, the rest is canceled', async () => {
    const asked = { photoIds: [...photos, ...photos, ...photos], mode: 'adapt', instruction: 'hang', options };
    const batch = await post(fleet, '/v1/batches', asked);
    const running = async (): Promise<Json> => {
      const now = await get(fleet, batch.url);
      return now.items.running > 0 ? now : running();
    };
    await running();
    const canceled = await post(fleet, `/v1/jobs/${batch.id}/cancel`, {}, wait);
    expect(canceled.state).toBe('canceled');
    expect((await get(fleet, batch.url)).items).toMatchObject({ canceled: 9, running: 0, queued: 0 });
  });
});

describe('evaluations in bulk', () => {
  it('judge pictures of the account, each by itself, and are read in pages', async () => {
    const [photoId = ''] = photos;
    const recipe = { schema: 2, settings: { exposure: 1 }, pointColors: [], corrections: [], retouch: [], foreign: [] };
    const render = await post(fleet, '/v1/renders', { photoId, recipe, output: { longEdge: 400 } }, wait);
    const good = { instruction: 'brighter', before: { photoId }, after: { renderId: render.id } };
    const bad = { ...good, after: { photoId: 'pho_0000000000000000' } };
    const items = [good, bad, good, { ...good, instruction: 'darker' }, good];
    const batch = await post(fleet, '/v1/evaluation-batches', { items }, wait);
    expect([batch.state, batch.items.succeeded, batch.items.failed]).toEqual(['succeeded', 4, 1]);
    const first = await get(fleet, `${batch.url}/items?pageSize=3`);
    const second = await get(fleet, `${batch.url}/items?pageSize=3&pageToken=${first.nextPageToken}`);
    const told = [...first.items, ...second.items];
    expect([told.map((item: Json) => item.index), second.nextPageToken]).toEqual([[0, 1, 2, 3, 4], null]);
    expect(told[1].failure.code).toBe('photo.notFound');
    expect(told[0].evaluation).toEqual(told[2].evaluation);
    expect(told[0].evaluation.scores.instruction).toBeGreaterThan(told[3].evaluation.scores.instruction);
    const direct = await post(fleet, '/v1/evaluations', good);
    expect(direct.scores).toEqual(told[0].evaluation.scores);
  });

  it('rank several edits of one picture', async () => {
    const before = await shrinkToJpeg(await fixture('wren.jpg'), 60_000);
    const [photoId = ''] = photos;
    const rendered = async (exposure: number) => {
      const recipe = { schema: 2, settings: { exposure }, pointColors: [], corrections: [], retouch: [], foreign: [] };
      return post(fleet, '/v1/renders', { photoId, recipe, output: { longEdge: 400 } }, wait);
    };
    const [up, down] = [await rendered(0.7), await rendered(-2)];
    const named = {
      instruction: 'brighter',
      before: { photoId },
      afters: [{ renderId: down.id }, { renderId: up.id }],
    };
    const compared = await post(fleet, '/v1/comparisons', named);
    expect(compared.comparison.order).toEqual([1, 0]);
    expect([compared.evaluations.length, compared.pairs[0].winner]).toEqual([2, 1]);
    const form = new FormData();
    form.set('before', new Blob([new Uint8Array(before)]), 'a.jpg');
    for (const { rendered: picture } of [down, up]) {
      form.append('after', new Blob([await (await call(fleet, picture.url)).arrayBuffer()]), 'b.jpg');
    }
    form.set('instruction', 'brighter');
    const sent = await call(fleet, '/v1/comparisons', { method: 'POST', body: form });
    expect(((await sent.json()) as Json).comparison).toEqual(compared.comparison);
  });
});

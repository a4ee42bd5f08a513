import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { shrinkToJpeg } from '@safelight/codec';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { call, fixture, get, post, send, upload } from './support/api.ts';
import type { Json } from './support/api.ts';
import { edit, finish, scriptedPolicy, stepsOfRound } from './support/policy.ts';

/** Brightens once, and says that it did not add a moon; does nothing until the test lets it when asked to hang. */
const policy = scriptedPolicy(async (request, signal) => {
  if (request.instruction.includes('hang')) {
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));
  }
  if (stepsOfRound(request) > 0) return finish({ notDone: request.instruction.includes('moon') ? ['a moon'] : [] });
  return edit([{ tool: 'exposure', value: 0.8 }]);
});

let fleet: Fleet;
/** Small, so that the engine and the evaluator have little to do. */
let wren: Uint8Array<ArrayBuffer>;
let pictures: Server;
let pictureUrl: string;

beforeAll(async () => {
  wren = new Uint8Array(await shrinkToJpeg(await fixture('wren.jpg'), 120_000));
  pictures = createServer((request, response) => {
    if (request.url === '/wren.jpg') response.setHeader('content-type', 'image/jpeg').end(wren);
    else response.writeHead(404).end('nothing here');
  });
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
  const { port } = pictures.address() as AddressInfo;
  pictureUrl = `http://127.0.0.1:${port}/wren.jpg`;
  fleet = await startLocalFleet({
    ...{ dataDir: null, logger: silentLogger, engineWorkers: 2, policy: policy.start },
    egress: { allow: ['127.0.0.1'], ports: [port] },
  });
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
  pictures.close();
});

const wait = { prefer: 'wait=30' };
const effort = { stepsMax: 2, reflectionsMax: 0 };

async function bytesOf(path: string): Promise<{ type: string | null; bytes: Buffer }> {
  const response = await call(fleet, path);
  expect(response.status).toBe(200);
  return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
}

const sizeOf = (text: string) => Buffer.byteLength(text);

describe('an edit in one call', () => {
  let photoId: string;
  beforeAll(async () => {
    photoId = (await upload(fleet, 'wren.jpg', wren)).id;
  });

  it('gives the recipe, the scores, what was not done, and every output in its format and size', async () => {
    const outputs = [
      { format: 'jpeg', longEdge: 320, quality: 80 },
      { format: 'png', longEdge: 200 },
      { format: 'webp', longEdge: 160 },
      { format: 'avif', longEdge: 128 },
      { format: 'tiff', longEdge: 100 },
    ];
    const asked = { photoId, instruction: 'brighter, and add a moon', options: effort, outputs };
    const response = await send(fleet, '/v1/edits', asked, wait);
    const done = (await response.json()) as Json;
    expect([response.status, done.state, done.failure]).toEqual([200, 'succeeded', null]);
    expect(response.headers.get('preference-applied')).toBe('wait=30');
    expect(response.headers.get('location')).toBe(`/v1/edits/${done.id}`);
    expect(done.recipe.settings).toEqual({ exposure: 0.8 });
    expect(done.notDone).toEqual(['a moon']);
    expect(done.scores.aesthetic).toBeGreaterThan(1);
    expect(done.progress).toEqual({ done: 6, total: 6 });
    expect(done.outputs.map((output: Json) => [output.mediaType, Math.max(output.width, output.height)])).toEqual([
      ['image/jpeg', 320],
      ['image/png', 200],
      ['image/webp', 160],
      ['image/avif', 128],
      ['image/tiff', 100],
    ]);
    expect(done.outputs[4].output.bits).toBe(16);
    for (const output of done.outputs) {
      const { type, bytes } = await bytesOf(output.url);
      expect([type, bytes.byteLength]).toEqual([output.mediaType, output.sizeBytes]);
    }
    const session = await get(fleet, `/v1/sessions/${done.sessionId}`);
    expect(session.turns.map((turn: Json) => turn.id)).toEqual([done.turnId]);
    expect(await get(fleet, `/v1/edits/${done.id}`)).toEqual(done);
  });

  it('answers 202 at once where nobody wants to wait, and tells the rest at its address', async () => {
    const response = await send(fleet, '/v1/edits', { photoId, instruction: 'brighter', options: effort });
    expect(response.status).toBe(202);
    expect(response.headers.get('preference-applied')).toBeNull();
    const there = await call(fleet, response.headers.get('location')!, { headers: wait });
    expect(((await there.json()) as Json).state).toBe('succeeded');
  });

  it('begins with XMP, preset and recipe, each laid over the one before, and lets the agent go on from there', async () => {
    const recipe = (settings: object) => ({
      ...{ schema: 2, settings, pointColors: [], corrections: [], retouch: [], foreign: [] },
    });
    const { text: xmp } = await post(fleet, '/v1/recipes/convert', {
      ...{ from: 'json', to: 'xmp', recipe: recipe({ contrast: 10, vibrance: 20, clarity: 5 }) },
    });
    const { id: presetId } = await post(fleet, '/v1/presets', {
      name: 'p',
      recipe: recipe({ vibrance: 30, texture: 7 }),
    });
    const asked = { photoId, xmp, presetId, recipe: recipe({ texture: 9 }) };
    const still = await post(fleet, '/v1/edits', asked, wait);
    expect(still.recipe.settings).toEqual({ contrast: 10, vibrance: 30, clarity: 5, texture: 9 });
    expect([still.turnId, still.scores]).toEqual([null, null]);
    const { recipe: kept } = still;
    expect(await get(fleet, `/v1/sessions/${still.sessionId}/recipe`)).toEqual(kept);
    const further = await post(fleet, '/v1/edits', { ...asked, instruction: 'brighter', options: effort }, wait);
    expect(further.recipe.settings).toEqual({ ...still.recipe.settings, exposure: 0.8 });
  });

  it('takes the photo as a file, with the request beside it', async () => {
    const form = new FormData();
    // A byte behind the end of the picture makes it another photo.
    form.set('photo', new Blob([wren, new Uint8Array(1)]), 'yard.jpg');
    form.set('request', JSON.stringify({ instruction: 'brighter', options: effort, outputs: [{ longEdge: 64 }] }));
    const response = await call(fleet, '/v1/edits', { method: 'POST', body: form, headers: wait });
    const done = (await response.json()) as Json;
    expect([response.status, done.state]).toEqual([200, 'succeeded']);
    expect(done.outputs[0].fileName).toBe('yard-edited.jpg');

    const fleeting = new FormData();
    fleeting.set('photo', new Blob([wren, new Uint8Array(2)]), 'secret.jpg');
    fleeting.set('request', JSON.stringify({ instruction: 'brighter', options: effort, noStore: true }));
    const sent = await call(fleet, '/v1/edits', { method: 'POST', body: fleeting });
    const photo = await get(fleet, `/v1/photos/${((await sent.json()) as Json).photoId}`);
    expect([photo.noStore, typeof photo.expiresAt]).toEqual([true, 'string']);
  });

  it('takes the photo from an address, and fails with the address when that leads nowhere', async () => {
    const done = await post(fleet, '/v1/edits', { url: pictureUrl, instruction: 'brighter', options: effort }, wait);
    expect([done.state, done.photoId]).toEqual(['succeeded', photoId]);
    const inner = await post(fleet, '/v1/edits', { url: 'http://169.254.169.254/x', instruction: 'brighter' }, wait);
    expect([inner.state, inner.failure.code]).toEqual(['failed', 'url.forbidden']);
  });

  it('says at once what is wrong with the request', async () => {
    const refusal = async (body: object) => {
      const response = await send(fleet, '/v1/edits', body);
      const { code, errors } = (await response.json()) as Json;
      return [response.status, code, errors[0]?.pointer];
    };
    const recipe = {
      schema: 2,
      settings: { exposure: 99 },
      pointColors: [],
      corrections: [],
      retouch: [],
      foreign: [],
    };
    expect(await refusal({ photoId })).toEqual([400, 'request.invalid', '/instruction']);
    expect(await refusal({ instruction: 'x' })).toEqual([400, 'request.invalid', '/photoId']);
    expect(await refusal({ photoId: 'pho_none', instruction: 'x' })).toEqual([404, 'photo.notFound', '/photoId']);
    expect(await refusal({ photoId, recipe })).toEqual([400, 'recipe.invalid', '/recipe/settings/exposure']);
    expect(await refusal({ photoId, presetId: 'pre_none' })).toEqual([404, 'preset.notFound', '/presetId']);
    const jpeg16 = { photoId, instruction: 'x', outputs: [{ format: 'jpeg', bits: 16 }] };
    expect(await refusal(jpeg16)).toEqual([400, 'request.invalid', '/outputs/0/bits']);
  });

  it('stops when it is canceled, with its turn, and keeps what it is', async () => {
    const job = await post(fleet, '/v1/edits', { photoId, instruction: 'hang', options: effort });
    const begun = async (): Promise<Json> => {
      const edit = await get(fleet, `/v1/edits/${job.id}`);
      return edit.turnId === null ? begun() : edit;
    };
    const { sessionId, turnId } = await begun();
    const canceled = await post(fleet, `/v1/jobs/${job.id}/cancel`, {}, wait);
    expect([canceled.state, canceled.cancelRequested]).toEqual(['canceled', true]);
    const turn = await get(fleet, `/v1/sessions/${sessionId}/turns/${turnId}`);
    expect(['canceled', 'running']).toContain(turn.state);
    expect((await post(fleet, `/v1/jobs/${job.id}/cancel`, {})).state).toBe('canceled');
  });

  it('expires when its deadline passes before its end', async () => {
    const job = { photoId, instruction: 'hang', options: effort, deadlineSeconds: 1 };
    expect((await post(fleet, '/v1/edits', job, wait)).state).toBe('expired');
  });
});

describe('renders', () => {
  it('render a session, a recipe or an XMP to 16-bit TIFF and keep the bytes at an address of their own', async () => {
    const { id: photoId } = await upload(fleet, 'wren.jpg', wren);
    const edited = await post(fleet, '/v1/edits', { photoId, instruction: 'brighter', options: effort }, wait);
    const output = { format: 'tiff', longEdge: 120, colorSpace: 'prophoto' };
    const done = await post(fleet, '/v1/renders', { sessionId: edited.sessionId, output }, wait);
    expect([done.state, done.photoId, done.rendered.mediaType]).toEqual(['succeeded', photoId, 'image/tiff']);
    const same = await post(fleet, '/v1/renders', { photoId, recipe: edited.recipe, output }, wait);
    expect(same.rendered.sha256).toBe(done.rendered.sha256);
    const plain = await post(fleet, '/v1/renders', { photoId, output }, wait);
    expect(plain.rendered.sha256).not.toBe(done.rendered.sha256);
    const { type, bytes } = await bytesOf(done.rendered.url);
    expect([type, bytes.byteLength]).toEqual(['image/tiff', done.rendered.sizeBytes]);
    // Uncompressed or not, 16 bits of three channels are more than a byte a pixel.
    expect(bytes.byteLength).toBeGreaterThan(done.rendered.width * done.rendered.height);
  });

  it('cannot be fetched before they are there', async () => {
    const response = await call(fleet, '/v1/renders/rnd_none/content');
    expect([response.status, ((await response.json()) as Json).code]).toEqual([404, 'render.notFound']);
  });
});

describe('recipes in the forms of others', () => {
  it('can be downloaded from a session, and read back to the same recipe', async () => {
    const { id: photoId } = await upload(fleet, 'wren.jpg', wren);
    const { sessionId, recipe } = await post(fleet, '/v1/edits', { photoId, instruction: 'up', options: effort }, wait);
    const path = `/v1/sessions/${sessionId}/recipe`;
    for (const [form, from] of [
      ['xmp', 'xmp'],
      ['preset.xmp', 'xmp'],
      ['lua', 'table'],
      ['lrtemplate', 'table'],
    ] as const) {
      const { bytes } = await bytesOf(`${path}.${form}`);
      expect(sizeOf(bytes.toString()), form).toBeGreaterThan(20);
      const read = await post(fleet, '/v1/recipes/convert', { from, text: bytes.toString(), to: 'json' });
      expect(read.recipe.settings, form).toMatchObject(recipe.settings);
    }
    expect(JSON.parse((await bytesOf(`${path}.json`)).bytes.toString())).toEqual(recipe);
  });

  it('are checked without being refused', async () => {
    const empty = { schema: 2, pointColors: [], corrections: [], retouch: [], foreign: [] };
    const bad = await post(fleet, '/v1/recipes/validate', { recipe: { ...empty, settings: { exposure: 9 } } });
    expect([bad.valid, bad.recipe, bad.errors[0].field]).toEqual([false, null, 'recipe.settings.exposure']);
    const good = await post(fleet, '/v1/recipes/validate', { recipe: { ...empty, settings: { temperature: 5000 } } });
    expect([good.valid, good.warnings.map((one: Json) => one.code)]).toEqual([true, ['tool.notApplicable']]);
  });
});

describe('presets', () => {
  it('hold the groups that were chosen, go out as XMP and come back in', async () => {
    const empty = { schema: 2, pointColors: [], corrections: [], retouch: [], foreign: [] };
    const recipe = { ...empty, settings: { exposure: 0.5, vignetteAmount: -20, cropAngle: 2 } };
    const all = await post(fleet, '/v1/presets', { name: 'Evening', recipe });
    expect(all.recipe.settings).toEqual({ exposure: 0.5, vignetteAmount: -20 });
    const some = await post(fleet, '/v1/presets', { name: 'Corners', recipe, groups: ['effects'] });
    expect(some.recipe.settings).toEqual({ vignetteAmount: -20 });
    const { bytes } = await bytesOf(`/v1/presets/${all.id}/preset.xmp`);
    expect(bytes.toString()).toContain('Evening');
    const back = await post(fleet, '/v1/presets', { name: 'Back', xmp: bytes.toString() });
    expect(back.recipe.settings).toEqual(all.recipe.settings);

    const put = await call(fleet, `/v1/presets/${some.id}`, {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ name: 'Frame', recipe, groups: ['crop'] }),
    });
    expect(((await put.json()) as Json).recipe.settings).toEqual({ hasCrop: true, cropAngle: 2 });
    const page = await get(fleet, '/v1/presets?pageSize=1');
    const next = await get(fleet, `/v1/presets?pageSize=200&pageToken=${page.nextPageToken}`);
    const ids = [...page.presets, ...next.presets].map((preset: Json) => preset.id);
    expect(ids).toEqual(expect.arrayContaining([all.id, some.id, back.id]));
    expect(new Set(ids).size).toBe(ids.length);

    expect((await call(fleet, `/v1/presets/${some.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(fleet, `/v1/presets/${some.id}`)).status).toBe(404);
  });

  it('are refused when they would do nothing', async () => {
    const recipe = { schema: 2, settings: {}, pointColors: [], corrections: [], retouch: [], foreign: [] };
    const response = await send(fleet, '/v1/presets', { name: 'none', recipe });
    expect([response.status, ((await response.json()) as Json).code]).toEqual([400, 'request.invalid']);
  });
});

describe('jobs', () => {
  it('are listed newest first, by kind and in pages', async () => {
    const first = await get(fleet, '/v1/jobs?kind=edit&pageSize=2');
    const second = await get(fleet, `/v1/jobs?kind=edit&pageSize=2&pageToken=${first.nextPageToken}`);
    const jobs = [...first.jobs, ...second.jobs];
    expect(jobs.length).toBe(4);
    expect(new Set(jobs.map((job: Json) => job.kind))).toEqual(new Set(['edit']));
    const times = jobs.map((job: Json) => job.createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(jobs[0].url).toBe(`/v1/edits/${jobs[0].id}`);
    expect((await call(fleet, '/v1/jobs/job_none')).status).toBe(404);
  });
});

import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { ask, call, fixture, follow, get, post, send, typesOf, untilEnd, upload } from './support/api.ts';
import type { Asked, Json, ToldEvent } from './support/api.ts';

let fleet: Fleet;
let asked: Asked;
let events: ToldEvent[];

beforeAll(async () => {
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger });
  asked = await ask(fleet, 'wren.jpg', 'warm, dreamy golden hour, keep detail in the shadows', { reflectionsMax: 0 });
  events = await untilEnd(fleet, asked);
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
});

const bytesOf = async (path: string) => new Uint8Array(await (await call(fleet, path)).arrayBuffer());

describe('one sentence over REST', () => {
  it('tells the whole turn in order, every step decided before it is observed', () => {
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    expect(typesOf(events)[0]).toBe('session.created');
    expect(typesOf(events).slice(1, 3)).toEqual(['turn.requested', 'turn.started']);
    expect(typesOf(events).slice(-3)).toEqual(['turn.finishing', 'turn.evaluated', 'turn.finished']);
    const steps = events.filter(({ body }) => body.type.startsWith('step.'));
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.map(({ body }) => `${body.step} ${body.type}`)).toEqual(
      steps.map((_, index) => `${Math.floor(index / 2) + 1} step.${index % 2 === 0 ? 'decided' : 'observed'}`),
    );
  });

  it('makes the photo warmer, measured on the pictures that the events name', () => {
    const started = events.find(({ body }) => body.type === 'turn.started')!;
    const seen = events.findLast(({ body }) => body.type === 'step.observed')!;
    const [before, after] = [started.body['original'], seen.body['observation']];
    expect(after.measurement.cast.b).toBeGreaterThan(before.measurement.cast.b + 1);
    expect(after.image.sha256).not.toBe(before.image.sha256);
  });

  it('serves each picture of the log, and no original', async () => {
    const seen = events.filter(({ body }) => body.type === 'step.observed');
    for (const { body } of seen) {
      const response = await call(fleet, `/v1/images/${body['observation'].image.sha256}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    }
    const { sha256 } = await upload(fleet, 'wren.jpg');
    expect((await call(fleet, `/v1/images/${sha256}`)).status).toBe(404);
  });

  it('ends in a turn with scores, a session at rest, and a trajectory with every step', async () => {
    const path = `/v1/sessions/${asked.sessionId}`;
    const turn = await get(fleet, `${path}/turns/${asked.turnId}`);
    expect(turn).toMatchObject({
      state: 'succeeded',
      failure: null,
      stepsDone: typesOf(events).filter((type) => type === 'step.observed').length,
    });
    expect(turn.scores).toEqual(events.at(-1)!.body['scores']);
    expect(await get(fleet, path)).toMatchObject({ state: 'idle', lastSequence: events.length });
    const trajectory = await get(fleet, `${path}/turns/${asked.turnId}/trajectory`);
    expect(trajectory).toMatchObject({ locale: 'en', instruction: turn.instruction });
    expect(trajectory.policyVersion).toMatch(/^planner\//);
    expect(trajectory.engineVersion).not.toBe('');
    expect(trajectory.steps.map((step: Json) => step.index)).toEqual(
      Array.from({ length: turn.stepsDone }, (_, index) => index + 1),
    );
  });

  it('gives the recipe as JSON and as XMP, and the photo under it at any size', async () => {
    const path = `/v1/sessions/${asked.sessionId}`;
    const recipe = await get(fleet, `${path}/recipe`);
    expect(recipe).toEqual(events.at(-1)!.body['recipe']);
    const xmp = await (await call(fleet, `${path}/recipe.xmp`)).text();
    expect(xmp).toContain('http://ns.adobe.com/camera-raw-settings/1.0/');
    const small = await bytesOf(`${path}/render?longEdge=200&format=png`);
    expect(Buffer.from(small.slice(1, 4)).toString()).toBe('PNG');
    expect(Buffer.from(small.buffer).readUInt32BE(16)).toBe(200);
    const full = await call(fleet, `${path}/render`);
    expect(full.headers.get('content-disposition')).toContain('wren-edited.jpg');
    expect((await full.arrayBuffer()).byteLength).toBeGreaterThan(small.byteLength);
  });

  it('starts the next turn from where this one ended, and works in Chinese', async () => {
    const path = `/v1/sessions/${asked.sessionId}`;
    const before = await get(fleet, `${path}/recipe`);
    const { id: turnId } = await post(fleet, `${path}/turns`, { instruction: '再亮一点', stepsMax: 3 });
    const more = await untilEnd(fleet, { ...asked, turnId }, events.length);
    expect(more[0]!.sequence).toBe(events.length + 1);
    const started = more.find(({ body }) => body.type === 'turn.started')!;
    expect(started.body['original'].recipe).toEqual(before);
    expect((await get(fleet, `${path}/turns/${turnId}/trajectory`)).locale).toBe('zh');
  });
});

describe('the event stream', () => {
  it('goes on after any Last-Event-ID without gap or duplicate', async () => {
    for (const last of [0, 1, 4, events.length - 1]) {
      const rest = (await untilEnd(fleet, asked, last)).map((event) => event.sequence);
      expect(rest).toEqual(events.slice(last).map((event) => event.sequence));
    }
  });

  it('tells a follower that came in the middle of a turn the same as one that was there from the start', async () => {
    const other = await ask(fleet, 'tea-gardens.jpg', 'moody', { stepsMax: 3 });
    const whole = untilEnd(fleet, other);
    const parts: ToldEvent[] = [];
    // Leaves after every second event and comes back with its number, as a browser on a bad line would.
    while (!['turn.finished', 'turn.failed'].includes(parts.at(-1)?.body.type ?? '')) {
      let count = 0;
      for await (const event of follow(fleet, other.sessionId, parts.at(-1)?.sequence)) {
        parts.push(event);
        if (++count === 2) break;
      }
    }
    expect(parts).toEqual(await whole);
  });

  it('is a page of JSON for those who ask so', async () => {
    const path = `/v1/sessions/${asked.sessionId}/events`;
    const page = await get(fleet, `${path}?after=2`);
    expect(page.events[0]).toEqual(events[2]);
    expect(page.nextAfter).toBe(page.events.at(-1).sequence);
    const end = await get(fleet, `${path}?after=${page.nextAfter}`);
    expect(end).toEqual({ events: [], nextAfter: page.nextAfter });
  });
});

describe('creating things twice', () => {
  it('gives the same photo for the same bytes, however they come', async () => {
    const first = await upload(fleet, 'wren.jpg');
    const raw = await call(fleet, '/v1/photos?fileName=bird.jpg', {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: await fixture('wren.jpg'),
    });
    expect(raw.status).toBe(201);
    expect(await raw.json()).toEqual(first);
    expect(await get(fleet, raw.headers.get('location')!)).toEqual(first);
  });

  it('honours an Idempotency-Key', async () => {
    const { id: photoId } = await upload(fleet, 'wren.jpg');
    const key = { 'idempotency-key': 'one' };
    const first = await post(fleet, '/v1/sessions', { photoId }, key);
    const second = await post(fleet, '/v1/sessions', { photoId }, key);
    expect(second.id).toBe(first.id);
    const turns = `/v1/sessions/${first.id}/turns`;
    const wish = { instruction: 'brighter', stepsMax: 1 };
    const turn = await post(fleet, turns, wish, key);
    expect((await post(fleet, turns, wish, key)).id).toBe(turn.id);
    const changed = await send(fleet, turns, { ...wish, instruction: 'darker' }, key);
    expect([changed.status, ((await changed.json()) as Json).code]).toEqual([422, 'idempotency.mismatch']);
    await untilEnd(fleet, { sessionId: first.id, turnId: turn.id });
  });

  it('refuses a second turn while one is under way', async () => {
    const { sessionId, turnId } = await ask(fleet, 'wren.jpg', 'cinematic');
    const second = await send(fleet, `/v1/sessions/${sessionId}/turns`, { instruction: 'moody' });
    expect([second.status, ((await second.json()) as Json).code]).toEqual([409, 'turn.conflict']);
    await untilEnd(fleet, { sessionId, turnId });
  });
});

describe('evaluation alone', () => {
  it('scores a before and an after that were made anywhere', async () => {
    const form = new FormData();
    form.set('before', new Blob([await fixture('wren.jpg')]), 'a.jpg');
    form.set('after', new Blob([await bytesOf(`/v1/sessions/${asked.sessionId}/render?longEdge=800`)]), 'b.jpg');
    form.set('instruction', 'warm, dreamy golden hour');
    const response = await call(fleet, '/v1/evaluations', { method: 'POST', body: form });
    const evaluation = (await response.json()) as Json;
    expect(response.status).toBe(200);
    expect(evaluation.scores.instruction).toBeGreaterThanOrEqual(1);
    expect(evaluation.metrics.length).toBeGreaterThan(0);
  });
});

describe('what runs around it', () => {
  it('lists all 306 tools and says why some are not rendered', async () => {
    const { tools } = await get(fleet, '/v1/tools');
    expect(tools).toHaveLength(306);
    for (const tool of tools) expect(tool.notRenderedReason === '', tool.name).toBe(tool.rendered);
  });

  it('needs no key for health, readiness, metrics, its description and its first page', async () => {
    const open = async (path: string) => fetch(`${fleet.baseUrl}${path}`);
    expect((await open('/healthz')).status).toBe(200);
    const services = { sandbox: true, policy: true, evaluator: true, reflector: true };
    expect(await (await open('/readyz')).json()).toEqual({ ready: true, degraded: false, services });
    expect(await (await open('/metrics')).text()).toMatch(/gateway_turns_total\{[^}]*outcome="ok"[^}]*\} \d/);
    expect(await (await open('/')).text()).toContain('Safelight');
    expect(await (await open('/problems/turn.conflict')).text()).toContain('HTTP 409');
  });

  it('describes every route that needs a key in OpenAPI 3.1, and refers to nothing that is not there', async () => {
    const text = await (await fetch(`${fleet.baseUrl}/openapi.json`)).text();
    const document = JSON.parse(text) as Json;
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/photos', '/v1/sessions/{sessionId}/turns', '/v1/evaluations', '/v1/tools']),
    );
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name!);
    }
  });
});

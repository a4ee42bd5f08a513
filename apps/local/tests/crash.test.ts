import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shrinkToJpeg } from '@safelight/codec';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, fixture, follow, get, post, typesOf, untilEnd } from './support/api.ts';
import type { Api, Asked, Json, ToldEvent } from './support/api.ts';
import { mustStart, startProcess } from './support/process.ts';

/** A dozen processes start in here; a busy machine takes its time. */
vi.setConfig({ testTimeout: 240_000 });

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'safelight-crash-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const request = (api: Api): Promise<Asked> =>
  ask(api, 'portrait-astronaut.png', 'warm, dreamy golden hour', { stepsMax: 4, seed: 7 });

/** Waits on the live stream for the next event of a type, or the end of the turn; gives its sequence number. */
async function reached(api: Api, sessionId: string, type: string, after: number): Promise<number> {
  for await (const { sequence, body } of follow(api, sessionId, after)) {
    if (body.type === type || body.type === 'turn.finished') return sequence;
  }
  throw new Error(`The stream ended before ${type}.`);
}

/** What each candidate did, in order; `turn.started` is left out because it says how often the turn was taken up. */
const deedsOf = (events: readonly ToldEvent[]) =>
  Object.groupBy(
    events
      .filter(({ body }) => body.type !== 'turn.started')
      .map(({ body }) => ({
        candidate: String(body['candidate'] ?? 'turn'),
        deed: `${body.type} ${String(body['round'] ?? '')} ${String(body['step'] ?? '')}`,
      })),
    ({ candidate }) => candidate,
  );

const resultOf = ({ body }: ToldEvent) => ({ recipe: body['recipe'], image: body['image'], scores: body['scores'] });

describe('a fleet killed again and again in the middle of a turn', () => {
  const strides = [
    ...['turn.requested', 'turn.looked', 'step.decided', 'step.observed', 'turn.finishing', 'turn.evaluated'],
    'turn.compared',
  ];

  it('finishes the turn with every event once, and with the recipe and picture of a run that nothing disturbed', async () => {
    const group = { candidates: 2, reflectionsMax: 1, scoreMin: 5 };
    const photo = new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 60_000));
    const requestGroup = (api: Api) => ask(api, 'hikers.jpg', 'brighter', { seed: 7, ...group }, photo);
    let asked: Asked | null = null;
    let seen = 0;
    for (const type of strides) {
      await using fleet = await mustStart(dataDir, 'scripted');
      asked ??= await requestGroup(fleet);
      seen = await reached(fleet, asked.sessionId, type, seen);
      await fleet.kill();
    }
    await using fleet = await mustStart(dataDir, 'scripted');
    const events = await untilEnd(fleet, asked!);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    const attempts = events.filter(({ body }) => body.type === 'turn.started').map(({ body }) => body['attempt']);
    expect(attempts.length).toBeGreaterThan(3);
    expect(attempts).toEqual([...new Set(attempts)].sort((a, b) => a - b));
    expect(new Set(typesOf(events))).toEqual(new Set(['session.created', 'turn.started', 'turn.finished', ...strides]));

    const undisturbed = await untilEnd(fleet, await requestGroup(fleet));
    expect(deedsOf(events)).toEqual(deedsOf(undisturbed));
    expect(resultOf(events.at(-1)!)).toEqual(resultOf(undisturbed.at(-1)!));
  });
});

describe('a session that is steered while its fleet is killed', () => {
  it('keeps a change by hand that was answered, ends a turn that was canceled before, and goes on from the change', async () => {
    const photo = new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 60_000));
    const calls = [{ tool: 'vibrance', value: 12 }];
    let asked: Asked;
    let changed: Json;
    {
      await using first = await mustStart(dataDir, 'scripted');
      asked = await ask(first, 'hikers.jpg', 'brighter', { seed: 7, reflectionsMax: 0 }, photo);
      await untilEnd(first, asked);
      changed = await post(first, `/v1/sessions/${asked.sessionId}/recipe`, { calls });
      await first.kill();
    }
    const turns = `/v1/sessions/${asked.sessionId}/turns`;
    let canceled: string;
    {
      await using second = await mustStart(dataDir, 'scripted');
      expect(await get(second, `/v1/sessions/${asked.sessionId}/recipe`)).toEqual(changed.recipe);
      canceled = (await post(second, turns, { instruction: 'brighter', seed: 7 })).id;
      await reached(second, asked.sessionId, 'step.decided', changed.sequence);
      // Killed as soon as the cancel was answered, whatever the runner has made of it by then.
      await post(second, `${turns}/${canceled}/cancel`, {});
      await second.kill();
    }
    await using third = await mustStart(dataDir, 'scripted');
    const events = await untilEnd(third, { ...asked, turnId: canceled });
    expect(events.at(-1)!.body).toMatchObject({ type: 'turn.canceled', reason: 'request' });
    expect(events.filter(({ body }) => body.type === 'recipe.changed')).toHaveLength(1);
    const { id: turnId } = await post(third, turns, { instruction: 'brighter', seed: 7, reflectionsMax: 0 });
    const after = await untilEnd(third, { ...asked, turnId });
    expect(after.map((event) => event.sequence)).toEqual(after.map((_, index) => index + 1));
    const started = after.find(({ body }) => body.type === 'turn.started' && body.turnId === turnId)!;
    expect(started.body['original'].recipe).toEqual(changed.recipe);
    expect(after.at(-1)!.body).toMatchObject({ type: 'turn.finished', recipe: { settings: { vibrance: 12 } } });
  });
});

describe('the data folder', () => {
  it('has one owner, and keeps sessions, key and the turn under way when it stops cleanly', async () => {
    let asked: Asked;
    let apiKey: string;
    {
      await using first = await mustStart(dataDir);
      expect(await startProcess(dataDir)).toMatchObject({ refused: { code: 'data.locked' } });
      expect((await get(first, '/v1/tools')).tools.length).toBeGreaterThan(0);
      apiKey = first.apiKey;
      asked = await request(first);
      await reached(first, asked.sessionId, 'step.decided', 0);
      expect(await first.stop()).toBe(0);
    }
    await using second = await mustStart(dataDir);
    expect(second.apiKey).toBe(apiKey);
    expect(typesOf(await untilEnd(second, asked)).at(-1)).toBe('turn.finished');
  });
});

import { defaultTenantId, emptyRecipe, hueBands, noBudget, noUsage } from '@safelight/core';
import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endTurn } from '../runner/ending.ts';
import { progressOf } from '../runner/progress.ts';
import { once } from './idempotency.ts';
import { appendEvents, readEvents, readTurnEvents, sessionSignal } from './log.ts';
import { dueOutbox, postponeOutbox, removeOutbox } from './outbox.ts';
import { addTestPhoto, addTestSession, openTestStore } from './testing.ts';
import type { TestStore } from './testing.ts';
import { addSession } from './sessions.ts';
import { appendUnderLease, claimTurn, lockUnderLease, releaseAllTurns, releaseTurn, renewLease } from './turnLeases.ts';
import type { Lease } from './turnLeases.ts';
import { addTurn, finishOf, getTurn, optionsOf } from './turns.ts';
import type { EventTable, TurnRow } from './schema.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

const leaseMs = 1_000;
const options = {
  ...{
    stepsMax: 3,
    seed: 4_294_967_295,
    candidates: 2,
    reflectionsMax: 1,
    scoreMin: 3.25,
    textOnly: true,
    deadlineMs: null,
    budget: noBudget,
  },
};
const leaseOf = (turn: TurnRow): Lease => ({ turnId: turn.id, sessionId: turn.session_id, token: turn.token });
const failed = (turnId: string) =>
  ({ type: 'turn.failed', turnId, code: 'internal', message: 'test', retryable: false }) as const;

async function addTestTurn(): Promise<{ readonly sessionId: string; readonly turnId: string }> {
  const sessionId = await addTestSession(test.store);
  const request = { sessionId, instruction: 'warmer', options, keyId: 'key_1' };
  return { sessionId, turnId: await test.store.write((unit) => addTurn(unit, request)) };
}

/** As an earlier version wrote them. */
async function insertEvents(rows: readonly Insertable<EventTable>[]): Promise<void> {
  await test.store.write(({ trx }) => trx.insertInto('events').values(rows).execute());
}

async function claim(owner = 'a'): Promise<TurnRow> {
  const turn = await claimTurn(test.whole.system, owner, leaseMs);
  if (turn === null) throw new Error('There is no turn to claim.');
  return turn;
}

/** Ends the turn, so that it is not in the way of the next test. */
async function end(turn: TurnRow): Promise<void> {
  await test.store.write(async (unit) => endTurn(unit, await lockUnderLease(unit, leaseOf(turn)), failed(turn.id)));
}

describe('the session log', () => {
  it('numbers events 1, 2, 3 … without gap or duplicate when many writers append at once', async () => {
    const sessionId = await addTestSession(test.store);
    const writers = Array.from({ length: 20 }, (_, index) =>
      test.store.write((unit) =>
        appendEvents(unit, sessionId, [
          { type: 'session.created', photoSha256: String(index).padStart(64, '0') },
          { type: 'session.created', photoSha256: String(index).padStart(64, '1') },
        ]),
      ),
    );
    await Promise.all(writers);
    const events = await readEvents(test.store, sessionId, 0);
    expect(events.map((event) => event.sequence)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  });

  it('keeps nothing of a unit that failed, its sequence numbers included', async () => {
    const sessionId = await addTestSession(test.store);
    const unit = test.store.write(async (inner) => {
      await appendEvents(inner, sessionId, [{ type: 'session.created', photoSha256: '0'.repeat(64) }]);
      throw new Error('power cut');
    });
    await expect(unit).rejects.toThrow('power cut');
    expect(await readEvents(test.store, sessionId, 1)).toEqual([]);
    await test.store.write((inner) =>
      appendEvents(inner, sessionId, [{ type: 'session.created', photoSha256: '1'.repeat(64) }]),
    );
    expect((await readEvents(test.store, sessionId, 1)).map((event) => event.sequence)).toEqual([2]);
  });

  it('reads recipes of schema 1 as schema 2: events are never rewritten', async () => {
    const sessionId = await addTestSession(test.store);
    const recipe = { schema: 1, settings: { exposure: 0.5 }, foreign: [] };
    const image = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', width: 2, height: 1 };
    const scores = { aesthetic: 3, instruction: 4 };
    await insertEvents([
      {
        ...{
          tenant_id: defaultTenantId,
          session_id: sessionId,
          sequence: 2,
          turn_id: null,
          type: 'turn.finished',
          time: new Date(0),
        },
        body: JSON.stringify({ type: 'turn.finished', turnId: 'trn_1', recipe, image, scores }),
      },
    ]);
    const [, event] = await readEvents(test.store, sessionId, 0);
    expect(event!.body).toMatchObject({ recipe: { ...emptyRecipe, settings: { exposure: 0.5 } } });
  });

  // Guarantee: turns of the first release, finished or under way when their runner stopped, are read and gone on with.
  it('reads a turn from before there were candidates as one candidate of one round', async () => {
    const { sessionId, turnId } = await addTestTurn();
    const recipe = { schema: 1, settings: { exposure: 0.5 }, foreign: [] };
    const image = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', width: 2, height: 1 };
    const band = { share: 0, chroma: 0, lightness: 0 };
    const measured = {
      ...{ width: 2, height: 1, detail: 0, grid: [], clipping: { shadows: 0, highlights: 0 } },
      lightness: { mean: 1, p01: 1, p05: 1, p25: 1, p50: 1, p75: 1, p95: 1, p99: 1, deviation: 1 },
      cast: { a: 0, b: 0, neutralA: 0, neutralB: 0 },
      chroma: { mean: 0, p95: 0, byHue: Object.fromEntries(hueBands.map((name) => [name, band])) },
    };
    const seen = { image, recipe, measurement: measured, problems: [] };
    const scores = { aesthetic: 3, instruction: 4 };
    const finish = { thought: 'done', selfScore: scores, notDone: [] };
    const evaluation = { scores, confidence: 1, metrics: [], rationale: 'r', evaluatorVersion: 'metrics/1' };
    const bodies = [
      { type: 'turn.requested', turnId, instruction: 'warmer', stepsMax: 3, seed: 5 },
      { type: 'turn.started', turnId, attempt: 1, original: seen },
      { type: 'step.decided', turnId, step: 1, thought: 't', predictions: [], calls: [] },
      { type: 'step.observed', turnId, step: 1, observation: seen },
      { type: 'turn.finishing', turnId, finish },
      { type: 'turn.evaluated', turnId, evaluation },
      { type: 'turn.finished', turnId, recipe, image, scores },
    ];
    const rows = bodies.map((body, index) => ({
      ...{
        tenant_id: defaultTenantId,
        session_id: sessionId,
        sequence: index + 100,
        turn_id: turnId,
        type: body.type,
        time: new Date(0),
      },
      body: JSON.stringify(body),
    }));
    await insertEvents(rows as never);

    const [requested, ...events] = await readTurnEvents(test.store, turnId, 99);
    expect(requested!.body).toMatchObject({ options: { stepsMax: 3, seed: 5, candidates: 1, reflectionsMax: 0 } });
    const progress = progressOf(events);
    expect(progress.result).toMatchObject({ candidate: 0, recipe: { schema: 2, settings: { exposure: 0.5 } } });
    const [candidate] = progress.candidates;
    const observation = { regions: [], scene: null, measurement: { ...measured, noise: 0, haze: 0, banding: 0 } };
    expect(candidate).toMatchObject({
      original: observation,
      steps: [{ index: 1, round: 0, base: null, usage: noUsage, observation }],
      rounds: [{ index: 0, kept: true, finish: { ...finish, missed: [], usage: noUsage }, evaluation }],
    });
    await end(await claim());
  });

  it('refuses to read an event of a shape that it does not know', async () => {
    const sessionId = await addTestSession(test.store);
    await insertEvents([
      {
        ...{
          tenant_id: defaultTenantId,
          session_id: sessionId,
          sequence: 2,
          turn_id: null,
          type: 'session.created',
          time: new Date(0),
        },
        body: JSON.stringify({ type: 'session.merged' }),
      },
    ]);
    await expect(readEvents(test.store, sessionId, 0)).rejects.toThrow();
  });

  it('wakes a follower that looked before the write was committed', async () => {
    const sessionId = await addTestSession(test.store);
    using watch = test.store.signals.watch(sessionSignal(sessionId));
    await test.store.write((unit) =>
      appendEvents(unit, sessionId, [{ type: 'session.created', photoSha256: '0'.repeat(64) }]),
    );
    await watch.wait({ signal: AbortSignal.timeout(10_000) });
    expect(await readEvents(test.store, sessionId, 1)).toHaveLength(1);
  });
});

describe('turns', () => {
  it('keep what they may spend, and the policy’s words of before there was reflection', async () => {
    const { sessionId, turnId } = await addTestTurn();
    const finish = { thought: 'done', selfScore: { aesthetic: 3, instruction: 4 }, notDone: ['a dog'] };
    const turn = await claim();
    await test.store.write(async (unit) =>
      endTurn(unit, await lockUnderLease(unit, leaseOf(turn)), failed(turnId), { finish: JSON.stringify(finish) }),
    );
    const row = await getTurn(test.store, sessionId, turnId);
    expect(optionsOf(row)).toEqual(options);
    expect(finishOf(row)).toEqual({ ...finish, missed: [], usage: noUsage });
  });

  it('run one at a time within a session', async () => {
    const { sessionId } = await addTestTurn();
    const second = { sessionId, instruction: 'cooler', options, keyId: 'key_1' };
    await expect(test.store.write((unit) => addTurn(unit, second))).rejects.toMatchObject({ code: 'turn.conflict' });
    await end(await claim());
    await test.store.write((unit) => addTurn(unit, second));
    await end(await claim());
  });

  it('keep the whole range of seeds', async () => {
    const { sessionId, turnId } = await addTestTurn();
    expect(Number((await getTurn(test.store, sessionId, turnId)).seed)).toBe(4_294_967_295);
    await end(await claim());
  });

  it('go to one runner only', async () => {
    const { turnId } = await addTestTurn();
    const claims = await Promise.all(['a', 'b', 'c'].map((owner) => claimTurn(test.whole.system, owner, leaseMs)));
    const taken = claims.filter((turn) => turn !== null);
    expect(taken.map((turn) => turn.id)).toEqual([turnId]);
    await end(taken[0]!);
  });

  it('pass to another runner when a lease runs out, and the first can write no more', async () => {
    const { sessionId } = await addTestTurn();
    const first = await claim('first');
    test.advance(leaseMs + 1);
    const second = await claim('second');
    expect(second.token).toBeGreaterThan(first.token);

    const late = test.store.write((unit) => appendUnderLease(unit, leaseOf(first), [failed(first.id)]));
    await expect(late).rejects.toMatchObject({ code: 'turn.conflict' });
    await expect(renewLease(test.store, leaseOf(first), leaseMs)).rejects.toMatchObject({ code: 'turn.conflict' });
    await expect(releaseTurn(test.store, leaseOf(first))).rejects.toMatchObject({ code: 'turn.conflict' });

    await end(second);
    const types = (await readEvents(test.store, sessionId, 0)).map((event) => event.body.type);
    expect(types).toEqual(['session.created', 'turn.requested', 'turn.failed']);
  });

  it('stay with a runner that renews its lease', async () => {
    await addTestTurn();
    const turn = await claim();
    test.advance(leaseMs - 1);
    await renewLease(test.store, leaseOf(turn), leaseMs);
    test.advance(leaseMs - 1);
    expect(await claimTurn(test.whole.system, 'other', leaseMs)).toBeNull();
    await end(turn);
  });

  it('take no more events once they have ended', async () => {
    await addTestTurn();
    const turn = await claim();
    await end(turn);
    await expect(end(turn)).rejects.toMatchObject({ code: 'turn.conflict' });
  });

  it('are free at once for the next owner of the folder', async () => {
    await addTestTurn();
    const before = await claim('dead');
    await releaseAllTurns(test.whole);
    const after = await claim('next');
    expect([after.id, after.attempt]).toEqual([before.id, before.attempt + 1]);
    await end(after);
  });
});

describe('the outbox', () => {
  it('tells a row again only after its delay, and never once it was given up', async () => {
    for (const row of await dueOutbox(test.store, 'turns', 100)) await removeOutbox(test.store, row.id);
    await addTestTurn();
    await end(await claim());
    const [row] = await dueOutbox(test.store, 'turns', 100);
    await postponeOutbox(test.store, row!, 'down', new Date(test.store.now().getTime() + 500));
    expect(await dueOutbox(test.store, 'turns', 100)).toEqual([]);
    test.advance(501);
    const [again] = await dueOutbox(test.store, 'turns', 100);
    expect(again).toMatchObject({ id: row!.id, attempt: 1, last_error: 'down' });
    await postponeOutbox(test.store, again!, 'down', null);
    test.advance(1_000_000);
    expect(await dueOutbox(test.store, 'turns', 100)).toEqual([]);
  });
});

describe('idempotency keys', () => {
  const key = { key: 'k', operation: 'sessions.create', payloadSha256: 'p' };

  it('do once what is asked many times at once, and give all the first answer', async () => {
    const photo = await addTestPhoto(test.store);
    const ask = () => test.store.write((unit) => once(unit, key, async () => ({ id: await addSession(unit, photo) })));
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const sessions = await test.store.read((trx) =>
      trx.selectFrom('sessions').where('photo_id', '=', photo.id).selectAll().execute(),
    );
    expect(sessions).toHaveLength(1);
  });

  it('refuse another payload, and forget after a day', async () => {
    const other = { ...key, payloadSha256: 'q' };
    const ask = () => test.store.write((unit) => once(unit, other, async () => ({ ok: true })));
    await expect(ask()).rejects.toMatchObject({ code: 'idempotency.mismatch' });
    test.advance(24 * 60 * 60 * 1000 + 1);
    expect(await ask()).toEqual({ ok: true });
  });

  it('leave no trace of work that failed', async () => {
    const mine = { ...key, key: 'failing' };
    const failing = test.store.write((unit) => once(unit, mine, () => Promise.reject(new Error('no'))));
    await expect(failing).rejects.toThrow('no');
    expect(await test.store.write((unit) => once(unit, mine, async () => ({ ok: true })))).toEqual({ ok: true });
  });
});

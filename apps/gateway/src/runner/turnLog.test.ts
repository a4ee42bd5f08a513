import { defaultTurnOptions, emptyRecipe } from '@safelight/core';
import type { SessionEvent, SessionEventBody } from '@safelight/core';
import { measure } from '@safelight/measure';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendEvents, readTurnEvents } from '../store/log.ts';
import type { TenantStore } from '../store/store.ts';
import { addTestSession, openTestStore } from '../store/testing.ts';
import type { TestStore } from '../store/testing.ts';
import { addTurn } from '../store/turns.ts';
import { TurnLog } from './turnLog.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

/** A turn, a log of it that counts its readings, and a way to append to it. */
async function open() {
  const sessionId = await addTestSession(test.store);
  const request = { sessionId, instruction: 'warmer', options: defaultTurnOptions, keyId: 'key_1' };
  const turnId = await test.store.write((unit) => addTurn(unit, request));
  let readings = 0;
  const store: TenantStore = {
    ...test.store,
    read: (work) => {
      readings++;
      return test.store.read(work);
    },
  };
  const append = (body: SessionEventBody): Promise<SessionEvent> =>
    test.store.write(async (unit) => ({
      sequence: await appendEvents(unit, sessionId, [body]),
      ...{ sessionId, time: unit.now, body },
    }));
  const image = { sha256: '0'.repeat(64), mediaType: 'image/jpeg', width: 8, height: 8 };
  const grey = { width: 8, height: 8, data: new Uint8Array(8 * 8 * 3).fill(128) };
  const original = { image, recipe: emptyRecipe, measurement: measure(grey), problems: [], regions: [], scene: null };
  await append({ type: 'turn.started', turnId, attempt: 1, original });
  const failed = (candidate: number): SessionEventBody => ({
    ...{ type: 'candidate.failed', turnId, candidate },
    ...{ code: 'model.timeout', message: 'late', retryable: true },
  });
  const fromAnew = () => new TurnLog(test.store, turnId).read();
  return { turnId, append, failed, fromAnew, log: new TurnLog(store, turnId), readings: () => readings };
}

describe('the log of a turn', () => {
  it('is read once where one after the other is taken in', async () => {
    const { log, append, failed, fromAnew, readings } = await open();
    await log.read();
    for (const index of [0, 1, 2]) {
      log.takeIn(await append(failed(index)));
      expect(await log.read()).toEqual(await fromAnew());
    }
    expect(readings()).toBe(1);
  });

  it('gives back what a reading would, without what JSON does not keep', async () => {
    const { log, append, failed, fromAnew } = await open();
    await log.read();
    const more: object = { ...failed(0), note: undefined };
    log.takeIn(await append(more as SessionEventBody));
    expect(await log.read()).toStrictEqual(await fromAnew());
  });

  it('is right whatever the order in which candidates tell of their appends, and when they lose the answer', async () => {
    const steps = fc.array(fc.constantFrom('append', 'append and lose', 'tell oldest', 'tell newest', 'read'), {
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const { log, append, failed, fromAnew } = await open();
        const untold: (SessionEvent | null)[] = [];
        for (const [index, what] of plan.entries()) {
          if (what === 'append') untold.push(await append(failed(index)));
          else if (what === 'append and lose') untold.push(await append(failed(index)).then(() => null));
          else if (what === 'tell oldest' && untold.length > 0) log.takeIn(untold.shift()!);
          else if (what === 'tell newest' && untold.length > 0) log.takeIn(untold.pop()!);
          else if (what === 'read') await log.read();
        }
        for (const event of untold) log.takeIn(event);
        expect(await log.read()).toEqual(await fromAnew());
      }),
      { numRuns: 25 },
    );
  });

  it('is right when an append is told of while it is being read', async () => {
    const { turnId, log, append, failed, fromAnew } = await open();
    const first = await append(failed(0));
    const reading = log.read();
    const second = await append(failed(1));
    log.takeIn(second);
    log.takeIn(first);
    await reading;
    expect(await log.read()).toEqual(await fromAnew());
    expect((await readTurnEvents(test.store, turnId)).length).toBe(4);
  });
});

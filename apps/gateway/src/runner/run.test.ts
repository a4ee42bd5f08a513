import { Fault, defaultTurnOptions } from '@safelight/core';
import type { SessionEventBody } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantContext } from '../context.ts';
import { readTurnEvents } from '../store/log.ts';
import type { TenantStore } from '../store/store.ts';
import { addTestSession, openTestStore } from '../store/testing.ts';
import type { TestStore } from '../store/testing.ts';
import { claimTurn, lockUnderLease } from '../store/turnLeases.ts';
import { addTurn, findTurn } from '../store/turns.ts';
import { endTurn } from './ending.ts';
import { commit, writeOnce } from './run.ts';
import type { Run } from './run.ts';
import { TurnLog } from './turnLog.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

const away = () => new Fault('database.unavailable', 'away');

/** A turn under way whose store loses its first write: before it reaches the database, or only the answer to it. */
async function turnWith(loses: 'write' | 'answer'): Promise<Run> {
  const sessionId = await addTestSession(test.store);
  const request = { sessionId, instruction: 'warmer', options: defaultTurnOptions, keyId: 'key_1' };
  await test.store.write((unit) => addTurn(unit, request));
  const turn = (await claimTurn(test.whole.system, 'runner', 60_000))!;
  let first = true;
  const store: TenantStore = {
    ...test.store,
    async write(work) {
      const lost = first;
      first = false;
      if (lost && loses === 'write') throw away();
      const answer = await test.store.write(work);
      if (lost) throw away();
      return answer;
    },
  };
  const lease = { turnId: turn.id, sessionId, token: turn.token };
  const context = { store, logger: silentLogger } as unknown as TenantContext;
  const log = new TurnLog(store, turn.id);
  return { context, turn, lease, log, signal: new AbortController().signal } as Run;
}

const typesIn = async ({ turn }: Run) => (await readTurnEvents(test.store, turn.id)).map(({ body }) => body.type);

describe.each(['write', 'answer'] as const)('an append that loses its %s', (loses) => {
  it('is in the log once', async () => {
    const run = await turnWith(loses);
    const looked = { type: 'candidate.failed', turnId: run.turn.id, candidate: 0 } as const;
    const body: SessionEventBody = { ...looked, code: 'model.timeout', message: 'late', retryable: true };
    await commit(run, body, { locale: 'zh' });
    expect(await typesIn(run)).toEqual(['turn.requested', 'candidate.failed']);
    expect((await findTurn(test.store, run.turn.id)).locale).toBe('zh');
  });

  it('ends the turn once, and is no conflict when it ended it', async () => {
    const run = await turnWith(loses);
    const body = { type: 'turn.canceled', turnId: run.turn.id, reason: 'request' } as const;
    await writeOnce(run, body, async (unit) => endTurn(unit, await lockUnderLease(unit, run.lease), body));
    expect(await typesIn(run)).toEqual(['turn.requested', 'turn.canceled']);
    expect((await findTurn(test.store, run.turn.id)).state).toBe('canceled');
  });
});

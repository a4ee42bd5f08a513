/** Fair claims, on the embedded database and, where it is there, on PostgreSQL with claims that truly come at once. */
import { defaultTurnOptions, newId } from '@safelight/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plans } from '../auth/plans.ts';
import type { PlanName } from '../auth/plans.ts';
import { addTestSession, openTestStore } from './testing.ts';
import type { TestStore } from './testing.ts';
import { claimTurn, nextTurnTime, releaseTurn, turnsToStop } from './turnLeases.ts';
import { addTurn } from './turns.ts';
import type { TurnRow } from './schema.ts';

const leaseMs = 60_000;

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

interface Account {
  readonly plan: PlanName;
  readonly state: 'active' | 'suspended' | 'deleted';
  /** Null = what the plan allows. */
  readonly countMax: number | null;
  readonly waiting: number;
}

async function addAccount({ plan, state, countMax, waiting }: Account): Promise<string> {
  const id = newId('tnt');
  const limits = JSON.stringify(countMax === null ? {} : { workInFlightCount: countMax });
  const created = { created_at: test.whole.now(), deleted_at: null };
  await test.whole.system.write(({ trx }) =>
    trx
      .insertInto('tenants')
      .values({ id, name: id, plan, state, limits, ...created })
      .execute(),
  );
  const tenant = test.whole.tenant(id);
  for (let turn = 0; turn < waiting; turn++) {
    const sessionId = await addTestSession(tenant);
    const request = { sessionId, instruction: 'warmer', options: defaultTurnOptions, keyId: 'key_1' };
    await tenant.write((unit) => addTurn(unit, request));
    test.advance(1);
  }
  return id;
}

const claim = (): Promise<TurnRow | null> => claimTurn(test.whole.system, 'runner', leaseMs);

async function empty(): Promise<void> {
  await test.whole.system.write(({ trx }) => trx.updateTable('turns').set({ state: 'failed' }).execute());
}

const account: fc.Arbitrary<Account> = fc.record({
  plan: fc.constantFrom(...(Object.keys(plans) as PlanName[])),
  state: fc.constantFrom('active', 'active', 'active', 'suspended', 'deleted'),
  countMax: fc.option(fc.integer({ min: 0, max: 3 })),
  waiting: fc.integer({ min: 0, max: 4 }),
});

describe('a claim', () => {
  it('goes to whom the fewest turns run for, then to the oldest, never beyond a limit, until none may run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(account, { minLength: 1, maxLength: 5 }), async (accounts) => {
        await empty();
        const known = new Map<string, Account>();
        for (const one of accounts) known.set(await addAccount(one), one);
        const running = new Map([...known.keys()].map((id) => [id, 0]));
        const waiting = new Map([...known].map(([id, one]) => [id, one.waiting]));
        const mayRun = (id: string): boolean => {
          const { state, plan, countMax } = known.get(id)!;
          const most = countMax ?? plans[plan].workInFlightCount;
          return state === 'active' && waiting.get(id)! > 0 && running.get(id)! < most;
        };
        const last = new Map<string, number>();
        for (let turn = await claim(); turn !== null; turn = await claim()) {
          const id = turn.tenant_id;
          expect(mayRun(id)).toBe(true);
          const fewest = Math.min(...[...known.keys()].filter(mayRun).map((one) => running.get(one)!));
          expect(running.get(id)).toBe(fewest);
          expect(turn.created_at.getTime()).toBeGreaterThan(last.get(id) ?? 0);
          last.set(id, turn.created_at.getTime());
          running.set(id, running.get(id)! + 1);
          waiting.set(id, waiting.get(id)! - 1);
        }
        expect([...known.keys()].filter(mayRun)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  it('does not count a turn whose runner died, and takes it again', async () => {
    await empty();
    await addAccount({ plan: 'free', state: 'active', countMax: 1, waiting: 2 });
    const first = await claim();
    expect(await claim()).toBeNull();
    test.advance(leaseMs + 1);
    expect((await claim())!.id).toBe(first!.id);
    expect(await claim()).toBeNull();
  });

  it('leaves a turn alone that was given back until its time has come, and that time is known', async () => {
    await empty();
    const id = await addAccount({ plan: 'standard', state: 'active', countMax: null, waiting: 1 });
    const turn = (await claim())!;
    const lease = { turnId: turn.id, sessionId: turn.session_id, token: turn.token };
    await releaseTurn(test.whole.tenant(id), lease, 5_000);
    expect(await claim()).toBeNull();
    expect((await nextTurnTime(test.whole.system))!.getTime()).toBe(test.whole.now().getTime() + 5_000);
    test.advance(5_000);
    expect(await nextTurnTime(test.whole.system)).toBeNull();
    expect(await claim()).toMatchObject({ id: turn.id, attempt: 2, releases: 1 });
  });
});

describe('turns that are to stop', () => {
  it('are found when their deadline has passed while nobody works on them, also of an account that may run nothing', async () => {
    await empty();
    const id = await addAccount({ plan: 'free', state: 'suspended', countMax: null, waiting: 0 });
    const tenant = test.whole.tenant(id);
    const sessionId = await addTestSession(tenant);
    const options = { ...defaultTurnOptions, deadlineMs: 1_000 };
    await tenant.write((unit) => addTurn(unit, { sessionId, instruction: 'warmer', options, keyId: 'key_1' }));
    expect(await turnsToStop(test.whole.system, 10)).toEqual([]);
    expect((await nextTurnTime(test.whole.system))!.getTime()).toBe(test.whole.now().getTime() + 1_000);
    test.advance(1_000);
    expect((await turnsToStop(test.whole.system, 10)).map((turn) => turn.tenant_id)).toEqual([id]);
  });
});

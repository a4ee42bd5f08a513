/** What only a database with many connections can show: claims that come at once, and signals between processes. */
import { defaultTurnOptions, newId } from '@safelight/core';
import { createDatabase, realPostgres } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopTurn } from '../src/runner/ending.ts';
import { watchStops } from '../src/runner/stops.ts';
import { migratePostgres, openPostgres } from '../src/store/postgres.ts';
import type { Store, TenantStore } from '../src/store/store.ts';
import { addTestSession } from '../src/store/testing.ts';
import { claimTurn } from '../src/store/turnLeases.ts';
import { addTurn } from '../src/store/turns.ts';

const leaseMs = 60_000;

describeReal('pg', 'two gateways on one PostgreSQL', () => {
  const opened = new AsyncDisposableStack();
  let first: Store;
  let second: Store;
  beforeAll(async () => {
    const roles = { sharedRoles: ['safelight_app', 'safelight_system'] };
    const urls = opened.use(await createDatabase(await realPostgres(), roles));
    await migratePostgres(urls.ownerUrl);
    first = opened.use(await openPostgres({ url: urls.userUrl }));
    second = opened.use(await openPostgres({ url: urls.userUrl }));
  });
  afterAll(() => opened.disposeAsync());

  async function addAccount(countMax: number, waiting: number): Promise<TenantStore> {
    const id = newId('tnt');
    const limits = JSON.stringify({ workInFlightCount: countMax });
    const row = { id, name: id, plan: 'standard', state: 'active', limits, deleted_at: null } as const;
    await first.system.write(({ trx, now }) =>
      trx
        .insertInto('tenants')
        .values({ ...row, created_at: now })
        .execute(),
    );
    const tenant = first.tenant(id);
    for (let turn = 0; turn < waiting; turn++) {
      const sessionId = await addTestSession(tenant);
      const request = { sessionId, instruction: 'warmer', options: defaultTurnOptions, keyId: 'key_1' };
      await tenant.write((unit) => addTurn(unit, request));
    }
    return tenant;
  }

  // Guarantee: no account gets more than its plan, however many runners ask at the same moment.
  it('claim no turn twice and none beyond a limit when sixteen claims come at once', async () => {
    const accounts = await Promise.all([addAccount(1, 5), addAccount(2, 5), addAccount(3, 5)]);
    const claims = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        claimTurn((index % 2 === 0 ? first : second).system, `runner ${index}`, leaseMs),
      ),
    );
    const taken = claims.filter((turn) => turn !== null);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    const counts = accounts.map(({ tenantId }) => taken.filter((turn) => turn.tenant_id === tenantId).length);
    expect(counts).toEqual([1, 2, 3]);
  });

  it('hear of each other’s cancels', async () => {
    const tenant = await addAccount(1, 1);
    const turn = (await claimTurn(first.system, 'runner', leaseMs))!;
    expect(turn.tenant_id).toBe(tenant.tenantId);
    await using stops = watchStops(tenant, turn);
    const stopped = new Promise((resolve) => {
      stops.signal.addEventListener('abort', resolve, { once: true });
    });
    await second.tenant(tenant.tenantId).write((unit) => stopTurn(unit, turn.id, 'request'));
    await stopped;
    expect(stops.signal.reason).toMatchObject({ code: 'turn.canceled' });
  });
});

/** The laws of jobs: fair claims, leases, ends; the same on every database. */
import { defaultTenantId, Fault, newId } from '@safelight/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  addJob,
  cancelJob,
  claimJob,
  endJob,
  expiredJobs,
  expireWaiting,
  getJob,
  listItems,
  putOffJob,
  releaseJob,
  renewJob,
  saveItem,
  saveJob,
} from '../../src/store/jobs.ts';
import type { JobLease } from '../../src/store/jobs.ts';
import type { JobRow } from '../../src/store/schema.ts';
import { addRender, removeJob } from '../../src/store/renders.ts';
import type { TenantStore } from '../../src/store/store.ts';
import { addTestPhoto } from '../../src/store/testing.ts';
import type { TestStore } from '../../src/store/testing.ts';
import { listOwnTrash, mayName } from '../../src/store/trash.ts';

/** @param open a database of the test's own, with a clock that the test moves */
export function itKeepsJobs(open: () => Promise<TestStore>): void {
  let test: TestStore;
  let store: TenantStore;
  beforeAll(async () => {
    test = await open();
    ({ store } = test);
  });
  afterEach(async () => {
    await test.whole.system.write(async ({ trx }) => {
      for (const table of ['renders', 'job_items', 'jobs', 'photos', 'blob_trash'] as const) {
        await trx.deleteFrom(table).execute();
      }
    });
  });
  afterAll(() => test[Symbol.asyncDispose]());

  const leaseMs = 30_000;
  const lasting = { keyId: 'key_1', kind: 'edit', request: {}, total: 1, deadlineMs: 600_000 } as const;

  async function add(tenant: TenantStore = store, more: { readonly items?: readonly object[] } = {}): Promise<string> {
    const id = newId('job');
    await tenant.write((unit) => addJob(unit, { ...lasting, ...more, id, total: more.items?.length ?? 1 }));
    test.advance(1);
    return id;
  }

  const claim = () => claimJob(test.whole.system, ['edit'], 'runner', leaseMs);

  async function mustClaim(): Promise<{ readonly job: JobRow; readonly lease: JobLease }> {
    const job = await claim();
    if (job === null) throw new Error('There was nothing to take.');
    return { job, lease: { jobId: job.id, token: job.token } };
  }

  async function tenantOf(plan: 'free' | 'standard' | 'unlimited'): Promise<TenantStore> {
    const id = `tnt_${plan}${newId('tnt').slice(4)}`;
    await test.whole.system.write(({ trx, now }) =>
      trx
        .insertInto('tenants')
        .values({ id, name: plan, plan, state: 'active', limits: '{}', created_at: now, deleted_at: null })
        .execute(),
    );
    return test.whole.tenant(id);
  }

  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'ok',
      (error: unknown) => (error instanceof Fault ? error.code : String(error)),
    );

  describe('claiming', () => {
    it('takes of the tenant that has the fewest running, so that one with many holds up nobody', async () => {
      const busy = await tenantOf('unlimited');
      const quiet = await tenantOf('unlimited');
      for (let count = 0; count < 5; count++) await add(busy);
      const last = await add(quiet);
      const taken = [await mustClaim(), await mustClaim(), await mustClaim()];
      expect(taken.map(({ job }) => job.tenant_id)).toEqual([busy.tenantId, quiet.tenantId, busy.tenantId]);
      expect(taken[1]?.job.id).toBe(last);
    });

    it('takes no more of a tenant than its plan lets run at once', async () => {
      const free = await tenantOf('free');
      const [first, second] = [await add(free), await add(free)];
      const { job, lease } = await mustClaim();
      expect([job.id, await claim()]).toEqual([first, null]);
      await free.write((unit) => endJob(unit, lease, { state: 'succeeded', result: {} }));
      expect((await mustClaim()).job.id).toBe(second);
    });

    it('leaves the jobs of a suspended tenant alone', async () => {
      const tenant = await tenantOf('standard');
      await add(tenant);
      const set = (state: 'active' | 'suspended') =>
        test.whole.system.write(({ trx }) =>
          trx.updateTable('tenants').set({ state }).where('id', '=', tenant.tenantId).execute(),
        );
      await set('suspended');
      expect(await claim()).toBeNull();
      await set('active');
      expect(await claim()).not.toBeNull();
    });

    it('takes only the kinds that are asked for', async () => {
      await add();
      expect(await claimJob(test.whole.system, ['render', 'evaluation-batch'], 'runner', leaseMs)).toBeNull();
    });
  });

  describe('a lease', () => {
    it('that ran out lets another runner go on, and the first one write nothing more', async () => {
      const id = await add(store, { items: [{ n: 0 }] });
      const first = await mustClaim();
      await store.write((unit) => saveJob(unit, first.lease, { checkpoint: { step: 1 } }));
      expect(await claim()).toBeNull();
      test.advance(leaseMs + 1);
      const second = await mustClaim();
      expect([second.job.id, second.job.checkpoint, second.job.attempt]).toEqual([id, { step: 1 }, 2]);
      const late = [
        store.write((unit) => saveJob(unit, first.lease, { checkpoint: { step: 9 } })),
        store.write((unit) => saveItem(unit, first.lease, 0, { state: 'succeeded', result: {} })),
        store.write((unit) => endJob(unit, first.lease, { state: 'canceled' })),
        releaseJob(store, first.lease),
        renewJob(store, first.lease, leaseMs),
      ];
      expect(await Promise.all(late.map(codeOf))).toEqual(Array(5).fill('job.conflict'));
      expect((await getJob(store, id)).checkpoint).toEqual({ step: 1 });
    });

    it('that is renewed is not taken over', async () => {
      await add();
      const { lease } = await mustClaim();
      for (let count = 0; count < 5; count++) {
        test.advance(leaseMs - 1);
        await renewJob(store, lease, leaseMs);
      }
      expect(await claim()).toBeNull();
    });

    it('that is given back with a wait is not taken before its time', async () => {
      await add();
      const { lease } = await mustClaim();
      await putOffJob(store, lease, 5_000);
      expect(await claim()).toBeNull();
      test.advance(5_001);
      expect(await claim()).not.toBeNull();
    });
  });

  describe('setbacks', () => {
    it('count how often a job was taken without getting on; an orderly stop is none', async () => {
      await add(store, { items: [{ n: 0 }] });
      const taken = async () => {
        test.advance(leaseMs + 1);
        return mustClaim();
      };
      expect((await taken()).job.setbacks).toBe(1);
      const second = await taken();
      expect(second.job.setbacks).toBe(2);
      await releaseJob(store, second.lease);
      const third = await taken();
      expect(third.job.setbacks).toBe(2);
      await putOffJob(store, third.lease, 0);
      const fourth = await taken();
      expect(fourth.job.setbacks).toBe(3);
      await store.write((unit) => saveItem(unit, fourth.lease, 0, { state: 'succeeded', result: {} }));
      expect((await taken()).job).toMatchObject({ setbacks: 2, attempt: 5 });
    });
  });

  describe('the end of a job', () => {
    it('counts its ended items as progress, and cancels those that it never came to', async () => {
      const id = await add(store, { items: [{ n: 0 }, { n: 1 }, { n: 2 }] });
      const { lease } = await mustClaim();
      await store.write((unit) => saveItem(unit, lease, 0, { state: 'succeeded', result: { ok: true } }));
      await store.write((unit) => saveItem(unit, lease, 1, { state: 'running' }));
      expect((await getJob(store, id)).done).toBe(1);
      await store.write((unit) => endJob(unit, lease, { state: 'expired' }));
      const items = await listItems(store, id, { afterIndex: -1, countMax: 10 });
      expect(items.map(({ state }) => state)).toEqual(['succeeded', 'expired', 'expired']);
    });

    it('comes at once when a job is canceled that nobody has begun, and never twice', async () => {
      const id = await add();
      await store.write((unit) => cancelJob(unit, id));
      const first = await getJob(store, id);
      await store.write((unit) => cancelJob(unit, id));
      expect([first.state, await getJob(store, id), await claim()]).toEqual(['canceled', first, null]);
    });

    it('comes to those that wait longer than their deadline', async () => {
      const id = await add();
      await expireWaiting(test.whole.system);
      expect((await getJob(store, id)).state).toBe('queued');
      test.advance(lasting.deadlineMs);
      await expireWaiting(test.whole.system);
      expect((await getJob(store, id)).state).toBe('expired');
    });
  });

  describe('a job whose time is over', () => {
    it('is removed with its renders, whose bytes are thrown away unless a photo has the same', async () => {
      const photo = await addTestPhoto(store);
      const id = await add();
      const { lease } = await mustClaim();
      const only = 'a'.repeat(64);
      await store.write(async (unit) => {
        for (const [place, sha256] of [only, photo.sha256].entries()) {
          const image = { sha256, mediaType: 'image/jpeg', width: 1, height: 1 };
          const at = { jobId: id, item: 0, place };
          const render = { id: newId('rnd'), photoId: photo.id, output: {}, image, sizeBytes: 1, fileName: 'a.jpg' };
          await addRender(unit, { ...at, ...render });
        }
        await endJob(unit, lease, { state: 'succeeded', result: {} });
      });
      expect(await expiredJobs(test.whole.system, 10)).toEqual([]);
      test.advance(7 * 24 * 60 * 60 * 1000);
      expect(await expiredJobs(test.whole.system, 10)).toEqual([{ id, tenantId: defaultTenantId }]);
      await store.write((unit) => removeJob(unit, id));
      expect(await codeOf(getJob(store, id))).toBe('job.notFound');
      expect(await listOwnTrash(store, 10)).toEqual([only]);
      // Nobody may name bytes that are about to go.
      expect(await store.write((unit) => mayName(unit, only))).toBe(false);
      expect(await store.write((unit) => mayName(unit, photo.sha256))).toBe(true);
    });
  });
}

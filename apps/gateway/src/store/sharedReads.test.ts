import { describe, expect, it } from 'vitest';
import type { Transaction } from 'kysely';
import type { Database } from './schema.ts';
import { SharedReads } from './sharedReads.ts';

type Trx = Transaction<Database>;

/** Transactions that are told apart by their number; one that a read failed in fails every read after it. */
function transactions() {
  const opened: { isBroken: boolean }[] = [];
  const transact = async <T>(work: (trx: Trx) => Promise<T>): Promise<T> => {
    const one = { isBroken: false };
    opened.push(one);
    return work(one as unknown as Trx);
  };
  return { opened, transact };
}

const good = (value: number) => async (trx: Trx) => {
  if ((trx as unknown as { isBroken: boolean }).isBroken) throw new Error('current transaction is aborted');
  return value;
};
const bad = async (trx: Trx): Promise<never> => {
  (trx as unknown as { isBroken: boolean }).isBroken = true;
  throw new Error('its own');
};

describe('reads that come together', () => {
  it('share one transaction and each get their own answer', async () => {
    const { opened, transact } = transactions();
    const reads = new SharedReads(transact, () => undefined);
    expect(await Promise.all([1, 2, 3].map((value) => reads.read(good(value))))).toEqual([1, 2, 3]);
    expect(opened).toHaveLength(1);
  });

  it('do not see the failure of one among them, which gets its own error', async () => {
    const { transact } = transactions();
    const reads = new SharedReads(transact, () => undefined);
    const all = await Promise.allSettled([reads.read(good(1)), reads.read(bad), reads.read(good(3)), reads.read(bad)]);
    expect(all.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
      ...[1, 'its own', 3, 'its own'],
    ]);
  });

  it('all fail when no transaction begins, and the next ones begin anew', async () => {
    let isAway = true;
    const { transact } = transactions();
    const reads = new SharedReads(
      (work) => (isAway ? Promise.reject(new Error('away')) : transact(work)),
      () => undefined,
    );
    const failed = await Promise.allSettled([reads.read(good(1)), reads.read(good(2))]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    expect(await reads.read(good(3))).toBe(3);
  });

  it('are all answered however many come, and leave nothing behind', async () => {
    const { opened, transact } = transactions();
    let idle = 0;
    const reads = new SharedReads(transact, () => idle++);
    const values = Array.from({ length: 200 }, (_, index) => index);
    expect(await Promise.all(values.map((value) => reads.read(good(value))))).toEqual(values);
    expect(opened.length).toBeLessThan(200);
    // The transactions end after their last answer.
    await new Promise((resolve) => setImmediate(resolve));
    expect(idle).toBeGreaterThan(0);
  });

  it('that are asked for while others run see what was committed in between', async () => {
    const { transact } = transactions();
    const reads = new SharedReads(transact, () => undefined);
    let committed = 0;
    const look = async () => committed;
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const first = reads.read(async () => {
      const seen = committed;
      await held;
      return seen;
    });
    await new Promise((resolve) => setImmediate(resolve));
    committed = 1;
    const second = reads.read(look);
    release();
    expect([await first, await second]).toEqual([0, 1]);
  });
});

import { Fault } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Executor } from './executor.ts';
import { Pool } from './pool.ts';

/** An instance that dies when it is told to. */
class Mortal implements Executor {
  readonly signature = { inputs: [], outputs: [] };
  isAlive = true;
  #tell: () => void = () => undefined;

  onDeath(listener: () => void): void {
    this.#tell = listener;
  }
  die(): void {
    this.isAlive = false;
    this.#tell();
  }
  run(): never {
    throw new Error('not asked');
  }
  async [Symbol.asyncDispose](): Promise<void> {}
}

let opened: Mortal[];
let fails: number;
const open = async (): Promise<Executor> => {
  if (fails-- > 0) throw new Fault('model.broken', 'The model cannot be opened.');
  opened.push(new Mortal());
  return opened.at(-1)!;
};
const pool = (count: number, onFree = () => undefined) =>
  Pool.open({ open, count, name: 'm', logger: silentLogger, onFree });

beforeEach(() => {
  opened = [];
  fails = 0;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

it('opens an instance again that died while it ran, and tells that it is free', async () => {
  const onFree = vi.fn<() => undefined>();
  await using one = await pool(1, onFree);
  const taken = one.take();
  opened[0]!.die();
  one.giveBack(taken);
  expect([one.isAlive, one.hasIdle, onFree.mock.calls.length]).toEqual([false, false, 0]);
  await vi.advanceTimersByTimeAsync(100);
  expect([one.isAlive, one.hasIdle, onFree.mock.calls.length]).toEqual([true, true, 1]);
});

it('tries again ever later while the model cannot be opened', async () => {
  await using one = await pool(1);
  fails = 2;
  opened[0]!.die();
  await vi.advanceTimersByTimeAsync(100 + 200 + 399);
  expect(one.isAlive).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(one.isAlive).toBe(true);
});

it('is ready while one of several instances lives, and opens none once it is closed', async () => {
  const two = await pool(2);
  opened[0]!.die();
  expect(two.isAlive).toBe(true);
  await two[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(2);
});

it('is not there at all when one of its instances cannot be opened', async () => {
  fails = 1;
  await expect(pool(2)).rejects.toMatchObject({ code: 'model.broken' });
});

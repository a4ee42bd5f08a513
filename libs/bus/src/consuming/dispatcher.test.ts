import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { busLimits } from '../limits.ts';
import type { Delivery, PartitionOffset } from './delivery.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Attempt, Outcome } from './dispatcher.ts';

const partition = { topic: 'topic', partition: 0 };

function delivery(offset: number, key: string, sizeBytes = 1): Delivery {
  return { ...partition, offset, key, value: new Uint8Array(sizeBytes), headers: {}, publishedAt: new Date(0) };
}

function start(attempt: Attempt, concurrency = 4) {
  const progress: PartitionOffset[] = [];
  const dispatcher = new Dispatcher({ concurrency, attempt, onProgress: (offset) => progress.push(offset) });
  dispatcher.assign(partition);
  return { dispatcher, progress };
}

/** An attempt that ends when it is told to. */
function held() {
  const running = new Map<number, (outcome: Outcome) => void>();
  const attempt: Attempt = ({ offset }, _attempt, signal) =>
    new Promise((resolve) => {
      running.set(offset, resolve);
      signal.addEventListener('abort', () => resolve('abandoned'), { once: true });
    });
  return { attempt, running };
}

test('intake stops at the limit of messages and goes on when one is finished', async () => {
  const { attempt, running } = held();
  const { dispatcher } = start(attempt);
  for (let offset = 0; offset < busLimits.pendingCountMax; offset++) dispatcher.offer(delivery(offset, `${offset}`));
  expect(dispatcher.saturated).toBe(true);
  let room = false;
  const waiting = dispatcher.room(new AbortController().signal).then(() => {
    room = true;
  });
  await turn();
  expect(room).toBe(false);
  running.get(0)!('finished');
  await waiting;
  expect(dispatcher.pendingCount).toBe(busLimits.pendingCountMax - 1);
});

test('intake stops at the limit of bytes', () => {
  const { dispatcher } = start(held().attempt);
  dispatcher.offer(delivery(0, 'a', busLimits.pendingBytes - 1));
  expect(dispatcher.saturated).toBe(false);
  dispatcher.offer(delivery(1, 'b', 1));
  expect(dispatcher.saturated).toBe(true);
});

test('who waits for room is let go by an abort', async () => {
  const { dispatcher } = start(held().attempt);
  dispatcher.offer(delivery(0, 'a', busLimits.pendingBytes));
  const stopping = new AbortController();
  const waiting = dispatcher.room(stopping.signal);
  stopping.abort();
  await waiting;
  expect(dispatcher.saturated).toBe(true);
});

test('a partition that moved away is aborted, and what its handlers finish counts no more', async () => {
  const running = new Map<number, (outcome: Outcome) => void>();
  let aborted = false;
  const { dispatcher, progress } = start(({ offset }, _attempt, signal) => {
    signal.addEventListener('abort', () => (aborted = true));
    return new Promise((resolve) => running.set(offset, resolve));
  });
  dispatcher.offer(delivery(0, 'a'));
  dispatcher.offer(delivery(1, 'a'));
  dispatcher.revoke(partition);
  expect(aborted).toBe(true);
  running.get(0)!('finished');
  await turn();
  expect(progress).toEqual([]);
  expect(running.has(1)).toBe(false);
  expect(dispatcher.pendingCount).toBe(0);
  expect(dispatcher.offer(delivery(2, 'a'))).toBe(false);
});

test('a drained partition ends what runs, drops what waits, and tells how far it came', async () => {
  const { attempt, running } = held();
  const { dispatcher, progress } = start(attempt, 1);
  dispatcher.offer(delivery(0, 'a'));
  dispatcher.offer(delivery(1, 'b'));
  const drained = dispatcher.drain(partition);
  running.get(0)!('finished');
  await drained;
  expect(progress).toEqual([{ ...partition, offset: 1 }]);
  expect(running.has(1)).toBe(false);
  expect(dispatcher.pendingCount).toBe(0);
});

test('a stop aborts handlers that outlast their time', async () => {
  const { dispatcher, progress } = start(held().attempt);
  dispatcher.offer(delivery(0, 'a'));
  await dispatcher.stop(0);
  expect(progress).toEqual([]);
  expect(dispatcher.pendingCount).toBe(0);
});

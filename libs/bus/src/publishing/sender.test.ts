import { Fault } from '@safelight/core';
import { expect, test } from 'vitest';
import { busLimits } from '../limits.ts';
import { outgoingOf } from './check.ts';
import type { Outgoing } from './check.ts';
import { Sender } from './sender.ts';

const message = (key: string, sizeBytes = 1): Outgoing => outgoingOf(key, new Uint8Array(sizeBytes), {});
const keysOf = (batch: readonly Outgoing[]) => batch.map(({ key }) => key);

test('what is published while a batch is under way goes together with the next, in order', async () => {
  const batches: string[][] = [];
  const first = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const sender = new Sender(async (batch) => {
    batches.push(keysOf(batch));
    begun.resolve();
    if (batches.length === 1) await first.promise;
  });
  const one = sender.publish([message('a')]);
  await begun.promise;
  const others = [sender.publish([message('b'), message('c')]), sender.publish([message('d')])];
  first.resolve();
  await Promise.all([one, ...others]);
  expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
});

test('no batch is larger than its limits, but a message larger than a batch goes alone', async () => {
  const batches: string[][] = [];
  const sender = new Sender(async (batch) => void batches.push(keysOf(batch)));
  const half = busLimits.sendBatchBytes * 0.6;
  await sender.publish([
    message('a', half),
    message('b', half),
    message('c', 2 * busLimits.sendBatchBytes),
    message('d'),
  ]);
  expect(batches).toEqual([['a'], ['b'], ['c'], ['d']]);
  batches.length = 0;
  await sender.publish(Array.from({ length: busLimits.sendBatchCountMax + 1 }, () => message('e')));
  expect(batches.map((batch) => batch.length)).toEqual([busLimits.sendBatchCountMax, 1]);
});

test('after a part that failed, later parts of the same call are not sent: they would arrive before it', async () => {
  const batches: string[][] = [];
  const sender = new Sender(async (batch) => {
    batches.push(keysOf(batch));
    if (batches.length === 1) throw new Fault('bus.unavailable', 'Away.');
  });
  const size = busLimits.sendBatchBytes;
  await expect(sender.publish([message('a', size), message('b', size)])).rejects.toMatchObject({
    code: 'bus.unavailable',
  });
  await sender.publish([message('c')]);
  expect(batches).toEqual([['a'], ['c']]);
});

test('a batch that failed fails those in it and nobody else', async () => {
  let calls = 0;
  const sender = new Sender(async () => {
    if (++calls === 1) throw new Fault('bus.unavailable', 'Away.');
  });
  const results = await Promise.allSettled([sender.publish([message('a')]), sender.publish([message('b')])]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await sender.publish([message('c')]);
  await sender.idle();
});

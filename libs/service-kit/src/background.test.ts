import { once } from 'node:events';
import { expect, it } from 'vitest';
import { inBackground } from './background.ts';

it('tells work in the background to stop, and waits until it has ended', async () => {
  const told: string[] = [];
  const work = inBackground(async (signal) => {
    told.push('began');
    await once(signal, 'abort');
    await new Promise((resolve) => setImmediate(resolve));
    told.push('ended');
  });
  expect(told).toEqual(['began']);
  await work[Symbol.asyncDispose]();
  expect(told).toEqual(['began', 'ended']);
});

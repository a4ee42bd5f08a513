import { Fault, type Measurement } from '@safelight/core';
import { startPolicy } from '../src/index.ts';
import { createClient, silentLogger } from '@safelight/service-kit';
import { policyContract, type NextStepResponse } from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measurementOf, requestOf } from '../src/planner/testing.ts';

let service: Awaited<ReturnType<typeof startPolicy>>;
let client: ReturnType<typeof createClient<typeof policyContract>>;
const plain: Measurement = measurementOf({});

beforeAll(async () => {
  service = await startPolicy({ logger: silentLogger });
  client = createClient(policyContract, service.address);
});
afterAll(async () => {
  client.close();
  await service[Symbol.asyncDispose]();
});

async function repliesTo(instruction: string): Promise<readonly NextStepResponse[]> {
  const replies: NextStepResponse[] = [];
  for await (const reply of client.nextStep(requestOf(instruction, plain))) replies.push(reply);
  return replies;
}

describe('NextStep over gRPC', () => {
  it('begins by saying who decides, thinks in several deltas and ends in one decision', async () => {
    const replies = await repliesTo('moody');
    expect(replies[0]).toEqual({ type: 'begin', policyVersion: 'planner/2', locale: 'en' });
    expect(replies.filter(({ type }) => type === 'thoughtDelta').length).toBeGreaterThan(2);
    expect(replies.at(-1)).toMatchObject({ type: 'decision', calls: expect.arrayContaining([]) as unknown });
    expect(replies.filter(({ type }) => type === 'decision' || type === 'finish')).toHaveLength(1);
  });

  it.each([
    ['add a dog', 'instruction.notDevelopWork'],
    ['', 'instruction.empty'],
    ['x'.repeat(3_000), 'instruction.tooLong'],
  ])('refuses %.12j as invalid with its own code', async (instruction, code) => {
    await expect(repliesTo(instruction)).rejects.toSatisfy((thrown) => thrown instanceof Fault && thrown.code === code);
  });

  it('stays alive after a client went away in the middle', async () => {
    const gone = new AbortController();
    const replies = client.nextStep(requestOf('golden hour', plain), { signal: gone.signal })[Symbol.asyncIterator]();
    await replies.next();
    gone.abort();
    await expect(
      (async () => {
        for (;;) if ((await replies.next()).done ?? false) throw new Error('ended');
      })(),
    ).rejects.toThrow();
    expect((await repliesTo('暖一点'))[0]).toMatchObject({ locale: 'zh' });
  });
});

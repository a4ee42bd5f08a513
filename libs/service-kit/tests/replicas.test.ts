import { evaluatorContract } from '@safelight/wire';
import { afterEach, expect, it } from 'vitest';
import { createClient, implement, silentLogger, startService } from '../src/index.ts';

const { evaluate } = evaluatorContract.methods;
const contract = { service: evaluatorContract.service, methods: { evaluate } } as const;
const request = { before: new Uint8Array([1]), after: new Uint8Array([2]), instruction: 'warmer' };
const stack = new AsyncDisposableStack();
afterEach(() => stack.disposeAsync());

function serve(rationale: string, port = 0) {
  const evaluation = {
    ...{ scores: { aesthetic: 3, instruction: 4 }, confidence: 1, metrics: [], evaluatorVersion: 'test/1', rationale },
  };
  const implementations = [implement(contract, { evaluate: async () => ({ evaluation }) })];
  return startService({ name: 'evaluator', implementations, logger: silentLogger, port, drainTimeoutMs: 300 });
}

// Guarantee: who is told of a list has its calls spread over those that answer, without being started again.
it('Calls go in turn to the replicas of a list, past one that leaves, and to it again when it is back', async () => {
  const [left, right] = [await serve('left'), await serve('right')];
  stack.use(left);
  const client = stack.adopt(createClient(contract, `ipv4:${left.address},${right.address}`), (one) => one.close());
  const asked = async () => (await client.evaluate(request, { deadlineMs: 5_000 })).evaluation!.rationale;
  const bothAnswer = async () => {
    const seen = new Set<string>();
    while (seen.size < 2) seen.add(await asked());
    return [...seen].sort();
  };
  expect(await bothAnswer()).toEqual(['left', 'right']);
  expect([await asked(), await asked()].sort()).toEqual(['left', 'right']);
  await right[Symbol.asyncDispose]();
  expect([await asked(), await asked(), await asked()]).toEqual(['left', 'left', 'left']);
  stack.use(await serve('right', Number(right.address.split(':').at(-1))));
  expect(await bothAnswer()).toEqual(['left', 'right']);
});

import { defaultTurnOptions } from '@safelight/core';
import { createClient, silentLogger } from '@safelight/service-kit';
import type { ServiceContract } from '@safelight/wire';
import { evaluatorContract, policyContract, reflectorContract, sandboxContract } from '@safelight/wire';
import { expect, it } from 'vitest';
import type { GatewayContext } from '../src/context.ts';
import { startRunner } from '../src/runner/runner.ts';
import { readTurnEvents } from '../src/store/log.ts';
import { addTestSession, openTestStore } from '../src/store/testing.ts';
import { addTurn, findTurn } from '../src/store/turns.ts';

/** Port 1 of loopback: nothing listens there, connections are refused at once. */
const nobody = '127.0.0.1:1';

// Guarantee: a turn that was accepted is not lost because a service was restarted while it ran.
it('a turn whose services are away goes back to the queue and waits; it is not failed', async () => {
  await using opened = new AsyncDisposableStack();
  const test = opened.use(await openTestStore());
  const connect = <C extends ServiceContract>(contract: C) =>
    opened.adopt(createClient(contract, nobody), (client) => client.close());
  const context = {
    ...{ store: test.whole, logger: silentLogger, policyDeadlineMs: 1_000, blobs: {} },
    ...{ sandbox: connect(sandboxContract), policy: connect(policyContract) },
    ...{ evaluator: connect(evaluatorContract), reflector: connect(reflectorContract) },
  } as unknown as GatewayContext;
  const sessionId = await addTestSession(test.store);
  const request = { sessionId, instruction: 'warmer', options: defaultTurnOptions, keyId: 'key_1' };
  const turnId = await test.store.write((unit) => addTurn(unit, request));
  opened.use(startRunner(context));
  const turn = async () => findTurn(test.store, turnId);
  await expect.poll(async () => (await turn()).releases, { timeout: 30_000, interval: 50 }).toBe(1);
  const { state, not_before: notBefore } = await turn();
  expect(state).toBe('queued');
  expect(notBefore!.getTime()).toBeGreaterThan(test.whole.now().getTime());
  expect((await readTurnEvents(test.store, turnId)).map(({ body }) => body.type)).toEqual(['turn.requested']);
});

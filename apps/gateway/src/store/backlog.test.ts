import { defaultTurnOptions, newId } from '@safelight/core';
import { prometheusText } from '@safelight/service-kit';
import { expect, it } from 'vitest';
import type { GatewayContext } from '../context.ts';
import { showBacklog } from '../relay/backlogGauges.ts';
import { readBacklog } from './backlog.ts';
import { addJob } from './jobs.ts';
import { dueOutbox, postponeOutbox } from './outbox.ts';
import { addTestSession, openTestStore } from './testing.ts';
import { claimTurn } from './turnLeases.ts';
import { addTurn } from './turns.ts';

it('tells what waits and for how long, of all tenants, and shows it when the metrics are scraped', async () => {
  await using test = await openTestStore();
  const { store, whole, advance } = test;
  const ask = async () => {
    const sessionId = await addTestSession(store);
    const request = { sessionId, instruction: 'warmer', options: defaultTurnOptions, keyId: 'key_1' };
    return store.write((unit) => addTurn(unit, request));
  };
  const none = { count: 0, ageSeconds: 0 };
  expect((await readBacklog(whole.system)).queues).toEqual({ turns: none, jobs: none });

  await ask();
  advance(4_000);
  await ask();
  await store.write((unit) =>
    addJob(unit, { id: newId('job'), keyId: 'key_1', kind: 'edit', request: {}, total: 1, deadlineMs: 60_000 }),
  );
  advance(6_000);
  const waiting = await readBacklog(whole.system);
  expect(waiting.queues).toEqual({ turns: { count: 2, ageSeconds: 10 }, jobs: { count: 1, ageSeconds: 6 } });
  expect(waiting.outbox).toEqual({ turns: { count: 2, ageSeconds: 10 }, trajectories: none, erasures: none });
  expect(waiting.unpublished).toEqual({ count: 4, ageSeconds: 10 });

  // What a runner has taken waits no longer; what is to be tried later is not overdue; what was given up is told apart.
  await claimTurn(whole.system, 'runner', 60_000);
  const [first, second] = await dueOutbox(whole.system, 'turns', 2);
  await postponeOutbox(whole.system, first!, 'down', new Date(whole.now().getTime() + 60_000));
  await postponeOutbox(whole.system, second!, 'down', null);
  const later = await readBacklog(whole.system);
  expect(later.queues.turns).toEqual({ count: 1, ageSeconds: 6 });
  expect(later.outbox['turns']).toEqual({ count: 1, ageSeconds: 0 });
  expect(later.givenUpCount).toBe(1);

  using shown = showBacklog({ store: whole } as unknown as GatewayContext);
  expect(shown).toBeDefined();
  const text = await prometheusText();
  for (const line of [
    'gateway_queue_age_seconds{queue="turns"} 6',
    'gateway_queue_length{queue="jobs"} 1',
    'gateway_outbox_rows{topic="turns"} 1',
    'gateway_outbox_given_up_rows 1',
    'gateway_events_unpublished 4',
    'gateway_webhooks_pending 0',
  ]) {
    expect(text).toContain(line);
  }
});

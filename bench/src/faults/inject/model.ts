/** F12: a model server that hangs, dies and talks nonsense; every accepted turn ends once, well or for that reason. */
import { setTimeout as delay } from 'node:timers/promises';
import { nonsense, startModelServer, stalls, webPage, wrongTypes } from '@safelight/vlm/testing';
import type { ServedReply } from '@safelight/vlm/testing';
import type { Bench, Probe } from '../bench.ts';
import type { Caller } from '../api/caller.ts';
import type { EventJson } from '../api/events.ts';
import { endings } from '../api/events.ts';
import { makeAccount } from '../load/accounts.ts';
import { turnLimits } from '../load/script.ts';

interface Case {
  readonly what: string;
  /** Null: nothing listens. */
  readonly reply: (() => ServedReply) | null;
}

const cases: readonly Case[] = [
  { what: 'hangs', reply: stalls },
  { what: 'answers 502 with a page', reply: webPage },
  { what: 'talks nonsense', reply: nonsense },
  { what: 'answers with wrong types', reply: wrongTypes },
  { what: 'is dead', reply: null },
];
const turnMsMax = 90_000;
const pollMs = 200;

export const model: Probe = async (bench) => {
  const { options, stack, receiver, operator } = bench;
  const { caller } = await makeAccount(operator, { baseUrl: stack.baseUrl, receiver }, 'model');
  const policy = stack.members.find(({ name }) => name === 'policy')!;
  let [lost, duplicated] = [0, 0];
  const ends = new Map<string, number>();
  let reply: () => ServedReply = stalls;
  const server = await startModelServer(() => reply());
  let open = true;
  try {
    for (const fallback of options.quick ? ['off'] : ['off', 'planner']) {
      await policy.change({
        ...{ POLICY_BACKEND: 'openai', POLICY_OPENAI_BASE_URL: server.baseUrl, POLICY_OPENAI_MODEL: 'test-model' },
        ...{ POLICY_FALLBACK: fallback, POLICY_OPENAI_ATTEMPTS: '2', POLICY_OPENAI_BREAKER_FAILURES: '1000' },
        ...{ POLICY_OPENAI_FIRST_TOKEN_TIMEOUT_MS: '1000', POLICY_OPENAI_BETWEEN_TOKENS_TIMEOUT_MS: '1000' },
      });
      for (const one of cases) {
        if (one.reply !== null) reply = one.reply;
        else if (fallback === 'planner' || options.quick) {
          open = false;
          await server[Symbol.asyncDispose]();
        } else continue;
        bench.inject('F12', `the model ${one.what}; fallback ${fallback}`);
        const end = await endOf(bench, caller);
        if (end.length === 0) lost++;
        if (end.length > 1) duplicated++;
        const [last] = end;
        const name = last?.body.type === 'turn.failed' ? `failed ${last.body.code}` : (last?.body.type ?? 'no end');
        ends.set(name, (ends.get(name) ?? 0) + 1);
        // Only what the model did may be the reason.
        if (last?.body.type === 'turn.failed' && last.body.code?.startsWith('model.') !== true) lost++;
      }
    }
  } finally {
    if (open) await server[Symbol.asyncDispose]();
    await policy.change({});
  }
  const injected = [...ends.values()].reduce((sum, times) => sum + times, 0);
  return {
    ...{
      fault: 'F12',
      what: 'a misbehaving model',
      injected,
      survived: injected - lost - duplicated,
      lost,
      duplicated,
    },
    note: [...ends].map(([name, times]) => `${name} ${times}`).join(', '),
  };
};

/** The last events of a turn: one, if all is well. */
async function endOf({ pictures }: Bench, caller: Caller): Promise<readonly EventJson[]> {
  const photo = await caller.ask('/v1/photos', { method: 'POST', bytes: pictures[0]!.bytes });
  const session = await caller.ask('/v1/sessions', {
    method: 'POST',
    json: { photoId: photo.json<{ id: string }>().id },
  });
  const path = `/v1/sessions/${session.json<{ id: string }>().id}`;
  await caller.ask(`${path}/turns`, { method: 'POST', json: { instruction: 'a bit brighter', ...turnLimits } });
  const giveUpAt = performance.now() + turnMsMax;
  for (;;) {
    const { events } = (await caller.ask(`${path}/events`)).json<{ events: EventJson[] }>();
    const ended = events.filter(({ body }) => endings.includes(body.type));
    if (ended.length > 0 || performance.now() > giveUpAt) return ended;
    await delay(pollMs);
  }
}

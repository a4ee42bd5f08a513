import { defaultTenantId } from '@safelight/core';
import type { SessionEventBody, TurnOptions } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEventPublisher } from '../src/relay/sessionEvents.ts';
import { appendEvents } from '../src/store/log.ts';
import { addTurn } from '../src/store/turns.ts';
import { addTestSession } from '../src/store/testing.ts';
import { startFanOut } from '../src/webhooks/fanOut.ts';
import { bodySizeBytesMax } from '../src/webhooks/message.ts';
import { startSender } from '../src/webhooks/send.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';
import { startReceiver } from './support/receiver.ts';
import type { Receiver } from './support/receiver.ts';

const options: TurnOptions = {
  ...{ stepsMax: 3, seed: 0, candidates: 1, reflectionsMax: 0, scoreMin: 1, textOnly: false },
  ...{ deadlineMs: null, budget: { tokens: null, costMicroUsd: null } },
};
/** Three tries, the test's clock in between. */
const delaysMs = [1_000, 60_000];

let receiver: Receiver;
let api: TestApi;
let running: AsyncDisposableStack;
beforeEach(async () => {
  receiver = await startReceiver();
  api = await openTestApi({}, silentLogger, { allow: ['127.0.0.1/32'], ports: [receiver.port] });
  running = new AsyncDisposableStack();
  running.use(startEventPublisher(api.context));
  running.use(startFanOut(api.context));
  running.use(startSender(api.context, delaysMs));
});
afterEach(async () => {
  await running[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const ask = (method: string, path: string, body?: unknown) => api.call(method, path, api.operatorKey, body);
const create = async (more: object = {}) => (await ask('POST', '/v1/webhooks', { url: receiver.url, ...more })).json;
const tenant = () => api.store.tenant(defaultTenantId);

/** A turn that is asked for, and what a candidate of it says. */
async function tellOfTurn(sessionId: string, message: string): Promise<void> {
  await tenant().write(async (unit) => {
    const turnId = await addTurn(unit, { sessionId, instruction: 'warmer', options, keyId: 'key_1' });
    const failure = { type: 'candidate.failed', turnId, candidate: 0, code: 'internal', message, retryable: false };
    await appendEvents(unit, sessionId, [failure as SessionEventBody]);
  });
}

/** A session's log begins with an event; `bodies` follow. */
async function tell(...messages: readonly string[]): Promise<string> {
  const sessionId = await addTestSession(tenant());
  const bodies = messages.map(
    (message) => ({ type: 'session.created', photoSha256: message.padEnd(64, '0') }) as const,
  );
  if (bodies.length > 0) await tenant().write((unit) => appendEvents(unit, sessionId, bodies));
  return sessionId;
}

/** Waits for the state that a delivery is to come to. */
async function delivery(webhookId: string, state: string) {
  for (;;) {
    const { deliveries } = (await ask('GET', `/v1/webhooks/${webhookId}/deliveries`)).json;
    const found = deliveries.find((one: { readonly state: string }) => one.state === state);
    if (found !== undefined) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a webhook', () => {
  it('brings every event of every session of its account, signed, with the cursor of the log', async () => {
    const { secret } = await create();
    const sessionId = await tell('a', 'b');
    const received = [...(await receiver.until(3))].sort(
      (one, other) => one.json.data.sequence - other.json.data.sequence,
    );
    expect(received.map(({ json }) => [json.type, json.data.sessionId, json.data.sequence])).toEqual(
      [1, 2, 3].map((sequence) => ['session.created', sessionId, sequence]),
    );
    for (const one of received) {
      expect(one.verdict(secret, api.store.now())).toBe('valid');
      expect(one.verdict('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', api.store.now())).toBe('mismatch');
    }
    expect(new Set(received.map(({ id }) => id)).size).toBe(3);
  });

  it('brings the kinds that it asked for alone', async () => {
    await create({ eventTypes: ['candidate.failed'] });
    const sessionId = await tell();
    await tellOfTurn(sessionId, 'Late.');
    const [only] = await receiver.until(1);
    expect([only!.json.type, only!.json.data.sequence]).toEqual(['candidate.failed', 3]);
  });

  it('comes again with the same id until the receiver takes it', async () => {
    receiver.answer(500, 503);
    const { id } = await create();
    await tell();
    await receiver.until(1);
    expect(await delivery(id, 'pending')).toMatchObject({ attempt: 1 });
    api.advance(2_000);
    api.store.signals.wakeAll();
    await receiver.until(2);
    api.advance(120_000);
    api.store.signals.wakeAll();
    const received = await receiver.until(3);
    expect(new Set(received.map((one) => one.id)).size).toBe(1);
    expect(await delivery(id, 'delivered')).toMatchObject({ attempt: 3, lastStatus: 204, lastError: null });
  });

  it('is given up after its last try, and can be sent again by a replay', async () => {
    receiver.answer(500, 500, 302);
    const { id } = await create();
    await tell();
    for (const [count, waitMs] of [
      [1, 2_000],
      [2, 120_000],
    ] as const) {
      await receiver.until(count);
      await delivery(id, 'pending');
      api.advance(waitMs);
      api.store.signals.wakeAll();
    }
    // A redirect is a failure: it was the last try.
    const lost = await delivery(id, 'failed');
    expect(lost).toMatchObject({ attempt: 3, lastStatus: 302 });
    expect((await ask('POST', `/v1/webhooks/${id}/replay`, { since: '2026-01-01T00:00:00Z' })).json).toEqual({
      messages: 1,
    });
    expect(await delivery(id, 'delivered')).toMatchObject({ id: lost.id });
  });

  it('is disabled by 410 and sends no more until it is enabled', async () => {
    receiver.answer(410);
    const { id } = await create();
    await tell('a');
    await delivery(id, 'failed');
    expect((await ask('GET', `/v1/webhooks/${id}`)).json).toMatchObject({
      state: 'disabled',
      disabledReason: 'The receiver answered 410 Gone.',
    });
    expect((await ask('POST', `/v1/webhooks/${id}/test`)).json).toMatchObject({ code: 'webhook.disabled' });
    await ask('PATCH', `/v1/webhooks/${id}`, { state: 'enabled' });
    expect((await ask('POST', `/v1/webhooks/${id}/test`)).status).toBe(202);
    const count = receiver.received.length;
    const all = await receiver.until(count + 1);
    expect(all.at(-1)!.json.type).toBe('webhook.test');
  });

  it('signs with the old and the new secret while one replaces the other', async () => {
    const { id, secret: old } = await create();
    const { secret: fresh } = (await ask('POST', `/v1/webhooks/${id}/rotate`, { overlapSeconds: 60 })).json;
    await ask('POST', `/v1/webhooks/${id}/test`);
    const [both] = await receiver.until(1);
    expect([old, fresh].map((secret) => both!.verdict(secret, api.store.now()))).toEqual(['valid', 'valid']);
    api.advance(61_000);
    await ask('POST', `/v1/webhooks/${id}/test`);
    const [, later] = await receiver.until(2);
    expect([old, fresh].map((secret) => later!.verdict(secret, api.store.now()))).toEqual(['mismatch', 'valid']);
  });

  it('never shows its secret again', async () => {
    const { id, secret } = await create();
    for (const path of ['/v1/webhooks', `/v1/webhooks/${id}`, `/v1/webhooks/${id}/deliveries`]) {
      expect((await ask('GET', path)).text).not.toContain(secret);
    }
  });

  it('is refused for an address inside, and for more than an account may have', async () => {
    const inside = await ask('POST', '/v1/webhooks', { url: 'http://10.0.0.1/hook' });
    expect([inside.status, inside.json.code]).toEqual([400, 'url.forbidden']);
    for (let count = 0; count < 20; count++) await create();
    expect((await ask('POST', '/v1/webhooks', { url: receiver.url })).json).toMatchObject({ code: 'request.tooMany' });
  });
});

describe('the message of a large event', () => {
  it('stays under 20 kB and says where to read the event', async () => {
    await create();
    const sessionId = await tell();
    await receiver.until(1);
    await tellOfTurn(sessionId, 'x'.repeat(30_000));
    const message = (await receiver.until(3)).find(({ json }) => json.type === 'candidate.failed');
    expect(Buffer.byteLength(message!.text)).toBeLessThan(bodySizeBytesMax);
    expect(message!.json).toMatchObject({
      url: `/v1/sessions/${sessionId}/events?after=2`,
      data: { sessionId, sequence: 3, truncated: true },
    });
  });
});

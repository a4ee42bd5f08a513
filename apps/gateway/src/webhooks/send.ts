/** Sends waiting messages to their receivers: signed, guarded, tried again, and given up after days. */
import { setTimeout as delay } from 'node:timers/promises';
import { toFault } from '@safelight/core';
import { inBackground } from '@safelight/service-kit';
import type { GatewayContext } from '../context.ts';
import { guardedFetch } from '../egress/guardedFetch.ts';
import { runnerFailed, webhookDisabled, webhookTried } from '../events.ts';
import {
  deliveriesSignal,
  disableWebhook,
  nextDeliveryTime,
  recordDelivery,
  takeDueDeliveries,
} from '../store/webhooks.ts';
import type { DeliveryOutcome, DueDelivery, StoredSecret } from '../store/webhooks.ts';
import { signWebhook } from './signature.ts';

const timeoutMs = 15_000;
/** Longer than a try can take: a message is not sent twice while its sender lives. */
const holdMs = 60_000;
const inFlightMax = 16;
/** Of the answer only the status counts. */
const answerSizeBytesMax = 4_096;
const restMs = 1_000;
const pollMs = 15_000;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Waits after the first, second … failure: ten tries within three days, as Standard Webhooks proposes. */
export const retryDelaysMs: readonly number[] = [
  ...[5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour],
];

export function startSender(context: GatewayContext, delaysMs: readonly number[] = retryDelaysMs): AsyncDisposable {
  return inBackground((signal) => sendAll(context, delaysMs, signal));
}

async function sendAll(context: GatewayContext, delaysMs: readonly number[], signal: AbortSignal): Promise<void> {
  const { store, logger } = context;
  using watch = store.signals.watch(deliveriesSignal);
  while (!signal.aborted) {
    try {
      const due = await takeDueDeliveries(store.system, inFlightMax, holdMs);
      await Promise.all(due.map((one) => send(context, one, delaysMs, signal)));
      if (due.length > 0) continue;
      const next = await nextDeliveryTime(store.system);
      const untilNextMs = next === null ? pollMs : Math.max(0, next.getTime() - store.now().getTime());
      await watch.wait({ signal, timeoutMs: Math.min(pollMs, untilNextMs) });
    } catch (error) {
      runnerFailed(logger, toFault(error));
      await delay(restMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function send(
  context: GatewayContext,
  { delivery, webhook }: DueDelivery,
  delaysMs: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { store, logger } = context;
  if (webhook.state === 'disabled') {
    const error = 'The webhook is disabled.';
    return recordDelivery(store.system, delivery, { state: 'failed', status: null, error });
  }
  const now = store.now();
  let outcome: DeliveryOutcome;
  try {
    const { status } = await guardedFetch(webhook.url, {
      ...{ policy: context.egress, method: 'POST', timeoutMs, sizeBytesMax: answerSizeBytesMax, bodyBeyondMax: 'cut' },
      // A redirect is a failure: who may receive was said by the address itself.
      ...{ redirectsMax: 0, signal, body: Buffer.from(delivery.body) },
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Safelight-Webhooks/1',
        ...signWebhook({ id: delivery.id, at: now, body: delivery.body }, validSecrets(webhook.secrets, now)),
      },
    });
    const error = status >= 200 && status < 300 ? null : `The receiver answered ${status}.`;
    outcome = { state: error === null ? 'delivered' : null, status, error };
  } catch (thrown) {
    // A stopping process leaves the message to the next one.
    if (signal.aborted) return;
    outcome = { state: null, status: null, error: toFault(thrown).message };
  }
  webhookTried(logger, delivery, outcome);
  if (outcome.status === 410) {
    webhookDisabled(logger, webhook);
    return disableWebhook(store.system, webhook.id, 'The receiver answered 410 Gone.');
  }
  if (outcome.state === 'delivered') return recordDelivery(store.system, delivery, outcome);
  const wait = delaysMs[delivery.attempt - 1];
  if (wait === undefined) return recordDelivery(store.system, delivery, { ...outcome, state: 'failed' });
  // Spread by a fifth, so that what failed together does not return together.
  const nextAt = new Date(now.getTime() + wait * (0.9 + Math.random() / 5));
  return recordDelivery(store.system, delivery, { ...outcome, nextAt });
}

export function validSecrets(secrets: readonly StoredSecret[], now: Date): readonly string[] {
  return secrets.filter(({ until }) => until === null || new Date(until) > now).map(({ secret }) => secret);
}

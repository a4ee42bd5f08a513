/** Delivers one topic of the outbox, at least once and in order of arrival; failures wait and never hold up others. */
import { setTimeout as delay } from 'node:timers/promises';
import { toFault } from '@safelight/core';
import { inBackground } from '@safelight/service-kit';
import type { GatewayContext } from '../context.ts';
import { deliveryFailed, runnerFailed } from '../events.ts';
import { backoffMs } from '../retry.ts';
import { dueOutbox, nextOutboxTime, outboxSignal, postponeOutbox, removeOutbox } from '../store/outbox.ts';
import type { Topic } from '../store/outbox.ts';
import type { OutboxRow } from '../store/schema.ts';

/** Takes one message; it may come again, so the same key twice must do no harm. */
export type Deliver = (row: OutboxRow, signal: AbortSignal) => Promise<void>;

const rowsPerReadMax = 20;
/** With waits that double up to five minutes: about an hour. */
const attemptsMax = 20;
const delayMsMax = 5 * 60_000;
const restMs = 1_000;

/** Delivers until disposed. */
export function startRelay(context: GatewayContext, topic: Topic, deliver: Deliver): AsyncDisposable {
  return inBackground((signal) => relay(context, topic, (row) => attempt(context, row, deliver, signal), signal));
}

async function relay(
  { store, logger }: GatewayContext,
  topic: Topic,
  handle: (row: OutboxRow) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  using watch = store.signals.watch(outboxSignal(topic));
  while (!signal.aborted) {
    try {
      const rows = await dueOutbox(store.system, topic, rowsPerReadMax);
      for (const row of rows) if (!signal.aborted) await handle(row);
      if (rows.length > 0) continue;
      const next = await nextOutboxTime(store.system, topic);
      const timeoutMs = next === null ? undefined : Math.max(0, next.getTime() - store.now().getTime());
      await watch.wait({ signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
    } catch (error) {
      runnerFailed(logger, toFault(error));
      await delay(restMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function attempt(
  { store, logger }: GatewayContext,
  row: OutboxRow,
  deliver: Deliver,
  signal: AbortSignal,
): Promise<void> {
  try {
    await deliver(row, signal);
  } catch (error) {
    if (signal.aborted) return;
    const fault = toFault(error);
    const tries = row.attempt + 1;
    // Who is away comes back one day, and what waits for them is still true then.
    const isGivenUp = tries >= attemptsMax && fault.kind !== 'unavailable';
    const nextAt = isGivenUp ? null : new Date(store.now().getTime() + backoffMs(tries, delayMsMax));
    await postponeOutbox(store.system, row, `${fault.code}: ${fault.detail ?? fault.message}`, nextAt);
    deliveryFailed(logger, row, fault, nextAt);
    return;
  }
  await removeOutbox(store.system, row.id);
}

import type { SessionEvent } from '@safelight/core';
import { Fault } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { readEvents, sessionSignal } from '../store/log.ts';
import { getSession } from '../store/sessions.ts';
import type { Signals } from '../store/signals.ts';

/** One page of the log. @throws Fault session.notFound */
export async function listEvents(
  context: TenantContext,
  sessionId: string,
  afterSequence: number,
): Promise<readonly SessionEvent[]> {
  await getSession(context.store, sessionId);
  return readEvents(context.store, sessionId, afterSequence);
}

/** Per process: the signals are shared by all tenants. */
const followers = new WeakMap<Signals, number>();

/**
 * The log after the cursor, then live, until the signal aborts. Every event once, in order: what wakes the follower
 * carries nothing, the log is read from the cursor each time.
 * @throws Fault session.notFound, request.tooMany
 */
export async function* followEvents(
  context: TenantContext,
  sessionId: string,
  afterSequence: number,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  await getSession(context.store, sessionId);
  const { signals } = context.store;
  const count = followers.get(signals) ?? 0;
  if (count >= gatewayLimits.followersCount) {
    throw new Fault(
      'request.tooMany',
      `More than ${count} event streams are open. Close some, or read the events as JSON.`,
    );
  }
  followers.set(signals, count + 1);
  using watch = signals.watch(sessionSignal(sessionId));
  try {
    let cursor = afterSequence;
    while (!signal.aborted) {
      const events = await readEvents(context.store, sessionId, cursor);
      for (const event of events) {
        if (signal.aborted) return;
        yield event;
        cursor = event.sequence;
      }
      if (events.length === 0) await watch.wait({ signal });
    }
  } finally {
    followers.set(signals, (followers.get(signals) ?? 1) - 1);
  }
}

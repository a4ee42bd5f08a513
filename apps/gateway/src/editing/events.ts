import type { SessionEvent } from '@safelight/core';
import { Fault } from '@safelight/core';
import type { GatewayContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { readEvents, sessionSignal } from '../store/log.ts';
import { getSession } from '../store/sessions.ts';

/** One page of the log. @throws Fault session.notFound */
export async function listEvents(
  context: GatewayContext,
  sessionId: string,
  afterSequence: number,
): Promise<readonly SessionEvent[]> {
  await getSession(context.store, sessionId);
  return readEvents(context.store, sessionId, afterSequence);
}

const followers = new WeakMap<GatewayContext, number>();

/**
 * The log after the cursor, then live, until the signal aborts. Every event once, in order: what wakes the follower
 * carries nothing, the log is read from the cursor each time.
 * @throws Fault session.notFound, request.tooMany
 */
export async function* followEvents(
  context: GatewayContext,
  sessionId: string,
  afterSequence: number,
  signal: AbortSignal,
): AsyncGenerator<SessionEvent> {
  await getSession(context.store, sessionId);
  const count = followers.get(context) ?? 0;
  if (count >= gatewayLimits.followersCount) {
    throw new Fault(
      'request.tooMany',
      `More than ${count} event streams are open. Close some, or read the events as JSON.`,
    );
  }
  followers.set(context, count + 1);
  using watch = context.store.signals.watch(sessionSignal(sessionId));
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
    followers.set(context, (followers.get(context) ?? 1) - 1);
  }
}

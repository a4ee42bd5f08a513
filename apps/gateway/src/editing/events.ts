import type { SessionEvent } from '@safelight/core';
import { Fault } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { eventsPerReadMax, readEvents, sessionSignal } from '../store/log.ts';
import { getSession } from '../store/sessions.ts';
import type { Signals } from '../store/signals.ts';
import type { TenantStore } from '../store/store.ts';

/** One page of the log. @throws Fault session.notFound */
export async function listEvents(
  context: TenantContext,
  sessionId: string,
  afterSequence: number,
): Promise<readonly SessionEvent[]> {
  await getSession(context.store, sessionId);
  return readEvents(context.store, sessionId, afterSequence);
}

/** Pages of the log that are asked for and not being read yet, by session and cursor. */
const asked = new WeakMap<Signals, Map<string, Promise<readonly SessionEvent[]>>>();

/**
 * The page after a cursor, read once for all followers that stand there: they are woken together. Who asks once the reading
 * has begun begins another one, which sees what woke him.
 */
function readShared(store: TenantStore, sessionId: string, cursor: number): Promise<readonly SessionEvent[]> {
  const pages = asked.get(store.signals) ?? new Map<string, Promise<readonly SessionEvent[]>>();
  asked.set(store.signals, pages);
  const key = `${store.tenantId}/${sessionId}/${cursor}`;
  let page = pages.get(key);
  if (page === undefined) {
    page = readEvents(store, sessionId, cursor, () => pages.delete(key)).finally(() => {
      // The database was away before the reading began.
      if (pages.get(key) === page) pages.delete(key);
    });
    pages.set(key, page);
  }
  return page;
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
      const events = await readShared(context.store, sessionId, cursor);
      for (const event of events) {
        if (signal.aborted) return;
        yield event;
        cursor = event.sequence;
      }
      // What was appended since the page was read has woken the watch already.
      if (events.length < eventsPerReadMax) await watch.wait({ signal });
    }
  } finally {
    followers.set(signals, (followers.get(signals) ?? 1) - 1);
  }
}

/** Publishes every event of the session logs on the bus, in order within a session, at least once. */
import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@safelight/bus';
import type { Message } from '@safelight/bus';
import { toFault } from '@safelight/core';
import { inBackground } from '@safelight/service-kit';
import { encodeSessionEvent } from '@safelight/wire';
import type { GatewayContext } from '../context.ts';
import { runnerFailed } from '../events.ts';
import { eventOfRow } from '../store/eventOfRow.ts';
import { eventsSignal, markPublished, unpublishedEvents } from '../store/log.ts';
import type { UnpublishedRow } from '../store/log.ts';

const rowsPerReadMax = 200;
/** Events of a turn come a few at a time; publishing each alone would cost the database more than the turn does. */
const gatherMs = 250;
const restMs = 1_000;
/** Looks again without a call: one may have been lost with a connection. */
const pollMs = 5_000;

export function startEventPublisher(context: GatewayContext): AsyncDisposable {
  return inBackground((signal) => publishAll(context, signal));
}

async function publishAll({ store, bus, logger }: GatewayContext, signal: AbortSignal): Promise<void> {
  using watch = store.signals.watch(eventsSignal);
  while (!signal.aborted) {
    try {
      const rows = await unpublishedEvents(store.system, rowsPerReadMax);
      if (rows.length > 0) {
        await bus.publish(topics.sessionEvents.name, rows.map(messageOf));
        await markPublished(
          store.system,
          rows.map(({ position }) => position),
        );
      }
      if (rows.length === rowsPerReadMax) continue;
      await delay(gatherMs, undefined, { signal }).catch(() => undefined);
      await watch.wait({ signal, timeoutMs: pollMs });
    } catch (error) {
      runnerFailed(logger, toFault(error));
      await delay(restMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

function messageOf(row: UnpublishedRow): Message {
  return {
    key: row.session_id,
    value: encodeSessionEvent(eventOfRow(row)),
    headers: { id: `${row.session_id}/${row.sequence}`, tenant: row.tenant_id, schemaVersion: 1 },
  };
}

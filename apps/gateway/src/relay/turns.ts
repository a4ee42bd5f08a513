/** The bus tells runners that a turn waits; the database says whether it still does. */
import { topics } from '@safelight/bus';
import { decodeTurnReady, encodeTurnReady } from '@safelight/wire';
import type { GatewayContext } from '../context.ts';
import { sessionSignal } from '../store/log.ts';
import { turnKeyOf } from '../store/outbox.ts';
import { traceparentOfTurn, turnStateOf } from '../store/turns.ts';
import { turnsSignal } from '../store/turnLeases.ts';
import type { Deliver } from './relay.ts';

/**
 * A message waits this long for a runner to take its turn. It is let go then: runners look for waiting turns by
 * themselves, and the turns of an account that is at its limit must not hold up the partition.
 */
const holdMs = 30_000;
/** Messages that wait at once in one process; more stay on the bus, where the lag shows them. */
const heldCountMax = 64;

export function publishTurns({ bus, store }: GatewayContext): Deliver {
  return async (row) => {
    const { sessionId, turnId } = turnKeyOf(row.key);
    const traceparent = await traceparentOfTurn(store.tenant(row.tenant_id), turnId);
    const headers = {
      ...{ id: turnId, tenant: row.tenant_id, schemaVersion: 1 },
      ...(traceparent !== null && { traceparent }),
    };
    await bus.publish(topics.turns.name, [{ key: sessionId, value: encodeTurnReady({ sessionId, turnId }), headers }]);
  };
}

/** Done with a message once somebody works on its turn: what the group has not finished is what waits for a runner. */
export function startTurnConsumer({ bus, store }: GatewayContext): AsyncDisposable {
  return bus.subscribe({
    topics: [topics.turns.name],
    group: 'session-runners',
    concurrency: heldCountMax,
    handle: async ({ value, headers }, stopping) => {
      const { turnId, sessionId } = decodeTurnReady(value);
      const tenant = store.tenant(headers.tenant);
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(holdMs)]);
      using watch = store.signals.watch(sessionSignal(sessionId));
      while (!signal.aborted && (await turnStateOf(tenant, turnId)) === 'queued') {
        store.signals.wake(turnsSignal);
        await watch.wait({ signal });
      }
    },
  });
}

/** Takes turns under leases and runs several at once. A role of the gateway that can run apart from its API. */
import { hostname } from 'node:os';
import { toFault } from '@safelight/core';
import { tenantContext } from '../context.ts';
import type { GatewayContext } from '../context.ts';
import { leaseLost, runnerFailed } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import type { TurnRow } from '../store/schema.ts';
import { claimTurn, releaseTurn, renewLease } from '../store/turns.ts';
import type { Lease } from '../store/turns.ts';
import { runTurn } from './runTurn.ts';

/** The key under which runners wait for work. */
export const turnsSignal = 'turns';

const { leaseMs, turnsInFlightCount } = gatewayLimits;

/** Works until disposed; what it was working on then goes back to the queue. */
export function startRunner(context: GatewayContext): AsyncDisposable {
  const stopping = new AbortController();
  const owner = `${hostname()}:${process.pid}`;
  const working = takeTurns(context, owner, stopping.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await working;
    },
  };
}

async function takeTurns(context: GatewayContext, owner: string, signal: AbortSignal): Promise<void> {
  const { store, logger } = context;
  using watch = store.signals.watch(turnsSignal);
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    try {
      while (!signal.aborted && running.size < turnsInFlightCount) {
        const turn = await claimTurn(store.system, owner, leaseMs);
        if (turn === null) break;
        const work = hold(context, turn, signal).finally(() => {
          running.delete(work);
          watch.wake();
        });
        running.add(work);
      }
    } catch (error) {
      runnerFailed(logger, toFault(error));
    }
    // The time-out finds turns whose runner died elsewhere.
    await watch.wait({ timeoutMs: leaseMs / 3, signal });
  }
  await Promise.all(running);
}

/** Runs one turn while its lease is renewed; never throws. */
async function hold(context: GatewayContext, turn: TurnRow, stopping: AbortSignal): Promise<void> {
  const { logger } = context;
  const tenant = tenantContext(context, turn.tenant_id);
  const { store } = tenant;
  const lease: Lease = { turnId: turn.id, sessionId: turn.session_id, token: turn.token };
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renewLease(store, lease, leaseMs).catch((error: unknown) => lost.abort(error));
  }, leaseMs / 3);
  try {
    await runTurn(tenant, turn, lease, AbortSignal.any([stopping, lost.signal]));
  } catch (error) {
    const fault = toFault(error);
    if (stopping.aborted)
      await releaseTurn(store, lease).catch((cause: unknown) => runnerFailed(logger, toFault(cause)));
    else leaseLost(logger, turn, fault);
  } finally {
    clearInterval(renewal);
  }
}

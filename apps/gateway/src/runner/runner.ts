/** Takes turns under leases and runs several at once. A role of the gateway that can run apart from its API. */
import { hostname } from 'node:os';
import { toFault } from '@safelight/core';
import { beginSpan, inBackground, traced } from '@safelight/service-kit';
import { tenantContext } from '../context.ts';
import type { GatewayContext } from '../context.ts';
import { leaseLost, runnerFailed, turnReleased } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import type { TurnRow } from '../store/schema.ts';
import { claimTurn, nextTurnTime, releaseTurn, renewLease, turnsSignal, turnsToStop } from '../store/turnLeases.ts';
import type { Lease } from '../store/turnLeases.ts';
import { backoffMs, withRetries } from '../retry.ts';
import { sweepTurn } from './ending.ts';
import { keepLease } from './lease.ts';
import { passes } from './ours.ts';
import { runTurn } from './runTurn.ts';
import { watchStops } from './stops.ts';
import { showTurnsRunning } from './turnsRunning.ts';

const { leaseMs, turnsInFlightCount, releaseDelayMs } = gatewayLimits;

/** How often is looked for what nobody told of: turns whose runner died, deadlines of turns that wait. */
const sweepMs = leaseMs / 3;
const sweptCountMax = 100;
/** Works until disposed; what it was working on then goes back to the queue. */
export function startRunner(context: GatewayContext): AsyncDisposable {
  const owner = `${hostname()}:${process.pid}`;
  return inBackground((signal) => takeTurns(context, owner, signal));
}

async function takeTurns(context: GatewayContext, owner: string, signal: AbortSignal): Promise<void> {
  const { store, logger } = context;
  using watch = store.signals.watch(turnsSignal);
  const running = new Set<Promise<void>>();
  using shown = new DisposableStack();
  shown.use(showTurnsRunning(() => running.size));
  while (!signal.aborted) {
    let timeoutMs = sweepMs;
    try {
      await sweep(context);
      while (!signal.aborted && running.size < turnsInFlightCount) {
        const turn = await claimTurn(store.system, owner, leaseMs);
        if (turn === null) break;
        const work = holdTraced(context, turn, signal).finally(() => {
          running.delete(work);
          watch.wake();
        });
        running.add(work);
      }
      const next = await nextTurnTime(store.system);
      if (next !== null) timeoutMs = Math.max(0, Math.min(sweepMs, next.getTime() - store.now().getTime()));
    } catch (error) {
      runnerFailed(logger, toFault(error));
    }
    // The time-out finds turns whose runner died elsewhere.
    await watch.wait({ timeoutMs, signal });
  }
  await Promise.all(running);
}

/** Ends the turns that were to stop while nobody worked on them. */
async function sweep(context: GatewayContext): Promise<void> {
  for (const turn of await turnsToStop(context.store.system, sweptCountMax)) {
    await sweepTurn(context.store.tenant(turn.tenant_id), turn.id);
  }
}

/** A turn goes on in the trace that asked for it, however long it has waited and however often it was taken up. */
function holdTraced(context: GatewayContext, turn: TurnRow, stopping: AbortSignal): Promise<void> {
  const { traceparent: parent, attempt, created_at: begunAt } = turn;
  const attributes = {
    ...{ 'safelight.turn': turn.id, 'safelight.session': turn.session_id, 'safelight.attempt': attempt },
    'safelight.instruction.length': turn.instruction.length,
  };
  if (attempt === 1) beginSpan('turn waiting', { parent, begunAt, attributes }).end();
  return traced('turn', { kind: 'consumer', parent, attributes }, () => hold(context, turn, stopping));
}

/** Runs one turn while its lease is renewed; never throws. */
async function hold(context: GatewayContext, turn: TurnRow, stopping: AbortSignal): Promise<void> {
  const { logger } = context;
  const tenant = tenantContext(context, turn.tenant_id);
  const { store } = tenant;
  const lease: Lease = { turnId: turn.id, sessionId: turn.session_id, token: turn.token };
  await using kept = keepLease(() => renewLease(store, lease, leaseMs), leaseMs);
  await using stops = watchStops(store, turn);
  const { lost } = kept;
  try {
    const work = AbortSignal.any([stopping, lost, stops.signal]);
    await runTurn(tenant, turn, lease, { work, lost });
  } catch (error) {
    const fault = toFault(error);
    const isPassing = passes(fault.code);
    if (lost.aborted || (!stopping.aborted && !isPassing)) return leaseLost(logger, turn, fault);
    if (!stopping.aborted) turnReleased(logger, turn, fault);
    const delayMs = stopping.aborted ? 0 : backoffMs(turn.releases + 1, releaseDelayMs);
    await withRetries(() => releaseTurn(store, lease, delayMs), { signal: lost }).catch((cause: unknown) =>
      runnerFailed(logger, toFault(cause)),
    );
  }
}

/** Hears that a turn is to stop: a request, from this process or another, or its deadline. */
import { toFault } from '@safelight/core';
import type { Fault } from '@safelight/core';
import { inBackground } from '@safelight/service-kit';
import type { TurnRow } from '../store/schema.ts';
import type { TenantStore } from '../store/store.ts';
import { checkGoesOn, turnExpired, turnSignal } from '../store/turnLeases.ts';
import { findTurn } from '../store/turns.ts';

/** Aborts with `turn.canceled` or `turn.expired`. Between two calls nothing is lost: each stride asks again. */
export function watchStops(store: TenantStore, turn: TurnRow): AsyncDisposable & { readonly signal: AbortSignal } {
  const stopping = new AbortController();
  const watching = inBackground((ending) => watch(store, turn, ending, (fault) => stopping.abort(fault)));
  return { ...watching, signal: stopping.signal };
}

async function watch(store: TenantStore, turn: TurnRow, signal: AbortSignal, stop: (fault: Fault) => void) {
  using signals = store.signals.watch(turnSignal(turn.id));
  const deadlineAt = turn.deadline_at?.getTime() ?? null;
  while (!signal.aborted) {
    try {
      checkGoesOn(await findTurn(store, turn.id), store.now());
    } catch (error) {
      const fault = toFault(error);
      // A database that is away cannot tell; the deadline is known without it.
      if (fault.code === 'turn.canceled' || fault.code === 'turn.expired') return stop(fault);
    }
    if (deadlineAt !== null && deadlineAt <= store.now().getTime()) return stop(turnExpired());
    const timeoutMs = deadlineAt === null ? {} : { timeoutMs: deadlineAt - store.now().getTime() };
    await signals.wait({ ...timeoutMs, signal });
  }
}

/** Hears that a turn is to stop: a request, from this process or another, or its deadline. */
import type { Fault } from '@safelight/core';
import type { TurnRow } from '../store/schema.ts';
import type { TenantStore } from '../store/store.ts';
import { checkGoesOn, turnExpired, turnSignal } from '../store/turnLeases.ts';
import { findTurn } from '../store/turns.ts';
import { toFault } from '@safelight/core';

/** Aborts with `turn.canceled` or `turn.expired`. Between two calls nothing is lost: each stride asks again. */
export function watchStops(store: TenantStore, turn: TurnRow): AsyncDisposable & { readonly signal: AbortSignal } {
  const ending = new AbortController();
  const stopping = new AbortController();
  const watching = watch(store, turn, ending.signal, (fault) => stopping.abort(fault));
  return {
    signal: stopping.signal,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await watching;
    },
  };
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

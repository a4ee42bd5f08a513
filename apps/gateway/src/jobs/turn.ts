/** Waiting for a turn that a job has asked for. */
import { Fault } from '@safelight/core';
import type { Recipe, Scores } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { readTurnEvents, sessionSignal } from '../store/log.ts';
import { findTurn, finishOf } from '../store/turns.ts';
import { FinalFault } from './job.ts';

/** Finds a turn that ended while the connection that listens was lost. */
const pollMs = 5_000;

export interface TurnEnd {
  readonly recipe: Recipe;
  readonly scores: Scores;
  readonly notDone: readonly string[];
  readonly missed: readonly string[];
}

/**
 * Waits for the end of a turn.
 * @throws FinalFault with the turn's own fault when it failed, turn.canceled, turn.expired; the signal's reason
 */
export async function turnEnd(
  context: TenantContext,
  { sessionId, turnId }: { readonly sessionId: string; readonly turnId: string },
  signal: AbortSignal,
): Promise<TurnEnd> {
  using watch = context.store.signals.watch(sessionSignal(sessionId));
  for (;;) {
    signal.throwIfAborted();
    const turn = await findTurn(context.store, turnId);
    switch (turn.state) {
      case 'queued':
      case 'running':
        await watch.wait({ timeoutMs: pollMs, signal });
        break;
      case 'succeeded': {
        const events = await readTurnEvents(context.store, turnId);
        const end = events.map(({ body }) => body).find((body) => body.type === 'turn.finished');
        if (end === undefined) throw new Error(`Turn "${turnId}" has succeeded without its last event.`);
        const { notDone = [], missed = [] } = finishOf(turn) ?? {};
        return { recipe: end.recipe, scores: end.scores, notDone, missed };
      }
      case 'failed': {
        const { code, message } = turn.failure ?? { code: 'internal', message: 'The turn failed.' };
        throw new FinalFault(new Fault(code, message));
      }
      case 'canceled':
        throw new FinalFault(new Fault('turn.canceled', 'The turn was canceled. Ask again if that was a mistake.'));
      case 'expired':
        throw new FinalFault(new Fault('turn.expired', 'The turn did not end within its deadline. Allow more time.'));
    }
  }
}

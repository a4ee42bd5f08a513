import type { PastTurn, SessionEvent } from '@safelight/core';
import { limits } from '@safelight/core';
import { readTurnEvents } from '../store/log.ts';
import type { TurnRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { finishedTurnsBefore } from '../store/turns.ts';
import { candidateOf, keptSteps, progressOf } from './progress.ts';

/** The turns before this one that ended well, oldest first: what "less" and "undo" refer to. */
export async function historyOf(store: Store, turn: TurnRow): Promise<readonly PastTurn[]> {
  const turns = await finishedTurnsBefore(store, turn, limits.historyTurnsMax);
  return Promise.all(
    turns.map(async ({ id, instruction }) => ({ instruction, recipes: recipesOf(await readTurnEvents(store, id)) })),
  );
}

/** Where a turn began, then after each step of its winner that was kept. */
function recipesOf(events: readonly SessionEvent[]): PastTurn['recipes'] {
  const progress = progressOf(events);
  const winner = candidateOf(progress, progress.result?.candidate ?? 0);
  return [winner.original, ...keptSteps(winner).map(({ observation }) => observation)].map(({ recipe }) => recipe);
}

import type { ImageRef, PastTurn, SessionEvent } from '@safelight/core';
import { keptSteps, limits } from '@safelight/core';
import { readTurnEvents } from '../store/log.ts';
import type { TurnRow } from '../store/schema.ts';
import type { TenantStore } from '../store/store.ts';
import { finishedTurnsBefore } from '../store/turns.ts';
import { candidateOf, progressOf } from './progress.ts';

/** An earlier turn, with the picture that it began with. */
export interface Past {
  readonly turn: PastTurn;
  readonly start: ImageRef;
}

/** The turns before this one that ended well, oldest first: what "less" and "undo" refer to. */
export async function historyOf(store: TenantStore, turn: TurnRow): Promise<readonly Past[]> {
  const turns = await finishedTurnsBefore(store, turn, limits.historyTurnsMax);
  return Promise.all(turns.map(async ({ id, instruction }) => pastOf(instruction, await readTurnEvents(store, id))));
}

/** Where a turn began, then after each step of its winner that was kept. */
function pastOf(instruction: string, events: readonly SessionEvent[]): Past {
  const progress = progressOf(events);
  const winner = candidateOf(progress, progress.result?.candidate ?? 0);
  const states = [winner.original, ...keptSteps(winner).map(({ observation }) => observation)];
  return { turn: { instruction, recipes: states.map(({ recipe }) => recipe) }, start: winner.original.image };
}

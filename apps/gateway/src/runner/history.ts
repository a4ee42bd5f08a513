/** What a session's follow-ups refer to: its turns, and what a person did between them, up to where it stands. */
import type { ImageRef, PastTurn, SessionEvent } from '@safelight/core';
import { emptyRecipe, keptSteps, limits } from '@safelight/core';
import { readTurnEvents } from '../store/log.ts';
import { recipesAt } from '../store/states.ts';
import { readTrail } from '../store/trail.ts';
import type { TurnRow } from '../store/schema.ts';
import type { TenantStore } from '../store/store.ts';
import { candidateOf, progressOf } from './progress.ts';
import { entriesAfter } from './trail.ts';
import type { Entry, Trail } from './trail.ts';

/** An earlier turn, with the picture that it began with; null for what a person changed by hand. */
export interface Past {
  readonly turn: PastTurn;
  readonly start: ImageRef | null;
}

/**
 * What stands of the session before this turn, oldest first. Going back to an earlier state goes back in this history as
 * well: what was done after it no longer counts. A branch continues the history that it came from.
 */
export async function historyOf(store: TenantStore, turn: TurnRow): Promise<readonly Past[]> {
  const { entries, startOf } = await trailOf(store, turn.session_id, 0);
  const before = startOf.get(turn.id) ?? entries;
  return Promise.all(before.slice(-limits.historyTurnsMax).map((entry) => pastOf(store, entry)));
}

/** Reads and folds a session, and before it those that it was branched from. */
async function trailOf(store: TenantStore, sessionId: string, branchesCount: number): Promise<Trail> {
  const marks = await readTrail(store, sessionId);
  const branch = marks.find(({ origin }) => origin?.type === 'branch')?.origin;
  if (branch?.type !== 'branch' || branchesCount >= limits.historyTurnsMax) return entriesAfter(sessionId, marks, []);
  const parent = await trailOf(store, branch.sessionId, branchesCount + 1);
  return entriesAfter(sessionId, marks, parent.at(branch.sequence));
}

async function pastOf(store: TenantStore, entry: Entry): Promise<Past> {
  if (entry.type === 'hand') {
    const { sessionId, from, changes } = entry;
    const recipes = await recipesAt(store, sessionId, from === null ? changes : [from, ...changes]);
    return { turn: { instruction: '', recipes: from === null ? [emptyRecipe, ...recipes] : recipes }, start: null };
  }
  const events = await readTurnEvents(store, entry.turnId);
  const candidate = candidateOf(progressOf(events), entry.candidate);
  const { original } = candidate;
  const recipes = entry.revised ?? stepsUntil(candidate, entry.step).map(({ observation }) => observation.recipe);
  return {
    turn: { instruction: instructionOf(events), recipes: [original.recipe, ...recipes] },
    start: original.image,
  };
}

/** The steps that stand; up to one of them when a person went back to it, whether or not it was undone later. */
function stepsUntil(candidate: ReturnType<typeof candidateOf>, last: number | null) {
  if (last === null) return keptSteps(candidate);
  const { steps, rounds } = candidate;
  const round = steps.find(({ index }) => index === last)?.round;
  const others = rounds.filter(({ index }) => index !== round);
  return keptSteps({ steps, rounds: others }).filter(({ index }) => index <= last);
}

function instructionOf(events: readonly SessionEvent[]): string {
  const requested = events.find(({ body }) => body.type === 'turn.requested')?.body;
  if (requested?.type !== 'turn.requested') throw new Error('The log of a turn does not begin with its request.');
  return requested.instruction;
}

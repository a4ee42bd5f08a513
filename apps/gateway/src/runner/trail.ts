/** How a session came to where it stands: a fold of its log without recipes, pictures and thoughts. */
import type { Recipe } from '@safelight/core';
import type { Mark } from '../store/trail.ts';

/** One thing that happened and still counts. */
export type Entry =
  | {
      readonly type: 'turn';
      readonly turnId: string;
      readonly candidate: number;
      /** The last step that counts; null = all that stand. */
      readonly step: number | null;
      /** After each step, as a person left them; null = as the agent did. */
      readonly revised: readonly Recipe[] | null;
    }
  | {
      readonly type: 'hand';
      readonly sessionId: string;
      /** The event of the state before; null = the session's beginning. */
      readonly from: number | null;
      /** One event for each change, oldest first. */
      readonly changes: readonly [number, ...number[]];
    };

type Entries = readonly Entry[];

export interface Trail {
  /** What counts after the last event. */
  readonly entries: Entries;
  /** What counted when each turn began. */
  readonly startOf: ReadonlyMap<string, Entries>;
  /** What counted at an event that shows a recipe; at the session's beginning, what it came from. */
  at(sequence: number): Entries;
}

/**
 * Folds the marks of one session, in order, after what its parent brought.
 *
 * Going back to an event brings back what counted then. Taking a variant or revising steps counts as that turn, done
 * another way from the same start. Other changes by hand count for themselves; those that follow each other as one.
 */
export function entriesAfter(sessionId: string, marks: readonly Mark[], parent: Entries): Trail {
  const startOf = new Map<string, Entries>();
  const at = new Map<number, Entries>();
  let entries: Entries = parent;
  let state: number | null = null;
  for (const mark of marks) {
    const start = mark.turnId === null ? [] : (startOf.get(mark.turnId) ?? entries);
    switch (mark.type) {
      case 'turn.started':
        startOf.set(mark.turnId, start);
        at.set(mark.sequence, start);
        continue;
      case 'step.observed':
        at.set(mark.sequence, [...start, turnEntry(mark.turnId, mark.candidate, mark.step)]);
        continue;
      case 'turn.finished':
        entries = [...start, turnEntry(mark.turnId, mark.candidate)];
        break;
      case 'recipe.changed':
        entries = changed(mark, { sessionId, entries, state, startOf, parent, at: (one) => at.get(one) ?? parent });
        break;
    }
    at.set(mark.sequence, entries);
    state = mark.sequence;
  }
  return { entries, startOf, at: (sequence) => at.get(sequence) ?? parent };
}

interface Standing extends Trail {
  readonly sessionId: string;
  readonly state: number | null;
  readonly parent: Entries;
}

function changed({ sequence, origin }: Extract<Mark, { type: 'recipe.changed' }>, standing: Standing): Entries {
  const { sessionId, entries, state, startOf, at, parent } = standing;
  switch (origin.type) {
    case 'branch':
      return parent;
    case 'restored':
      return at(origin.sequence);
    case 'variant':
      return [...(startOf.get(origin.turnId) ?? []), turnEntry(origin.turnId, origin.candidate)];
    case 'revision':
      return [
        ...(startOf.get(origin.turnId) ?? []),
        { ...turnEntry(origin.turnId, origin.candidate), revised: origin.recipes },
      ];
    case 'calls':
    case 'set': {
      const last = entries.at(-1);
      if (last?.type !== 'hand' || last.sessionId !== sessionId) {
        return [...entries, { type: 'hand', sessionId, from: state, changes: [sequence] }];
      }
      return [...entries.slice(0, -1), { ...last, changes: [...last.changes, sequence] }];
    }
  }
}

function turnEntry(turnId: string, candidate: number, step: number | null = null) {
  return { type: 'turn', turnId, candidate, step, revised: null } as const;
}

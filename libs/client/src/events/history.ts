/** Which states of a session lie behind the one that stands: what undo means. */
import type { SessionEvent } from '../schemas.ts';

/** `session.created`: the photo as it was taken, or what the session was branched from. */
const firstState = 1;

/**
 * The sequence number to go back to, so many changes before the state that stands; null when there are not that many.
 * What was undone and then left for another edit does not count: the way leads along what the state was made from.
 */
export function stateBefore(events: readonly SessionEvent[], times: number): number | null {
  const madeFrom = new Map<number, number>();
  let stands = firstState;
  for (const { sequence, body } of events) {
    if (body.type !== 'turn.finished' && body.type !== 'recipe.changed') continue;
    const restored = body.type === 'recipe.changed' && body.origin.type === 'restored' ? body.origin.sequence : null;
    // What a branch began with is its beginning.
    const isBase = body.type === 'recipe.changed' && body.origin.type === 'branch';
    const isKnown = restored !== null && (restored === firstState || madeFrom.has(restored));
    if (!isKnown && !isBase) madeFrom.set(sequence, stands);
    stands = isKnown ? restored : sequence;
  }
  for (let left = times; left > 0; left--) {
    const before = madeFrom.get(stands);
    if (before === undefined) return null;
    stands = before;
  }
  return stands;
}

import type { CallerContext } from '../../context.ts';
import { getSession } from '../../editing/sessions.ts';

/** A session with its turns; how far each of them is, GetTurn tells. */
export async function readSession(caller: CallerContext, sessionId: string) {
  const { state: status, turns, ...session } = await getSession(caller, sessionId);
  return { ...session, status, turns: turns.map((turn) => ({ ...turn, stepsDone: null, usage: null })) };
}

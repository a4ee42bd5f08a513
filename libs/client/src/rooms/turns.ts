import { followEvents } from '../events/follow.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import type { BodyOf, SessionEvent, TurnDetail } from '../schemas.ts';

export interface WaitOptions extends CallOptions {
  /** Called with every event of the turn from now on. */
  readonly onEvent?: (event: SessionEvent) => void;
}

const endings: readonly string[] = ['turn.finished', 'turn.failed', 'turn.canceled'];
const hasEnded = ({ state }: TurnDetail): boolean => state !== 'queued' && state !== 'running';

export const turnsOf = (wire: Wire) => {
  const get = (sessionId: string, turnId: string, options?: CallOptions): Promise<TurnDetail> =>
    wire.call('getTurn', { path: { sessionId, turnId } }, options);

  return {
    get,

    /** Asks for an edit in plain words. It runs on whether or not anyone waits. */
    create: (sessionId: string, body: BodyOf<'createTurn'>, options?: CreateOptions) =>
      wire.call('createTurn', { path: { sessionId }, body }, options),

    /** The turn once it has ended, well or not: look at its `state` and `failure`. */
    async wait(sessionId: string, turnId: string, { onEvent, ...options }: WaitOptions = {}): Promise<TurnDetail> {
      // The cursor is read before the state: an end that the state does not show yet lies behind the cursor.
      const { lastSequence: after } = await wire.call('getSession', { path: { sessionId } }, options);
      const turn = await get(sessionId, turnId, options);
      if (hasEnded(turn)) return turn;
      const { signal } = options;
      for await (const event of followEvents(wire, sessionId, { after, ...(signal !== undefined && { signal }) })) {
        const { body } = event;
        if (!('turnId' in body) || body.turnId !== turnId) continue;
        onEvent?.(event);
        if (endings.includes(body.type)) break;
      }
      return get(sessionId, turnId, options);
    },

    /** Stops it at its next safe point. Asking again does nothing. */
    cancel: (sessionId: string, turnId: string, options?: CreateOptions) =>
      wire.call('cancelTurn', { path: { sessionId, turnId } }, options),

    /** Rejects or replaces steps by hand; the others are done again from where the turn began. */
    revise: (sessionId: string, turnId: string, body: BodyOf<'reviseTurn'>, options?: CreateOptions) =>
      wire.call('reviseTurn', { path: { sessionId, turnId }, body }, options),

    /** Every step of one candidate; default the winner. */
    trajectory: (
      sessionId: string,
      turnId: string,
      { candidate, ...options }: CallOptions & { readonly candidate?: number } = {},
    ) =>
      wire.call(
        'getTrajectory',
        { path: { sessionId, turnId }, query: candidate === undefined ? {} : { candidate } },
        options,
      ),
  };
};

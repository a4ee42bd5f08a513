import type { Wire } from '../http/wire.ts';
import type { SessionEvent } from '../schemas.ts';
import type { FollowOptions } from './follow.ts';

/** The events that there are, page after page; it does not wait for more. */
export async function* readLog(
  wire: Wire,
  sessionId: string,
  { after = 0, ...options }: FollowOptions = {},
): AsyncGenerator<SessionEvent, void, void> {
  for (let cursor = after; ;) {
    const { events, nextAfter } = await wire.call(
      'streamEvents',
      { path: { sessionId }, query: { after: cursor }, headers: { accept: 'application/json' } },
      options,
    );
    yield* events;
    if (events.length === 0) return;
    cursor = nextAfter;
  }
}

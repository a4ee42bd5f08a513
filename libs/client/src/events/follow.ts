/** A session's log as one gapless stream over as many connections as it takes. */
import { SafelightError } from '../error.ts';
import { errorOfBreak } from '../http/failure.ts';
import { pauseMs, sleep } from '../http/retry.ts';
import type { Wire } from '../http/wire.ts';
import type { SessionEvent } from '../schemas.ts';
import { readConnection } from './connection.ts';

export interface FollowOptions {
  /** Begin after the event with this sequence number; default 0, the start of the log. */
  readonly after?: number;
  readonly signal?: AbortSignal;
}

/**
 * Every event once and in order, then live, until the reader stops. A connection that ends is opened again behind the
 * last event that was read; the server may be restarted meanwhile.
 * @throws SafelightError when the server refuses, or does not answer for `reconnectMs`
 */
export async function* followEvents(
  wire: Wire,
  sessionId: string,
  { after = 0, signal }: FollowOptions = {},
): AsyncGenerator<SessionEvent, never, void> {
  const asked = wire.signalOf({ ...(signal !== undefined && { signal }) });
  let cursor = after;
  let failures = 0;
  let lostSinceMs: number | null = null;
  for (;;) {
    let error: SafelightError;
    try {
      for await (const event of readConnection(wire, { sessionId, after: cursor }, asked, () => (lostSinceMs = null))) {
        // What a proxy sent again was read; what it left out is asked for again.
        if (event.sequence <= cursor) continue;
        if (event.sequence > cursor + 1) break;
        yield event;
        cursor = event.sequence;
        failures = 0;
      }
      asked?.throwIfAborted();
      error = new SafelightError(`${wire.baseUrl} ended the event stream.`, {
        ...{ code: 'service.unavailable', status: 0, retryable: true },
      });
    } catch (cause) {
      const known = errorOfBreak(cause, wire.baseUrl, asked);
      if (!(known instanceof SafelightError) || !known.retryable) throw known;
      error = known;
    }
    lostSinceMs ??= Date.now();
    if (Date.now() - lostSinceMs > wire.reconnectMs) throw error;
    await sleep(pauseMs(failures++, error), asked);
  }
}

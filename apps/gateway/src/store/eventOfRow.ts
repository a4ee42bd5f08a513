import type { SessionEvent, SessionEventBody } from '@safelight/core';
import type { Selectable } from 'kysely';
import { eventBodySchema } from '../schemas/event.ts';
import type { EventTable } from './schema.ts';
import { upcastBody } from './upcast.ts';

/** Checks a stored event; one of a shape that this version does not know stops the reader instead of being skipped. */
export function eventOfRow(row: Selectable<EventTable>): SessionEvent {
  return {
    sequence: row.sequence,
    sessionId: row.session_id,
    time: row.time,
    body: eventBodySchema.parse(upcastBody(row.body)),
  };
}

/** The body as a reading of the log gives it back. */
export function asStored(body: SessionEventBody): SessionEventBody {
  return eventBodySchema.parse(upcastBody(JSON.parse(JSON.stringify(body))));
}

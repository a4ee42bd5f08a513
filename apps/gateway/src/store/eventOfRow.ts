import type { SessionEvent } from '@safelight/core';
import { upcastRecipe } from '@safelight/recipe';
import type { Selectable } from 'kysely';
import { eventBodySchema } from '../schemas/event.ts';
import type { EventTable } from './schema.ts';

/** Checks a stored event; one of a shape that this version does not know stops the reader instead of being skipped. */
export function eventOfRow(row: Selectable<EventTable>): SessionEvent {
  return {
    sequence: row.sequence,
    sessionId: row.session_id,
    time: row.time,
    body: eventBodySchema.parse(withLatestRecipe(row.body)),
  };
}

/** Events are never rewritten: a recipe in them may have the shape of any earlier version. */
function withLatestRecipe(body: unknown): unknown {
  if (!isRecord(body)) return body;
  const observed = (value: unknown): unknown =>
    isRecord(value) && 'recipe' in value ? { ...value, recipe: upcastRecipe(value.recipe) } : value;
  return {
    ...body,
    ...('original' in body && { original: observed(body.original) }),
    ...('observation' in body && { observation: observed(body.observation) }),
    ...('recipe' in body && { recipe: upcastRecipe(body.recipe) }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

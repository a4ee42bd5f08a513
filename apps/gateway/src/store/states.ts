/** The states that a session's recipe went through: each is an event of its log. */
import type { ImageRef, Recipe, SessionEventBody } from '@safelight/core';
import { emptyRecipe, Fault } from '@safelight/core';
import { eventOfRow } from './eventOfRow.ts';
import type { TenantStore, Unit } from './store.ts';

export interface State {
  readonly recipe: Recipe;
  /** Null where nothing was rendered. */
  readonly image: ImageRef | null;
}

/** What the session stands at: what the last turn ended with, or what a person made of it since. */
export interface CurrentState extends State {
  /** Of the event that brought it about; 0 before the first. */
  readonly sequence: number;
}

export async function currentState(store: TenantStore, sessionId: string): Promise<CurrentState> {
  return store.read((trx) => currentStateIn({ trx, tenantId: store.tenantId }, sessionId));
}

export async function currentStateIn(
  { trx, tenantId }: Pick<Unit, 'trx' | 'tenantId'>,
  sessionId: string,
): Promise<CurrentState> {
  const row = await trx
    .selectFrom('events')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .where('type', 'in', ['turn.finished', 'recipe.changed'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const state = row === undefined ? null : stateOf(eventOfRow(row).body);
  return { ...(state ?? { recipe: emptyRecipe, image: null }), sequence: row?.sequence ?? 0 };
}

export async function currentRecipe(store: TenantStore, sessionId: string): Promise<Recipe> {
  return (await currentState(store, sessionId)).recipe;
}

/** The state at an event. @throws Fault request.invalid when there is no such event, or it shows no recipe */
export async function stateAt(store: TenantStore, sessionId: string, sequence: number): Promise<State> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('events')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('session_id', '=', sessionId)
      .where('sequence', '=', sequence)
      .executeTakeFirst(),
  );
  const state = row === undefined ? null : stateOf(eventOfRow(row).body);
  if (state !== null) return state;
  const message =
    row === undefined
      ? `The session has no event ${sequence}. Read its events and choose one of them.`
      : `Event ${sequence} (${row.type}) shows no recipe. Choose session.created, turn.started, step.observed, turn.finished or recipe.changed.`;
  throw new Fault('request.invalid', message, { field: 'sequence' });
}

/** The recipes of events that are known to show one, in the order of their numbers. */
export async function recipesAt(
  store: TenantStore,
  sessionId: string,
  sequences: readonly number[],
): Promise<readonly Recipe[]> {
  const rows = await store.read((trx) =>
    trx
      .selectFrom('events')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('session_id', '=', sessionId)
      .where('sequence', 'in', sequences)
      .orderBy('sequence')
      .execute(),
  );
  return rows.flatMap((row) => stateOf(eventOfRow(row).body)?.recipe ?? []);
}

function stateOf(body: SessionEventBody): State | null {
  switch (body.type) {
    case 'session.created':
      return { recipe: emptyRecipe, image: null };
    case 'turn.started':
      return { recipe: body.original.recipe, image: body.original.image };
    case 'step.observed':
      return { recipe: body.observation.recipe, image: body.observation.image };
    case 'turn.finished':
    case 'recipe.changed':
      return { recipe: body.recipe, image: body.image };
    default:
      return null;
  }
}

/** Turns: asked for, found, read. */
import type { FaultCode, Finish, TurnOptions } from '@safelight/core';
import { Fault, newId } from '@safelight/core';
import { activeTraceparent } from '@safelight/service-kit/tracing';
import { finishSchema } from '../schemas/trajectory.ts';
import { appendEvents } from './log.ts';
import { addOutbox, turnKey } from './outbox.ts';
import type { TurnRow, TurnState } from './schema.ts';
import { turnsSignal } from './turnLeases.ts';
import type { TenantStore, Unit } from './store.ts';
import { upcastFinish } from './upcast.ts';

export interface StoredFailure {
  readonly code: FaultCode;
  readonly message: string;
  readonly retryable: boolean;
}

export interface NewTurn {
  /** The key that asked; usage is counted on it. */
  readonly keyId: string;
  readonly sessionId: string;
  readonly instruction: string;
  readonly options: TurnOptions;
}

/** Records the wish and its outbox row in one unit. @throws Fault turn.conflict */
export async function addTurn(unit: Unit, turn: NewTurn): Promise<string> {
  const { sessionId, instruction, options, keyId } = turn;
  const { tenantId } = unit;
  await lockIdleSession(unit, sessionId);
  const id = newId('trn');
  await unit.trx
    .insertInto('turns')
    .values({
      ...{ id, tenant_id: tenantId, key_id: keyId, session_id: sessionId, instruction, state: 'queued' },
      created_at: unit.now,
      steps_max: options.stepsMax,
      seed: options.seed,
      candidates: options.candidates,
      reflections_max: options.reflectionsMax,
      score_min: options.scoreMin,
      text_only: options.textOnly,
      deadline_at: options.deadlineMs === null ? null : new Date(unit.now.getTime() + options.deadlineMs),
      budget_tokens: options.budget.tokens,
      budget_cost_micro_usd: options.budget.costMicroUsd,
      traceparent: activeTraceparent() ?? null,
    })
    .execute();
  await appendEvents(unit, sessionId, [{ type: 'turn.requested', turnId: id, instruction, options }]);
  await addOutbox(unit, 'turns', turnKey(sessionId, id));
  unit.touched.add(turnsSignal);
  return id;
}

/**
 * Holds the session for whoever may change its recipe: until the unit ends, no turn is asked for and nothing else changes.
 * @throws Fault turn.conflict while a turn is under way
 */
export async function lockIdleSession({ trx, tenantId }: Unit, sessionId: string): Promise<void> {
  // The row orders two requests that come at once, so the check below cannot be overtaken.
  await trx
    .selectFrom('sessions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const active = await trx
    .selectFrom('turns')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  if (active === undefined) return;
  throw new Fault(
    'turn.conflict',
    `Turn "${active.id}" of this session is still running. Wait for it or cancel it, then try again.`,
  );
}

/** Null for a turn that is not there (any more). */
export async function turnStateOf(store: TenantStore, turnId: string): Promise<TurnState | null> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('turns')
      .select('state')
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', turnId)
      .executeTakeFirst(),
  );
  return row?.state ?? null;
}

/** Of the span that asked for the turn; null where no trace was kept, and for a turn that is not there (any more). */
export async function traceparentOfTurn(store: TenantStore, turnId: string): Promise<string | null> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('turns')
      .select('traceparent')
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', turnId)
      .executeTakeFirst(),
  );
  return row?.traceparent ?? null;
}

/** @throws Fault turn.notFound when the turn is not there, or not of this session */
export async function getTurn(store: TenantStore, sessionId: string, turnId: string): Promise<TurnRow> {
  const turn = await store.read((trx) =>
    trx
      .selectFrom('turns')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', turnId)
      .executeTakeFirst(),
  );
  if (turn?.session_id === sessionId) return turn;
  throw new Fault('turn.notFound', `Session "${sessionId}" has no turn "${turnId}". Check the address.`, {
    field: 'turnId',
  });
}

export function optionsOf(turn: TurnRow): TurnOptions {
  return {
    stepsMax: turn.steps_max,
    seed: Number(turn.seed),
    candidates: turn.candidates,
    reflectionsMax: turn.reflections_max,
    scoreMin: turn.score_min,
    textOnly: turn.text_only,
    deadlineMs: turn.deadline_at === null ? null : turn.deadline_at.getTime() - turn.created_at.getTime(),
    budget: { tokens: turn.budget_tokens, costMicroUsd: turn.budget_cost_micro_usd },
  };
}

/** The policy's closing words; null until the turn has ended well. */
export function finishOf(turn: TurnRow): Finish | null {
  return finishSchema.nullable().parse(upcastFinish(turn.finish));
}

/** A turn that is known to be there. */
export async function findTurn(store: TenantStore, turnId: string): Promise<TurnRow> {
  return store.read((trx) =>
    trx
      .selectFrom('turns')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', turnId)
      .executeTakeFirstOrThrow(),
  );
}

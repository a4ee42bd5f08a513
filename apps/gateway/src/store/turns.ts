/** Turns and the leases under which runners work on them. */
import type { FaultCode, Finish, Locale, SessionEventBody, TurnOptions } from '@safelight/core';
import { Fault, newId } from '@safelight/core';
import { finishSchema } from '../schemas/trajectory.ts';
import { appendEvents } from './log.ts';
import { addOutbox } from './outbox.ts';
import type { TurnRow } from './schema.ts';
import type { Scope, Store, TenantStore, Unit } from './store.ts';
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

/** The right to write for one turn, until another runner takes it over. */
export interface Lease {
  readonly turnId: string;
  readonly sessionId: string;
  readonly token: number;
}

/** Records the wish and its outbox row in one unit. @throws Fault turn.conflict */
export async function addTurn(unit: Unit, turn: NewTurn): Promise<string> {
  const { sessionId, instruction, options, keyId } = turn;
  const { tenantId } = unit;
  // The session's row orders two requests that come at once, so the check below cannot be overtaken.
  await unit.trx
    .selectFrom('sessions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const active = await unit.trx
    .selectFrom('turns')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  if (active !== undefined) {
    throw new Fault(
      'turn.conflict',
      `Turn "${active.id}" of this session is still running. Wait for it, then try again.`,
    );
  }
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
    })
    .execute();
  await appendEvents(unit, sessionId, [{ type: 'turn.requested', turnId: id, instruction, options }]);
  await addOutbox(unit, 'turns', id);
  return id;
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

/** Turns of the session that ended well before this one, oldest first, at most `countMax` of the newest. */
export async function finishedTurnsBefore(store: TenantStore, turn: TurnRow, countMax: number): Promise<TurnRow[]> {
  const rows = await store.read((trx) =>
    trx
      .selectFrom('turns')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('session_id', '=', turn.session_id)
      .where('state', '=', 'succeeded')
      .where('created_at', '<=', turn.created_at)
      .where('id', '!=', turn.id)
      .orderBy('created_at', 'desc')
      .limit(countMax)
      .execute(),
  );
  return rows.reverse();
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

/** Takes the oldest turn that waits or whose runner has let its lease run out; null when there is none. */
export async function claimTurn(store: Scope, owner: string, leaseMs: number): Promise<TurnRow | null> {
  return store.write(async ({ trx, now }) => {
    const due = await trx
      .selectFrom('turns')
      .select('id')
      .where((eb) =>
        eb.or([eb('state', '=', 'queued'), eb.and([eb('state', '=', 'running'), eb('lease_until', '<', now)])]),
      )
      .orderBy('created_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (due === undefined) return null;
    return trx
      .updateTable('turns')
      .set((eb) => ({
        state: 'running',
        lease_owner: owner,
        lease_until: new Date(now.getTime() + leaseMs),
        token: eb('token', '+', 1),
        attempt: eb('attempt', '+', 1),
      }))
      .where('id', '=', due.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** @throws Fault turn.conflict when another runner holds the turn now. */
export async function renewLease(store: Scope, lease: Lease, leaseMs: number): Promise<void> {
  await store.write(async (unit) => {
    await checkLease(unit, lease);
    const until = new Date(unit.now.getTime() + leaseMs);
    await unit.trx.updateTable('turns').set({ lease_until: until }).where('id', '=', lease.turnId).execute();
  });
}

/** Gives an unfinished turn back to the queue, for a runner that stops. */
export async function releaseTurn(store: Scope, lease: Lease): Promise<void> {
  await store.write(async (unit) => {
    await checkLease(unit, lease);
    const free = { state: 'queued', lease_owner: null, lease_until: null } as const;
    await unit.trx.updateTable('turns').set(free).where('id', '=', lease.turnId).execute();
    unit.touched.add('turns');
  });
}

/**
 * Gives back every lease. Right only for a database that one process owns: whoever opens it knows that the runners of
 * the last owner are dead, and need not wait for their leases to run out.
 */
export async function releaseAllTurns(store: Store): Promise<void> {
  const free = { state: 'queued', lease_owner: null, lease_until: null } as const;
  await store.system.write(({ trx }) => trx.updateTable('turns').set(free).where('state', '=', 'running').execute());
}

export interface TurnChanges {
  readonly locale?: Locale;
  readonly policy_version?: string;
  readonly engine_version?: string;
  readonly state?: 'succeeded' | 'failed';
  /** JSON text. */
  readonly finish?: string;
  readonly scores?: string;
  readonly failure?: string;
}

/** Appends for a turn under its fencing token. @throws Fault turn.conflict when another runner holds the turn now. */
export async function appendUnderLease(
  unit: Unit,
  lease: Lease,
  bodies: readonly SessionEventBody[],
  changes: TurnChanges = {},
): Promise<void> {
  await checkLease(unit, lease);
  await appendEvents(unit, lease.sessionId, bodies);
  const ended = changes.state === undefined ? {} : { lease_owner: null, lease_until: null };
  const set = { ...changes, ...ended };
  if (Object.keys(set).length === 0) return;
  await unit.trx.updateTable('turns').set(set).where('id', '=', lease.turnId).execute();
}

async function checkLease({ trx }: Unit, lease: Lease): Promise<void> {
  const turn = await trx
    .selectFrom('turns')
    .select(['token', 'state'])
    .where('id', '=', lease.turnId)
    .forUpdate()
    .executeTakeFirst();
  if (turn?.state === 'running' && turn.token === lease.token) return;
  throw new Fault('turn.conflict', `Turn "${lease.turnId}" was taken over by another runner. Nothing more to do here.`);
}

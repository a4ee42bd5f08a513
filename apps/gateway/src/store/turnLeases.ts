/** The leases under which runners work on turns: whoever lost one writes nothing more. */
import type { Locale, SessionEventBody } from '@safelight/core';
import { Fault } from '@safelight/core';
import { sql } from 'kysely';
import { allowedTenants } from './allowedTenants.ts';
import { appendEvents } from './log.ts';
import type { TurnRow, TurnState } from './schema.ts';
import type { Scope, Store, Unit } from './store.ts';

/** The right to write for one turn, until another runner takes it over. */
export interface Lease {
  readonly turnId: string;
  readonly sessionId: string;
  readonly token: number;
}

/** The key under which runners wait for work. */
export const turnsSignal = 'turns';

/** The key under which the runner of a turn hears that it is to stop. */
export function turnSignal(turnId: string): string {
  return `turn:${turnId}`;
}

/** Any number that no other advisory lock of this database has. */
const claimLock = 7_105_001;

/**
 * Takes a turn that waits or whose runner has let its lease run out: of the tenant with the fewest running turns the one
 * that waits longest. No tenant has more running than its plan or its own limits allow, and those of tenants that are
 * suspended or deleted wait. Null when there is nothing to take.
 */
export async function claimTurn(system: Scope, owner: string, leaseMs: number): Promise<TurnRow | null> {
  return system.write(async ({ trx, now }) => {
    // One claim after the other, each with a view of its own: two at once would both count what ran before either.
    await sql`select pg_advisory_xact_lock(${claimLock})`.execute(trx);
    const { rows } = await sql<TurnRow>`
      with allowed as (${allowedTenants}),
      held as (
        select tenant_id, count(*) as count
        from turns where state = 'running' and lease_until >= ${now} group by tenant_id
      ),
      due as (
        select turns.id
        from turns
        join allowed on allowed.tenant_id = turns.tenant_id
        left join held on held.tenant_id = turns.tenant_id
        where (turns.state = 'queued' or (turns.state = 'running' and turns.lease_until < ${now}))
          and (turns.not_before is null or turns.not_before <= ${now})
          and coalesce(held.count, 0) < allowed.count_max
        order by coalesce(held.count, 0), turns.created_at, turns.id
        limit 1
        for update of turns skip locked
      )
      update turns set
        state = 'running', lease_owner = ${owner}, lease_until = ${new Date(now.getTime() + leaseMs)},
        token = token + 1, attempt = attempt + 1, not_before = null
      from due where turns.id = due.id
      returning turns.*`.execute(trx);
    return rows[0] ?? null;
  });
}

/** @throws Fault turn.conflict when another runner holds the turn now. */
export async function renewLease(store: Scope, lease: Lease, leaseMs: number): Promise<void> {
  await store.write(async (unit) => {
    await lockUnderLease(unit, lease);
    const until = new Date(unit.now.getTime() + leaseMs);
    await unit.trx.updateTable('turns').set({ lease_until: until }).where('id', '=', lease.turnId).execute();
  });
}

/** Gives an unfinished turn back to the queue; nobody takes it before `delayMs` have passed. */
export async function releaseTurn(store: Scope, lease: Lease, delayMs = 0): Promise<void> {
  await store.write(async (unit) => {
    await lockUnderLease(unit, lease);
    const notBefore = delayMs === 0 ? null : new Date(unit.now.getTime() + delayMs);
    await unit.trx
      .updateTable('turns')
      .set((eb) => ({
        ...{ state: 'queued', lease_owner: null, lease_until: null, not_before: notBefore },
        releases: eb('releases', '+', 1),
      }))
      .where('id', '=', lease.turnId)
      .execute();
    unit.touched.add(turnsSignal);
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

/** Turns of all tenants that nobody works on and that are to stop: canceled, or past their deadline. */
export async function turnsToStop(system: Scope, countMax: number): Promise<TurnRow[]> {
  return system.read((trx) =>
    trx
      .selectFrom('turns')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('state', '=', 'queued'),
          eb.and([eb('state', '=', 'running'), eb('lease_until', '<', system.now())]),
        ]),
      )
      .where((eb) => eb.or([eb('cancel_requested', '=', true), eb('deadline_at', '<=', system.now())]))
      .orderBy('created_at')
      .limit(countMax)
      .execute(),
  );
}

/** When the next of the turns that wait reaches its deadline or may be taken again; null when none will. */
export async function nextTurnTime(system: Scope): Promise<Date | null> {
  const now = system.now();
  const row = await system.read((trx) =>
    trx
      .selectFrom('turns')
      .select(({ fn }) => [
        fn.min('deadline_at').filterWhere('deadline_at', '>', now).as('deadlineAt'),
        fn.min('not_before').filterWhere('not_before', '>', now).as('notBefore'),
      ])
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow(),
  );
  const times = [row.deadlineAt, row.notBefore].filter((time) => time !== null).map((time) => time.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

export interface TurnChanges {
  readonly locale?: Locale;
  readonly policy_version?: string;
  readonly engine_version?: string;
}

/**
 * Appends for a turn that goes on, under its fencing token.
 * @returns the sequence number of the last event
 * @throws Fault turn.conflict when another runner holds the turn now; turn.canceled, turn.expired when it is to stop
 */
export async function appendUnderLease(
  unit: Unit,
  lease: Lease,
  bodies: readonly SessionEventBody[],
  changes: TurnChanges = {},
): Promise<number> {
  const turn = await lockUnderLease(unit, lease);
  checkGoesOn(turn, unit.now);
  const last = await appendEvents(unit, lease.sessionId, bodies);
  const isNew = Object.entries(changes).some(([column, value]) => turn[column as keyof TurnChanges] !== value);
  if (isNew) await unit.trx.updateTable('turns').set(changes).where('id', '=', lease.turnId).execute();
  return last;
}

/** The turn, locked until the unit ends. @throws Fault turn.conflict when another runner holds it now */
export async function lockUnderLease(unit: Unit, lease: Lease): Promise<TurnRow> {
  const turn = await lockTurn(unit, lease.turnId);
  if (turn?.state === 'running' && turn.token === lease.token) return turn;
  throw new Fault('turn.conflict', `Turn "${lease.turnId}" was taken over by another runner. Nothing more to do here.`);
}

/** The turn, locked until the unit ends; undefined when there is none in the unit's tenant. */
export async function lockTurn({ trx, tenantId }: Unit, turnId: string): Promise<TurnRow | undefined> {
  return trx
    .selectFrom('turns')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', turnId)
    .forUpdate()
    .executeTakeFirst();
}

/** @throws Fault turn.canceled, turn.expired */
export function checkGoesOn({ cancel_requested: canceled, deadline_at: deadlineAt }: TurnRow, now: Date): void {
  if (canceled) throw turnCanceled();
  if (deadlineAt !== null && deadlineAt <= now) throw turnExpired();
}

export function turnCanceled(): Fault {
  return new Fault('turn.canceled', 'The turn was canceled. What it had done stays in its trajectory.');
}

export function turnExpired(): Fault {
  const message = 'The turn did not end within its deadline. Allow more time, or fewer steps and candidates.';
  return new Fault('turn.expired', message);
}

/** Whether a runner works on the turn now. */
export function isHeld({ state, lease_until: until }: TurnRow, now: Date): boolean {
  return state === 'running' && until !== null && until >= now;
}

export function hasEnded(state: TurnState): boolean {
  return state !== 'queued' && state !== 'running';
}

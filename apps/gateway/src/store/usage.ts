/** What keys used, by day: one row for each tenant, key and day (UTC). */
import { sql } from 'kysely';
import type { UsageTable } from './schema.ts';
import type { TenantStore, Unit } from './store.ts';

export interface UsageCounts {
  /** Steps of the agent. */
  readonly steps: number;
  /** Of full-size renders; width × height of what came out. */
  readonly pixels: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costMicroUsd: number;
  /** Evaluations that were asked for alone. */
  readonly evaluations: number;
}

const columns = {
  steps: 'steps',
  pixels: 'pixels',
  promptTokens: 'prompt_tokens',
  completionTokens: 'completion_tokens',
  costMicroUsd: 'cost_micro_usd',
  evaluations: 'evaluations',
} as const satisfies Record<keyof UsageCounts, keyof UsageTable>;

const names = Object.keys(columns) as readonly (keyof UsageCounts)[];

/**
 * Adds to what a key of the unit's tenant used today. It is committed with the work that it counts: work that is undone
 * or done again is counted once. Call it last in a unit: the row is locked until the end of the transaction.
 */
export async function countUsage(unit: Unit, keyId: string, used: Partial<UsageCounts>): Promise<void> {
  const counted = names.filter((name) => (used[name] ?? 0) !== 0);
  if (counted.length === 0) return;
  await unit.trx
    .insertInto('usage_daily')
    .values({
      ...{ tenant_id: unit.tenantId, key_id: keyId, day: dayOf(unit.now) },
      ...Object.fromEntries(counted.map((name) => [columns[name], used[name]])),
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'day', 'key_id']).doUpdateSet(
        Object.fromEntries(
          counted.map((name) => {
            const column = columns[name];
            return [column, sql`usage_daily.${sql.ref(column)} + excluded.${sql.ref(column)}`];
          }),
        ),
      ),
    )
    .execute();
}

/** `YYYY-MM-DD`, UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export interface UsageGroup extends UsageCounts {
  /** The day or the key's id. */
  readonly group: string;
}

export interface UsageQuery {
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly groupBy: 'day' | 'key';
  /** Only of this key; null for all. */
  readonly keyId: string | null;
}

/** What the tenant's keys used, in the order of the groups; at most `countMax` of them. */
export async function readUsage(
  store: TenantStore,
  { from, to, groupBy, keyId }: UsageQuery,
  countMax: number,
): Promise<readonly UsageGroup[]> {
  const group = groupBy === 'day' ? sql<string>`to_char(day, 'YYYY-MM-DD')` : sql<string>`key_id`;
  const rows = await store.read((trx) =>
    trx
      .selectFrom('usage_daily')
      .select(({ fn }) => [group.as('group'), ...names.map((name) => fn.sum<string>(columns[name]).as(name))])
      .where('tenant_id', '=', store.tenantId)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .$if(keyId !== null, (query) => query.where('key_id', '=', keyId ?? ''))
      .groupBy(group)
      .orderBy(group)
      .limit(countMax)
      .execute(),
  );
  return rows.map((row) => ({ group: row.group, ...countsOf(row) }));
}

/** What the whole tenant used since a day. */
export async function usageSince(store: TenantStore, day: string): Promise<UsageCounts> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('usage_daily')
      .select(({ fn }) => names.map((name) => fn.sum<string>(columns[name]).as(name)))
      .where('tenant_id', '=', store.tenantId)
      .where('day', '>=', day)
      .executeTakeFirstOrThrow(),
  );
  return countsOf(row);
}

/** Sums of bigint are numeric: the drivers give them as text, and null where there is no row. */
function countsOf(row: Readonly<Record<keyof UsageCounts, string | number | null>>): UsageCounts {
  return Object.fromEntries(names.map((name) => [name, Number(row[name] ?? 0)])) as unknown as UsageCounts;
}

/** The first day of the calendar month, UTC, and when the next one begins. */
export function monthOf(now: Date): { readonly from: string; readonly resetsAt: Date } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return { from: dayOf(new Date(Date.UTC(year, month, 1))), resetsAt: new Date(Date.UTC(year, month + 1, 1)) };
}

/** What keys used, by day: one row for each tenant, key and day (UTC). */
import { sql } from 'kysely';
import type { UsageTable } from './schema.ts';
import type { Unit } from './store.ts';

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

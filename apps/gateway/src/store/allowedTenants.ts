/** Whose work runners may take, and how much of it at once. */
import { sql } from 'kysely';
import { plans } from '../auth/plans.ts';

const workInFlightCounts = JSON.stringify(
  Object.fromEntries(Object.entries(plans).map(([name, { workInFlightCount }]) => [name, workInFlightCount])),
);

/** Rows of `tenant_id` and `count_max`: the tenants that are active, with their own limit or that of their plan. */
export const allowedTenants = sql`
  select id as tenant_id,
    coalesce(limits ->> 'workInFlightCount', ${workInFlightCounts}::jsonb ->> plan)::bigint as count_max
  from tenants where state = 'active'`;

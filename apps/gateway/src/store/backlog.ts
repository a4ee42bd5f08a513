/** How much waits, over all tenants, and for how long. */
import { sql } from 'kysely';
import type { Scope } from './store.ts';

export interface Waiting {
  readonly count: number;
  /** Of what waits longest; 0 where nothing waits. */
  readonly ageSeconds: number;
}

export interface Backlog {
  /** Turns and jobs that nobody works on although their time has come; by kind. */
  readonly queues: Readonly<Record<'turns' | 'jobs', Waiting>>;
  /** Outbox rows by topic, and how long the oldest is overdue. */
  readonly outbox: Readonly<Record<string, Waiting>>;
  /** Outbox rows that will not be tried again. */
  readonly givenUpCount: number;
  /** Events of the session logs that the bus does not have. */
  readonly unpublished: Waiting;
  /** Webhook messages that are to be sent. */
  readonly webhooks: Waiting;
}

interface Row {
  readonly what: string;
  readonly count: number | string;
  readonly age: number | string | null;
}

const topics = ['turns', 'trajectories', 'erasures'] as const;

/** One statement over partial indexes and queues that are short unless something is wrong. */
export async function readBacklog(system: Scope): Promise<Backlog> {
  const now = system.now();
  const age = (column: string) => sql`extract(epoch from ${now}::timestamptz - min(${sql.ref(column)}))`;
  const { rows } = await system.read((trx) =>
    sql<Row>`
      select 'turns' as what, count(*) as count, ${age('created_at')} as age
        from turns where state = 'queued' and (not_before is null or not_before <= ${now})
      union all
      select 'jobs', count(*), ${age('created_at')} from jobs where state = 'queued' and not_before <= ${now}
      union all
      select 'outbox ' || topic, count(*), ${age('next_at')}
        from outbox where given_up_at is null group by topic
      union all
      select 'givenUp', count(*), 0 from outbox where given_up_at is not null
      union all
      select 'events', count(*), ${age('time')} from events where published = false
      union all
      select 'webhooks', count(*), ${age('next_at')} from webhook_deliveries where state = 'pending'`.execute(trx),
  );
  const found = new Map(rows.map(({ what, count, age: seconds }) => [what, waitingOf(count, seconds)]));
  const of = (what: string): Waiting => found.get(what) ?? { count: 0, ageSeconds: 0 };
  return {
    queues: { turns: of('turns'), jobs: of('jobs') },
    outbox: Object.fromEntries(topics.map((topic) => [topic, of(`outbox ${topic}`)])),
    givenUpCount: of('givenUp').count,
    unpublished: of('events'),
    webhooks: of('webhooks'),
  };
}

/** What is to be tried later is not overdue. */
const waitingOf = (count: number | string, age: number | string | null): Waiting => ({
  count: Number(count),
  ageSeconds: Math.max(0, Number(age ?? 0)),
});

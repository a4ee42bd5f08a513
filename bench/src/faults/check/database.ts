/** Looks into the installation's database as its administrator, past every role and policy of the services. */
import pg from 'pg';
import type { Counts } from './effects.ts';

export async function withDatabase<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function countsOf(client: pg.Client, tenantId: string): Promise<Counts> {
  const count = async (table: 'sessions' | 'turns' | 'photos'): Promise<number> => {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${table} where tenant_id = $1`, [
      tenantId,
    ]);
    return Number(rows[0]?.count);
  };
  const { rows } = await client.query<{ description: string }>(
    'select description from webhooks where tenant_id = $1',
    [tenantId],
  );
  return {
    sessions: await count('sessions'),
    turns: await count('turns'),
    photos: await count('photos'),
    webhooks: rows.map(({ description }) => description),
  };
}

/** What still waits to be told to others; 0 once everything has settled. */
export async function waitingOf(client: pg.Client): Promise<Readonly<Record<string, number>>> {
  const one = async (query: string): Promise<number> => {
    const { rows } = await client.query<{ count: string }>(query);
    return Number(rows[0]?.count);
  };
  return {
    turns: await one(`select count(*) from turns where state in ('queued', 'running')`),
    outbox: await one('select count(*) from outbox where given_up_at is null'),
    events: await one('select count(*) from events where published = false'),
    deliveries: await one(`select count(*) from webhook_deliveries where state = 'pending'`),
  };
}

/**
 * Groups: how far each is, and which member works on which partition. Every statement that changes a group's rows runs
 * under leases of the database's own clock, so that processes with clocks apart agree.
 */
import { sql } from 'kysely';
import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import type { TopicLag } from '../bus.ts';
import type { PartitionId, PartitionOffset } from '../consuming/delivery.ts';

/** What members wait for to share the partitions out again. */
export function groupSignal(group: string): string {
  return `bus:group:${group}`;
}

export interface Membership {
  readonly group: string;
  readonly member: string;
  readonly topics: readonly string[];
  readonly leaseMs: number;
}

/** A partition under a lease. */
export interface Claim extends PartitionId {
  readonly token: number;
  /** Where the group is. */
  readonly offset: number;
}

interface ClaimRow {
  readonly topic: string;
  readonly partition: number;
  readonly token: unknown;
  readonly next_offset: unknown;
}

const until = (leaseMs: number): RawBuilder<unknown> =>
  sql`clock_timestamp() + ${leaseMs}::double precision * interval '1 millisecond'`;

const claimOf = ({ topic, partition, token, next_offset: offset }: ClaimRow): Claim => ({
  ...{ topic, partition, token: Number(token), offset: Number(offset) },
});

/** Gives the group a place in each partition; a new group begins at the oldest message. Returns how many there are. */
export async function addOffsets(trx: QueryExecutorProvider, { group, topics }: Membership): Promise<number> {
  await sql`insert into bus_offsets (group_name, topic, partition)
    select ${group}::text, topic, partition from bus_partitions where topic in (${sql.join(topics)})
    on conflict do nothing`.execute(trx);
  const { rows } = await sql<{ topics: unknown }>`
    select count(distinct topic) as topics from bus_partitions where topic in (${sql.join(topics)})`.execute(trx);
  return Number(rows[0]!.topics);
}

/** Says that the member lives; true where it is new. Members that were silent for too long are forgotten. */
export async function attend(trx: QueryExecutorProvider, membership: Membership): Promise<boolean> {
  const { group, member, topics, leaseMs } = membership;
  await sql`delete from bus_members where group_name = ${group} and lease_until < clock_timestamp()`.execute(trx);
  const rows = topics.map((topic) => sql`(${group}, ${topic}, ${member}, ${until(leaseMs)})`);
  // xmax is 0 on a row that this statement inserted.
  const { rows: attended } = await sql<{ fresh: boolean }>`
    insert into bus_members (group_name, topic, member, lease_until) values ${sql.join(rows)}
    on conflict (group_name, topic, member) do update set lease_until = excluded.lease_until
    returning xmax = 0 as fresh`.execute(trx);
  return attended.some(({ fresh }) => fresh);
}

/** Lengthens the member's leases; what it lost meanwhile is missing in the answer. */
export async function renew(trx: QueryExecutorProvider, membership: Membership): Promise<readonly Claim[]> {
  const { group, member, leaseMs } = membership;
  const { rows } = await sql<ClaimRow>`
    update bus_offsets set lease_until = ${until(leaseMs)}
    where group_name = ${group} and lease_owner = ${member}
    returning topic, partition, token, next_offset`.execute(trx);
  return rows.map(claimOf);
}

/** How many partitions of each topic are the member's share: as equal as they can be, the first members one more. */
export async function shares(
  trx: QueryExecutorProvider,
  { group, member, topics }: Membership,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ topic: string; partitions: unknown; members: unknown; before: unknown }>`
    select p.topic, count(*) as partitions,
      (select count(*) from bus_members m where m.group_name = ${group} and m.topic = p.topic) as members,
      (select count(*) from bus_members m
        where m.group_name = ${group} and m.topic = p.topic and m.member < ${member}) as before
    from bus_partitions p where p.topic in (${sql.join(topics)}) group by p.topic`.execute(trx);
  return new Map(
    rows.map(({ topic, partitions, members, before }) => {
      const [all, by, place] = [Number(partitions), Number(members), Number(before)];
      return [topic, Math.floor(all / by) + (place < all % by ? 1 : 0)];
    }),
  );
}

/** Takes up to so many partitions that are free or whose lease has run out. */
export async function claim(
  trx: QueryExecutorProvider,
  { group, member, leaseMs }: Membership,
  topic: string,
  countMax: number,
): Promise<readonly Claim[]> {
  const { rows } = await sql<ClaimRow>`
    update bus_offsets o set lease_owner = ${member}, lease_until = ${until(leaseMs)}, token = o.token + 1
    from (
      select partition from bus_offsets
      where group_name = ${group} and topic = ${topic}
        and (lease_owner is null or lease_until < clock_timestamp())
      order by partition limit ${countMax}::integer for update skip locked
    ) free
    where o.group_name = ${group} and o.topic = ${topic} and o.partition = free.partition
    returning o.topic, o.partition, o.token, o.next_offset`.execute(trx);
  return rows.map(claimOf);
}

/** Moves the group on where the member still holds the partition; returns those where it does. */
export async function commitOffsets(
  trx: QueryExecutorProvider,
  { group, member }: Membership,
  offsets: readonly (PartitionOffset & { readonly token: number })[],
): Promise<readonly PartitionId[]> {
  const { rows } = await sql<PartitionId>`
    update bus_offsets o set next_offset = c."offset"
    from jsonb_to_recordset(${JSON.stringify(offsets)}::jsonb)
      as c(topic text, partition integer, "offset" bigint, token bigint)
    where o.group_name = ${group} and o.lease_owner = ${member}
      and o.topic = c.topic and o.partition = c.partition and o.token = c.token
    returning o.topic, o.partition`.execute(trx);
  return rows;
}

/** Gives partitions back. */
export async function release(
  trx: QueryExecutorProvider,
  { group, member }: Membership,
  partitions: readonly PartitionId[],
): Promise<void> {
  await sql`update bus_offsets o set lease_owner = null, lease_until = null
    from jsonb_to_recordset(${JSON.stringify(partitions)}::jsonb) as c(topic text, partition integer)
    where o.group_name = ${group} and o.lease_owner = ${member}
      and o.topic = c.topic and o.partition = c.partition`.execute(trx);
}

/** Gives everything back and takes the member off the list. */
export async function depart(trx: QueryExecutorProvider, { group, member }: Membership): Promise<void> {
  await sql`update bus_offsets set lease_owner = null, lease_until = null
    where group_name = ${group} and lease_owner = ${member}`.execute(trx);
  await sql`delete from bus_members where group_name = ${group} and member = ${member}`.execute(trx);
}

/** Ends the leases that a dead process left; only where no other process can be alive. */
export async function endAllLeases(trx: QueryExecutorProvider): Promise<void> {
  await sql`update bus_offsets set lease_owner = null, lease_until = null where lease_owner is not null`.execute(trx);
  await sql`delete from bus_members`.execute(trx);
}

export async function lagOf(trx: QueryExecutorProvider, group: string): Promise<readonly TopicLag[]> {
  const { rows } = await sql<{ topic: string; messages: unknown }>`
    select o.topic, sum(greatest(0, p.next_offset - greatest(o.next_offset, p.first_offset))) as messages
    from bus_offsets o join bus_partitions p on p.topic = o.topic and p.partition = o.partition
    where o.group_name = ${group} group by o.topic order by o.topic`.execute(trx);
  return rows.map(({ topic, messages }) => ({ topic, messages: Number(messages) }));
}

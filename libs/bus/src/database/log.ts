/** The log itself: appending, reading, and letting go of what is old. */
import { sql } from 'kysely';
import type { QueryExecutorProvider } from 'kysely';
import type { Delivery, PartitionId } from '../consuming/delivery.ts';
import type { WireHeaders } from '../headers.ts';
import type { Outgoing } from '../publishing/check.ts';
import type { TopicSpec } from '../topics.ts';
import type { BusUnit } from './database.ts';

/** What a consumer of the topic waits for. */
export function topicSignal(topic: string): string {
  return `bus:${topic}`;
}

/** Makes the partitions that are missing. */
export async function addPartitions(trx: QueryExecutorProvider, { name, partitions }: TopicSpec): Promise<void> {
  await sql`insert into bus_partitions (topic, partition)
    select ${name}::text, p from generate_series(0, ${partitions - 1}::integer) p
    on conflict do nothing`.execute(trx);
}

/** The topics that have partitions. */
export async function topicNames(trx: QueryExecutorProvider): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ topic: string }>`select distinct topic from bus_partitions`.execute(trx);
  return new Set(rows.map(({ topic }) => topic));
}

/** Appends a batch in its order. Returns false where the topic has no such partitions. */
export async function append(
  { trx, touched }: BusUnit,
  topic: TopicSpec,
  batch: readonly Outgoing[],
): Promise<boolean> {
  const placed = batch.map((message) => ({ message, partition: partitionOf(message.key, topic.partitions) }));
  const wanted = new Set(placed.map(({ partition }) => partition));
  const { rows } = await sql<{ partition: number; next_offset: unknown }>`
    select partition, next_offset from bus_partitions
    where topic = ${topic.name} and partition in (${sql.join([...wanted])})
    order by partition for update`.execute(trx);
  const next = new Map(rows.map((row) => [row.partition, Number(row.next_offset)]));
  if (next.size < wanted.size) return false;
  const values = placed.map(({ message: { key, value, headers, sizeBytes }, partition }) => {
    const offset = next.get(partition)!;
    next.set(partition, offset + 1);
    // PGlite takes bytes from a parameter at 2 MB/s, and from base64 at 40.
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
    const decoded = sql`decode(${bytes}, 'base64')`;
    return sql`(${topic.name}, ${partition}, ${offset}, ${key}, ${decoded}, ${JSON.stringify(headers)}, ${sizeBytes})`;
  });
  await sql`insert into bus_messages (topic, partition, "offset", key, value, headers, size_bytes)
    values ${sql.join(values)}`.execute(trx);
  const ends = JSON.stringify([...next].map(([partition, offset]) => ({ partition, offset })));
  await sql`update bus_partitions p set next_offset = n."offset"
    from jsonb_to_recordset(${ends}::jsonb) as n(partition integer, "offset" bigint)
    where p.topic = ${topic.name} and p.partition = n.partition`.execute(trx);
  touched.add(topicSignal(topic.name));
  return true;
}

/** Where to read on. */
export interface Cursor extends PartitionId {
  readonly offset: number;
}

export interface ReadLimits {
  readonly countPerPartitionMax: number;
  /** A partition gives at least one message, however large. */
  readonly bytesPerPartitionMax: number;
}

interface MessageRow {
  readonly topic: string;
  readonly partition: number;
  readonly offset: unknown;
  readonly key: string;
  /** Base64. */
  readonly value: string;
  readonly headers: WireHeaders;
  readonly published_at: Date;
}

/** The next messages of each partition, in order. */
export async function readMessages(
  trx: QueryExecutorProvider,
  cursors: readonly Cursor[],
  { countPerPartitionMax, bytesPerPartitionMax }: ReadLimits,
): Promise<readonly Delivery[]> {
  const { rows } = await sql<MessageRow>`
    select m.topic, m.partition, m."offset", m.key, encode(m.value, 'base64') as value, m.headers, m.published_at
    from jsonb_to_recordset(${JSON.stringify(cursors)}::jsonb) as c(topic text, partition integer, "offset" bigint)
    cross join lateral (
      select n.*, sum(n.size_bytes) over (order by n."offset") - n.size_bytes as bytes_before
      from (
        select * from bus_messages o
        where o.topic = c.topic and o.partition = c.partition and o."offset" >= c."offset"
        order by o."offset" limit ${countPerPartitionMax}::integer
      ) n
    ) m
    where m.bytes_before < ${bytesPerPartitionMax}::bigint
    order by m.topic, m.partition, m."offset"`.execute(trx);
  return rows.map(({ topic, partition, offset, key, value, headers, published_at: publishedAt }) => ({
    ...{ topic, partition, offset: Number(offset), key, value: Buffer.from(value, 'base64'), headers, publishedAt },
  }));
}

export interface Retention {
  readonly retentionMs: number;
  readonly countPerPartitionMax: number;
}

/** Lets go of what is older than the retention or beyond the count, consumed or not. */
export async function sweep(trx: QueryExecutorProvider, topic: string, retention: Retention): Promise<void> {
  await sql`
    with kept as (
      select p.topic, p.partition,
        greatest(coalesce(m."offset", p.next_offset), p.next_offset - ${retention.countPerPartitionMax}::bigint) as first
      from bus_partitions p
      left join lateral (
        select n."offset" from bus_messages n
        where n.topic = p.topic and n.partition = p.partition
          and n.published_at > now() - ${retention.retentionMs}::double precision * interval '1 millisecond'
        order by n."offset" limit 1
      ) m on true
      where p.topic = ${topic}
    ), moved as (
      update bus_partitions p set first_offset = k.first from kept k
      where p.topic = k.topic and p.partition = k.partition and p.first_offset < k.first
      returning p.topic, p.partition, p.first_offset
    )
    delete from bus_messages m using moved
    where m.topic = moved.topic and m.partition = moved.partition and m."offset" < moved.first_offset`.execute(trx);
}

/** FNV-1a: one key, one partition. */
export function partitionOf(key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % partitions;
}

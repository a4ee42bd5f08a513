/**
 * One consumer of a group in the database: holds its share of the partitions under leases, reads on in them, and lives
 * as long as its heartbeat. A member that was silent for longer than its lease finds out at the next one.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import type { PartitionId, PartitionOffset } from '../consuming/delivery.ts';
import { partitionName } from '../consuming/delivery.ts';
import type { Intake, Member } from '../driver.ts';
import { busLimits } from '../limits.ts';
import type { BusDatabase, SignalWatch } from './database.ts';
import type { Claim, Membership } from './group.ts';
import { addOffsets, attend, claim, commitOffsets, depart, groupSignal, release, renew, shares } from './group.ts';
import { readMessages, topicSignal } from './log.ts';

export interface MemberOptions {
  readonly leaseMs: number;
  readonly pollMs: number;
  /** Told when a heartbeat or the giving back of partitions failed; it is tried again. */
  readonly onError: (what: string, error: unknown) => void;
}

interface Held extends PartitionId {
  readonly token: number;
  /** Where to read on; ahead of what the group has finished. */
  position: number;
  releasing: boolean;
}

const heartbeatsPerLease = 3;
const readCountPerPartitionMax = 200;

export class DatabaseMember implements Member {
  readonly #database: BusDatabase;
  readonly #intake: Intake;
  readonly #options: MemberOptions;
  readonly #membership: Membership;
  readonly #held = new Map<string, Held>();
  readonly #leaving = new AbortController();
  #heartbeat: Promise<void> | null = null;
  #gained = Promise.withResolvers<void>();

  constructor(database: BusDatabase, intake: Intake, options: MemberOptions) {
    this.#database = database;
    this.#intake = intake;
    this.#options = options;
    const topics = intake.topics.map((topic) => topic.name);
    this.#membership = { group: intake.group, member: randomUUID(), topics, leaseMs: options.leaseMs };
  }

  async run(signal: AbortSignal): Promise<void> {
    using stack = new DisposableStack();
    const { signals } = this.#database;
    const watches = this.#membership.topics.map((topic) => stack.use(signals.watch(topicSignal(topic))));
    if (this.#heartbeat === null) {
      await this.#register();
      this.#heartbeat = this.#keepAlive();
    }
    while (!signal.aborted) {
      const gained = this.#gained.promise;
      const isMore = await this.#read();
      // PGlite answers without ever leaving this turn: timers and requests want one too.
      await turn();
      if (this.#intake.saturated) await this.#intake.room(signal);
      else if (!isMore) await waitForAny(watches, gained, { timeoutMs: this.#options.pollMs, signal });
    }
  }

  readonly commit = async (offsets: readonly PartitionOffset[]): Promise<void> => {
    const held = offsets.flatMap((offset) => {
      const token = this.#held.get(partitionName(offset))?.token;
      return token === undefined ? [] : [{ ...offset, token }];
    });
    if (held.length === 0) return;
    const kept = await this.#database.write(({ trx }) => commitOffsets(trx, this.#membership, held));
    const names = new Set(kept.map(partitionName));
    for (const id of held) if (!names.has(partitionName(id))) this.#lose(id);
  };

  async leave(): Promise<void> {
    this.#leaving.abort();
    await this.#heartbeat;
    await this.#database.write(async ({ trx, touched }) => {
      await depart(trx, this.#membership);
      touched.add(groupSignal(this.#membership.group));
    });
  }

  async #register(): Promise<void> {
    const { topics } = this.#membership;
    const found = await this.#database.write(({ trx }) => addOffsets(trx, this.#membership));
    if (found === topics.length) return;
    const text = 'The database does not have all topics of the subscription. Run ensureTopics first.';
    throw new Fault('bus.topicUnknown', text, { field: 'topics', detail: topics.join(', ') });
  }

  /** Balances at once, whenever the group changes, and often enough to keep the leases. */
  async #keepAlive(): Promise<void> {
    const { signal } = this.#leaving;
    const timeoutMs = this.#options.leaseMs / heartbeatsPerLease;
    using watch = this.#database.signals.watch(groupSignal(this.#membership.group));
    while (!signal.aborted) {
      await this.#balance().catch((error: unknown) => this.#options.onError('heartbeat', error));
      await watch.wait({ timeoutMs, signal });
    }
  }

  async #balance(): Promise<void> {
    const membership = this.#membership;
    const { kept, gained, share } = await this.#database.write(async ({ trx, touched }) => {
      if (await attend(trx, membership)) touched.add(groupSignal(membership.group));
      const kept = await renew(trx, membership);
      const share = await shares(trx, membership);
      const gained: Claim[] = [];
      for (const [topic, count] of share) {
        const missing = count - kept.filter((one) => one.topic === topic).length;
        if (missing > 0) gained.push(...(await claim(trx, membership, topic, missing)));
      }
      return { kept, gained, share };
    });
    const tokens = new Map(kept.map((one) => [partitionName(one), one.token]));
    for (const one of this.#held.values()) if (tokens.get(partitionName(one)) !== one.token) this.#lose(one);
    for (const one of [...kept, ...gained]) if (!this.#held.has(partitionName(one))) this.#gain(one);
    for (const [topic, count] of share) this.#shrink(topic, count);
  }

  #gain({ topic, partition, token, offset }: Claim): void {
    this.#held.set(partitionName({ topic, partition }), {
      topic,
      partition,
      token,
      position: offset,
      releasing: false,
    });
    this.#intake.assign({ topic, partition });
    this.#gained.resolve();
    this.#gained = Promise.withResolvers<void>();
  }

  #lose(id: PartitionId): void {
    this.#held.delete(partitionName(id));
    this.#intake.revoke(id);
  }

  /** Gives back what is over the share, when its running handlers have ended. */
  #shrink(topic: string, count: number): void {
    const mine = [...this.#held.values()].filter((one) => one.topic === topic);
    const over = mine.length - count - mine.filter((one) => one.releasing).length;
    for (const one of mine.filter(({ releasing }) => !releasing).slice(0, Math.max(0, over))) {
      one.releasing = true;
      void this.#giveBack(one);
    }
  }

  async #giveBack(held: Held): Promise<void> {
    await this.#intake.drain(held);
    if (this.#leaving.signal.aborted || this.#held.get(partitionName(held)) !== held) return;
    try {
      await this.#database.write(async ({ trx, touched }) => {
        await release(trx, this.#membership, [held]);
        touched.add(groupSignal(this.#membership.group));
      });
    } catch (error) {
      // The lease may still be ours: the next heartbeat then finds it and takes the partition in again.
      this.#options.onError('release', error);
    }
    if (this.#held.get(partitionName(held)) === held) this.#held.delete(partitionName(held));
  }

  /** Hands the next messages over; whether the limits of one reading may have left some. */
  async #read(): Promise<boolean> {
    const open = [...this.#held.values()].filter((one) => !one.releasing);
    if (open.length === 0) return false;
    const cursors = open.map(({ topic, partition, position: offset }) => ({ topic, partition, offset }));
    const countPerPartitionMax = readCountPerPartitionMax;
    const bytesPerPartitionMax = Math.floor(busLimits.pendingBytes / open.length);
    const limits = { countPerPartitionMax, bytesPerPartitionMax };
    const deliveries = await this.#database.read((trx) => readMessages(trx, cursors, limits));
    for (const delivery of deliveries) {
      const held = this.#held.get(partitionName(delivery));
      // While it was read, the partition may have moved.
      if (held === undefined || !open.includes(held) || held.releasing) continue;
      this.#intake.offer(delivery);
      held.position = delivery.offset + 1;
    }
    const sizeBytes = deliveries.reduce((sum, { value }) => sum + value.byteLength, 0);
    return deliveries.length >= countPerPartitionMax || sizeBytes >= bytesPerPartitionMax / 2;
  }
}

async function waitForAny(
  watches: readonly SignalWatch[],
  gained: Promise<void>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const others = new AbortController();
  const ended = AbortSignal.any([signal, others.signal]);
  await Promise.race([gained, ...watches.map((watch) => watch.wait({ timeoutMs, signal: ended }))]);
  others.abort();
}

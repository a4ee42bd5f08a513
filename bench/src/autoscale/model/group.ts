/** The replicas of a tier: ordered, started, drained and killed. */
import { randomFrom } from '../traces/random.ts';
import { Replica, type Request } from './replica.ts';
import type { Tier } from './tier.ts';

/** What the group needs of the run that it is part of. */
export interface GroupEvents {
  readyAt(replica: Replica, atSeconds: number): void;
  drainedBy(replica: Replica, atSeconds: number): void;
  putBack(requests: readonly Request[]): void;
}

export class Group {
  readonly all: Replica[] = [];
  coldStarts = 0;
  /** Set while every server hangs, as with a model that cannot be served. */
  hangsAll = false;
  #active: Replica[] = [];
  readonly #tier: Tier;
  readonly #events: GroupEvents;
  readonly #random: () => number;

  constructor(tier: Tier, seed: number, events: GroupEvents) {
    this.#tier = tier;
    this.#events = events;
    this.#random = randomFrom(seed);
  }

  /** Starting and ready. */
  get wanted(): number {
    return this.#active.length;
  }

  get ready(): number {
    let count = 0;
    for (const replica of this.#active) if (replica.phase === 'ready') count++;
    return count;
  }

  get running(): number {
    let count = 0;
    for (const replica of this.all) if (replica.phase !== 'gone') count += replica.running;
    return count;
  }

  /** Where the next request goes: the one with the fewest. */
  freest(): Replica | undefined {
    let best: Replica | undefined;
    for (const replica of this.#active) {
      if (replica.hasPlace && (best === undefined || replica.running < best.running)) best = replica;
    }
    return best;
  }

  begin(replicas: number): void {
    for (let count = 0; count < replicas; count++) this.#start(0, 0);
  }

  scaleTo(replicas: number, nowSeconds: number): void {
    while (this.#active.length < replicas) this.#order(nowSeconds);
    if (this.#active.length > replicas) {
      // Kubernetes prefers pods that are not ready, then younger ones; among ready ones the emptiest costs least.
      const leaving = [...this.#active]
        .sort(
          (a, b) => Number(a.phase === 'ready') - Number(b.phase === 'ready') || a.running - b.running || b.id - a.id,
        )
        .slice(0, this.#active.length - replicas);
      for (const replica of leaving) this.drain(replica, nowSeconds);
    }
  }

  drain(replica: Replica, nowSeconds: number): void {
    this.#active = this.#active.filter((one) => one !== replica);
    replica.phase = 'draining';
    if (replica.running === 0) this.kill(replica, nowSeconds);
    else this.#events.drainedBy(replica, nowSeconds + this.#tier.drainSeconds);
  }

  kill(replica: Replica, nowSeconds: number): void {
    if (replica.phase === 'gone') return;
    this.#active = this.#active.filter((one) => one !== replica);
    this.#events.putBack(replica.end(nowSeconds));
  }

  /** A node goes away: what is on it drains, and its replacements are ordered at once. */
  loseNode(replicas: number, nowSeconds: number): void {
    const lost = this.#active.filter(({ phase }) => phase === 'ready').slice(0, replicas);
    for (const replica of lost) this.drain(replica, nowSeconds);
    for (let count = 0; count < lost.length; count++) this.#order(nowSeconds);
  }

  firstReady(count: number): readonly Replica[] {
    return this.#active.filter(({ phase, isHung }) => phase === 'ready' && !isHung).slice(0, count);
  }

  /** A server that does not answer is killed; the Deployment orders another. */
  restart(replica: Replica, nowSeconds: number): void {
    if (replica.phase === 'gone') return;
    const wasActive = this.#active.includes(replica);
    this.kill(replica, nowSeconds);
    if (wasActive) this.#order(nowSeconds);
  }

  #order(nowSeconds: number): void {
    this.coldStarts++;
    const { coldStartSeconds, coldStartSpread } = this.#tier;
    const takes = coldStartSeconds * (1 + coldStartSpread * (2 * this.#random() - 1));
    this.#start(nowSeconds, nowSeconds + takes);
  }

  #start(nowSeconds: number, readyAtSeconds: number): void {
    const replica = new Replica(this.#tier, this.all.length, nowSeconds, readyAtSeconds);
    this.all.push(replica);
    this.#active.push(replica);
    this.#events.readyAt(replica, readyAtSeconds);
  }
}

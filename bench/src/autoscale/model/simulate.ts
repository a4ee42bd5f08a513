/**
 * Plays one trace through one autoscaler, event by event. Nothing depends on the clock or on chance that is not seeded:
 * the same inputs give the same outcome.
 *
 * What it leaves out: requests wait in one queue and go to the freest replica (servers of a real fleet have queues of
 * their own); a caller that gives up does not free a place that it has; nodes are always to be had.
 */
import type { Autoscaler, PartitionState, Sample } from '@safelight/autoscale';
import { normalFrom, randomFrom } from '../traces/random.ts';
import type { Trace } from '../traces/trace.ts';
import type { Fault } from './fault.ts';
import { Group } from './group.ts';
import { Heap } from './heap.ts';
import type { Replica, Request } from './replica.ts';
import { Directions, percentile, type Minute, type Outcome } from './result.ts';
import { secondsAt, type Tier } from './tier.ts';

export interface SimulationInput {
  readonly tier: Tier;
  readonly trace: Trace;
  readonly autoscaler: Autoscaler;
  readonly replicasAtStart: number;
  readonly faults?: readonly Fault[];
  /** After the last arrival a run goes on for so long, so that what waits can end. */
  readonly afterSeconds?: number;
  /** Told of everything that happens; for tests. */
  readonly watch?: (event: Happening) => void;
}

export type Happening =
  | { readonly kind: 'taken'; readonly replica: Replica; readonly request: Request; readonly atSeconds: number }
  | { readonly kind: 'decided'; readonly sample: Sample; readonly replicas: number };

type Event =
  | { readonly kind: 'step'; readonly turn: number; readonly step: number }
  | { readonly kind: 'ready' | 'drained' | 'liveness'; readonly replica: Replica }
  | { readonly kind: 'finish'; readonly replica: Replica; readonly plan: number }
  | { readonly kind: 'sample' }
  | { readonly kind: 'decide'; readonly sample: Sample }
  | { readonly kind: 'minute' }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'heal'; readonly fault: Fault };

const minuteSeconds = 60;

export function simulate(input: SimulationInput): Outcome {
  return new Run(input).play();
}

class Run {
  readonly #input: SimulationInput;
  readonly #events = new Heap<Event>();
  readonly #group: Group;
  readonly #directions = new Directions();
  readonly #latencies: number[] = [];
  readonly #minutes: Minute[] = [];
  readonly #seed: number;
  #queue: Request[] = [];
  #head = 0;
  /** Requests of partitions that a poisoned message holds up. */
  readonly #held = new Map<number, Request[]>();
  readonly #partitions: { lag: number; offset: number }[];
  #state: unknown;
  #now = 0;
  #nextTurn = 0;
  #arrived = 0;
  #failed = 0;
  #misses = 0;
  #retried = 0;
  #mostWanted = 0;

  constructor(input: SimulationInput) {
    this.#input = input;
    this.#seed = input.trace.seed;
    this.#state = input.autoscaler.begin();
    this.#partitions = Array.from({ length: input.tier.partitions }, () => ({ lag: 0, offset: 0 }));
    this.#group = new Group(input.tier, this.#seed + 17, {
      readyAt: (replica, at) => this.#events.push(at, { kind: 'ready', replica }),
      drainedBy: (replica, at) => this.#events.push(at, { kind: 'drained', replica }),
      putBack: (requests) => this.#putBack(requests),
    });
  }

  play(): Outcome {
    const { trace, autoscaler, replicasAtStart, faults = [], afterSeconds = 1800 } = this.#input;
    this.#group.begin(replicasAtStart);
    this.#events.push(0, { kind: 'minute' });
    this.#events.push(autoscaler.everySeconds, { kind: 'sample' });
    for (const fault of faults) this.#events.push(fault.atSeconds, { kind: 'fault', fault });
    const end = trace.lengthSeconds + afterSeconds;
    for (;;) {
      const turnAt = trace.turnAtSeconds[this.#nextTurn] ?? Infinity;
      const at = Math.min(turnAt, this.#events.least);
      if (at > end) break;
      this.#now = at;
      if (turnAt <= this.#events.least) this.#arrive(this.#nextTurn++, 0);
      else this.#handle(this.#events.pop()!);
    }
    this.#now = end;
    return this.#outcome(end);
  }

  #handle(event: Event): void {
    const now = this.#now;
    switch (event.kind) {
      case 'step':
        return this.#arrive(event.turn, event.step);
      case 'finish':
        if (event.replica.plan === event.plan) this.#finish(event.replica);
        return;
      case 'ready':
        if (event.replica.phase !== 'starting') return;
        event.replica.phase = 'ready';
        if (this.#group.hangsAll) this.#hang(event.replica);
        return this.#dispatch();
      case 'drained':
        this.#group.kill(event.replica, now);
        return this.#dispatch();
      case 'liveness':
        this.#group.restart(event.replica, now);
        return this.#dispatch();
      case 'sample': {
        const { everySeconds, behindSeconds } = this.#input.autoscaler;
        this.#events.push(now + behindSeconds, { kind: 'decide', sample: this.#sample() });
        this.#events.push(now + everySeconds, { kind: 'sample' });
        return;
      }
      case 'decide':
        return this.#decide(event.sample);
      case 'minute':
        this.#noteMinute();
        this.#events.push(now + minuteSeconds, { kind: 'minute' });
        return;
      case 'fault':
        return this.#begin(event.fault);
      case 'heal':
        return this.#heal(event.fault);
    }
  }

  #arrive(turn: number, step: number): void {
    const { partitions, workSpread, workMost } = this.#input.tier;
    const random = randomFrom(this.#seed * 1_000_003 + turn * 16 + step);
    random();
    // The mean of a log-normal work is 1, but for what the limit cuts off.
    const work = Math.min(workMost, Math.exp(workSpread * normalFrom(random) - (workSpread * workSpread) / 2));
    const partition = partitions === 0 ? -1 : turn % partitions;
    const request: Request = { turn, step, atSeconds: this.#now, work, partition, attempts: 0 };
    this.#arrived++;
    if (partition >= 0) this.#partitions[partition]!.lag++;
    const held = this.#held.get(partition);
    if (held !== undefined) held.push(request);
    else this.#queue.push(request);
    this.#dispatch();
  }

  #dispatch(): void {
    this.#expire();
    while (this.#head < this.#queue.length) {
      const replica = this.#group.freest();
      if (replica === undefined) return;
      const request = this.#queue[this.#head++]!;
      if (this.#isExpired(request)) {
        this.#fail(request);
        continue;
      }
      if (request.attempts++ === 0 && this.#input.tier.commitsWhen === 'taken') this.#commit(request);
      replica.take(request, this.#now);
      this.#input.watch?.({ kind: 'taken', replica, request, atSeconds: this.#now });
      this.#planFinish(replica);
    }
    if (this.#head > 0) {
      this.#queue = [];
      this.#head = 0;
    }
  }

  #planFinish(replica: Replica): void {
    const at = replica.nextAtSeconds;
    if (at < Infinity) this.#events.push(Math.max(at, this.#now), { kind: 'finish', replica, plan: replica.plan });
  }

  #finish(replica: Replica): void {
    const request = replica.finish(this.#now);
    const { trace, tier } = this.#input;
    const took = this.#now - request.atSeconds;
    if (took > tier.timeoutSeconds) this.#fail(request);
    else {
      this.#latencies.push(took);
      if (took > tier.objectiveSeconds) this.#misses++;
      this.#leave(request);
      if (tier.asks === 'each step' && request.step + 1 < trace.turnSteps[request.turn]!) {
        this.#events.push(this.#now + tier.betweenSeconds, {
          kind: 'step',
          turn: request.turn,
          step: request.step + 1,
        });
      }
    }
    if (replica.phase === 'draining' && replica.running === 0) this.#group.kill(replica, this.#now);
    else this.#planFinish(replica);
    this.#dispatch();
  }

  #isExpired({ atSeconds }: Request): boolean {
    return this.#now - atSeconds > this.#input.tier.timeoutSeconds;
  }

  #expire(): void {
    while (this.#head < this.#queue.length && this.#isExpired(this.#queue[this.#head]!))
      this.#fail(this.#queue[this.#head++]!);
  }

  /** The turn ends with it: the planner or the caller takes over. */
  #fail(request: Request): void {
    this.#failed++;
    this.#misses++;
    this.#leave(request);
  }

  #leave(request: Request): void {
    if (this.#input.tier.commitsWhen === 'done' || request.attempts === 0) this.#commit(request);
  }

  #commit({ partition }: Request): void {
    if (partition < 0) return;
    this.#partitions[partition]!.lag--;
    this.#partitions[partition]!.offset++;
  }

  /** What a replica could not finish waits in front of the rest. */
  #putBack(requests: readonly Request[]): void {
    const again: Request[] = [];
    for (const request of requests) {
      if (request.attempts >= this.#input.tier.attemptsMax) this.#fail(request);
      else again.push(request);
    }
    this.#retried += again.length;
    again.sort((a, b) => a.atSeconds - b.atSeconds);
    this.#queue = [...again, ...this.#queue.slice(this.#head)];
    this.#head = 0;
  }

  #sample(): Sample {
    const group = this.#group;
    let held = 0;
    for (const requests of this.#held.values()) held += requests.length;
    const partitions: PartitionState[] = this.#partitions.map(({ lag, offset }) => ({ lag, offset }));
    return {
      atSeconds: this.#now,
      wanted: group.wanted,
      ready: group.ready,
      waiting: this.#queue.length - this.#head + held,
      running: group.running,
      done: this.#latencies.length,
      partitions,
    };
  }

  /** Figures are as old as the scrape; how many replicas there are is known at once. */
  #decide(sample: Sample): void {
    this.#expire();
    const { autoscaler } = this.#input;
    const { wanted, ready } = this.#group;
    const seen = { ...sample, wanted, ready };
    const { state, replicas } = autoscaler.step(this.#state, seen);
    this.#state = state;
    this.#input.watch?.({ kind: 'decided', sample: seen, replicas });
    this.#directions.changed(replicas - wanted, this.#now);
    this.#mostWanted = Math.max(this.#mostWanted, replicas);
    if (replicas !== wanted) this.#group.scaleTo(replicas, this.#now);
    this.#dispatch();
  }

  #hang(replica: Replica): void {
    replica.hang(this.#now);
    this.#events.push(this.#now + this.#input.tier.livenessSeconds, { kind: 'liveness', replica });
  }

  #begin(fault: Fault): void {
    switch (fault.kind) {
      case 'hang':
        for (const replica of this.#group.firstReady(fault.replicas)) this.#hang(replica);
        return;
      case 'hang-all':
        this.#group.hangsAll = true;
        for (const replica of this.#group.firstReady(Infinity)) this.#hang(replica);
        break;
      case 'drain-node':
        this.#group.loseNode(fault.replicas, this.#now);
        this.#dispatch();
        return;
      case 'poison':
        if (!this.#held.has(fault.partition)) this.#held.set(fault.partition, []);
        break;
    }
    this.#events.push(fault.untilSeconds, { kind: 'heal', fault });
  }

  #heal(fault: Fault): void {
    if (fault.kind === 'hang-all') this.#group.hangsAll = false;
    if (fault.kind === 'poison') {
      const held = this.#held.get(fault.partition) ?? [];
      this.#held.delete(fault.partition);
      this.#queue.push(...held);
      this.#dispatch();
    }
  }

  #noteMinute(): void {
    const { waiting, running, wanted, ready } = this.#sample();
    this.#minutes.push({ atSeconds: this.#now, wanted, ready, waiting, running, arrived: this.#arrived });
  }

  #outcome(end: number): Outcome {
    const { all, coldStarts } = this.#group;
    const { waiting, running } = this.#sample();
    for (const replica of all) replica.settle(end);
    const replicaSeconds = all.reduce((sum, one) => sum + Math.min(end, one.goneAtSeconds) - one.startedAtSeconds, 0);
    const sorted = Float64Array.from(this.#latencies).sort();
    return {
      policy: this.#input.autoscaler.name,
      trace: this.#input.trace.name,
      arrived: this.#arrived,
      completed: this.#latencies.length,
      failed: this.#failed,
      left: waiting + running,
      retried: this.#retried,
      misses: this.#misses,
      replicaSeconds,
      busySeconds: all.reduce((sum, { busySeconds }) => sum + busySeconds, 0),
      coldStarts,
      flaps: this.#directions.flaps,
      replicasMost: this.#mostWanted,
      p50Seconds: percentile(sorted, 0.5),
      p99Seconds: percentile(sorted, 0.99),
      minutes: this.#minutes,
    };
  }
}

/** What the load of the first minutes needs at a place in three: where every policy starts. */
export function replicasAtStart(tier: Tier, trace: Trace): number {
  const first = trace.turnAtSeconds.findIndex((at) => at > 600);
  const turns = first < 0 ? trace.turnAtSeconds.length : first;
  const steps = trace.turnSteps.subarray(0, turns).reduce((sum, one) => sum + one, 0);
  const inSystem = (steps / 600) * secondsAt(tier, tier.placesPerReplica / 3);
  return Math.max(1, Math.ceil(inSystem / (tier.placesPerReplica / 3)));
}

import { Heap } from './heap.ts';
import { secondsAt, type Tier } from './tier.ts';

/** One step of a turn that asks the tier. */
export interface Request {
  readonly turn: number;
  readonly step: number;
  readonly atSeconds: number;
  /** In units of the tier's service time. */
  readonly work: number;
  readonly partition: number;
  attempts: number;
}

export type ReplicaPhase = 'starting' | 'ready' | 'draining' | 'gone';

/** Shares itself among its requests: each is answered at the speed that their number allows. */
export class Replica {
  readonly id: number;
  readonly startedAtSeconds: number;
  readonly readyAtSeconds: number;
  phase: ReplicaPhase = 'starting';
  isHung = false;
  goneAtSeconds = Infinity;
  busySeconds = 0;
  /** Grows with every change of speed: what was planned before is void. */
  plan = 0;
  readonly #tier: Tier;
  /** By the progress at which each is done. */
  #requests = new Heap<Request>();
  /** Work done for each request that was there all the time. */
  #progress = 0;
  #atSeconds = 0;

  constructor(tier: Tier, id: number, startedAtSeconds: number, readyAtSeconds: number) {
    this.#tier = tier;
    this.id = id;
    this.startedAtSeconds = startedAtSeconds;
    this.readyAtSeconds = readyAtSeconds;
  }

  get running(): number {
    return this.#requests.size;
  }

  get hasPlace(): boolean {
    return this.phase === 'ready' && this.#requests.size < this.#tier.placesPerReplica;
  }

  take(request: Request, nowSeconds: number): void {
    this.#advance(nowSeconds);
    this.#requests.push(this.#progress + request.work, request);
    this.plan++;
  }

  /** When the next request is done if nothing changes. */
  get nextAtSeconds(): number {
    if (this.isHung || this.#requests.size === 0) return Infinity;
    const left = Math.max(0, this.#requests.least - this.#progress);
    return this.#atSeconds + left * secondsAt(this.#tier, this.#requests.size);
  }

  finish(nowSeconds: number): Request {
    this.#advance(nowSeconds);
    this.plan++;
    return this.#requests.pop()!;
  }

  hang(nowSeconds: number): void {
    this.#advance(nowSeconds);
    this.isHung = true;
    this.plan++;
  }

  /** Ends it; what it was at is given back. */
  end(nowSeconds: number): readonly Request[] {
    this.#advance(nowSeconds);
    this.phase = 'gone';
    this.goneAtSeconds = nowSeconds;
    this.plan++;
    const left: Request[] = [];
    while (this.#requests.size > 0) left.push(this.#requests.pop()!);
    return left;
  }

  /** Counts what it did until now. */
  settle(nowSeconds: number): void {
    if (this.phase !== 'gone') this.#advance(nowSeconds);
  }

  #advance(nowSeconds: number): void {
    const passed = nowSeconds - this.#atSeconds;
    if (this.#requests.size > 0) {
      this.busySeconds += passed;
      if (!this.isHung) this.#progress += passed / secondsAt(this.#tier, this.#requests.size);
    }
    this.#atSeconds = nowSeconds;
  }
}

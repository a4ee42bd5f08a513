/** Requests that wait for an instance: levels of priority, tenants in turn within a level, limits and time limits. */
import { Fault } from '@safelight/core';
import type { QueuePolicy } from '../repository/config.ts';

/** What the queue knows of a request. */
export interface Waiting {
  /** Rows of the batch that it brings; 1 where the model takes no batches. */
  readonly rows: number;
  /** Requests of the same key can run as one batch. */
  readonly key: string;
  readonly tenant: string;
  /** 1 goes first. */
  readonly level: number;
  /** The wait that the request itself allows; 0: it says nothing. */
  readonly timeoutMs: number;
  readonly queuedAtMs: number;
  /** Called when the queue gives it up. */
  readonly refuse: (fault: Fault) => void;
}

export interface QueueOptions {
  readonly levels: number;
  readonly policyOf: (level: number) => QueuePolicy;
  /** For levels whose policy names none. */
  readonly lengthMax: number;
}

interface Line<W> {
  readonly waiting: Set<W>;
  /** Rows served, in step with the others: who waits with the least is next (start-time fair queueing). */
  served: number;
}

interface Level<W> {
  readonly policy: QueuePolicy;
  readonly lengthMax: number;
  readonly tenants: Map<string, Line<W>>;
  /** Whose time ran out where the policy says DELAY: served after the others. */
  readonly delayed: Set<W>;
  length: number;
}

/** Seconds after which a caller may try again that found the queue full: the queue turns over faster than that. */
const retryAfterSeconds = 1;

export class RequestQueue<W extends Waiting> {
  readonly #levels: readonly Level<W>[];
  readonly #timers = new Map<W, NodeJS.Timeout>();
  readonly #rowsByKey = new Map<string, number>();
  #length = 0;

  constructor({ levels, policyOf, lengthMax }: QueueOptions) {
    this.#levels = Array.from({ length: levels }, (_, index): Level<W> => {
      const policy = policyOf(index + 1);
      const limit = policy.max_queue_size === 0 ? lengthMax : Math.min(lengthMax, policy.max_queue_size);
      return { policy, lengthMax: limit, tenants: new Map(), delayed: new Set(), length: 0 };
    });
  }

  get length(): number {
    return this.#length;
  }

  /**
   * In a full level the tenant who waits with the most gives up its newest request, unless that is the one who comes.
   * @throws Fault `request.tooMany`
   */
  add(work: W): void {
    const level = this.#levelOf(work);
    if (level.length >= level.lengthMax) this.#makeRoom(level, work);
    let line = level.tenants.get(work.tenant);
    if (line === undefined) {
      // Who was away takes no credit along.
      const least = Math.min(...[...level.tenants.values()].map(({ served }) => served));
      line = { waiting: new Set(), served: Number.isFinite(least) ? least : 0 };
      level.tenants.set(work.tenant, line);
    }
    line.waiting.add(work);
    level.length++;
    this.#count(work, 1);
    const timeoutMs = timeoutOf(work, level.policy);
    if (timeoutMs > 0) {
      const timer = setTimeout(() => this.#expire(work, level), timeoutMs);
      this.#timers.set(work, timer);
    }
  }

  /** Takes a request out that nobody waits for any more; false when it is not here. */
  remove(work: W): boolean {
    const level = this.#levelOf(work);
    const line = level.tenants.get(work.tenant);
    const wasHere = level.delayed.delete(work) || line?.waiting.delete(work) === true;
    if (!wasHere) return false;
    if (line?.waiting.size === 0) level.tenants.delete(work.tenant);
    this.#left(work, level);
    return true;
  }

  /** Who is next; undefined when nobody waits. */
  head(): W | undefined {
    for (const level of this.#levels) {
      const next = nextOf(level, () => true);
      if (next !== undefined) return next;
    }
    return undefined;
  }

  /** Rows that wait and could run with `work`, its own among them. */
  rowsLike(work: W): number {
    return this.#rowsByKey.get(work.key) ?? 0;
  }

  /** The head and who can run with it, up to so many rows. */
  take(rowsMax: number): readonly W[] {
    const head = this.head();
    if (head === undefined) return [];
    const taken = [head];
    let rows = head.rows;
    this.#serve(head);
    for (const level of this.#levels) {
      const fits = (work: W): boolean => work.key === head.key && rows + work.rows <= rowsMax;
      for (let next = nextOf(level, fits); next !== undefined && rows < rowsMax; next = nextOf(level, fits)) {
        this.#serve(next);
        taken.push(next);
        rows += next.rows;
      }
    }
    return taken;
  }

  /** Gives up all that wait. */
  clear(fault: Fault): void {
    for (const level of this.#levels) {
      const waiting = [...level.delayed, ...[...level.tenants.values()].flatMap((line) => [...line.waiting])];
      for (const work of waiting) {
        this.remove(work);
        work.refuse(fault);
      }
    }
  }

  #levelOf(work: W): Level<W> {
    return this.#levels[work.level - 1]!;
  }

  #serve(work: W): void {
    const level = this.#levelOf(work);
    const line = level.tenants.get(work.tenant);
    if (line !== undefined) line.served += work.rows;
    this.remove(work);
  }

  #makeRoom(level: Level<W>, work: W): void {
    let longest: readonly [string, Line<W>] | undefined;
    for (const entry of level.tenants) {
      if (longest === undefined || entry[1].waiting.size > longest[1].waiting.size) longest = entry;
    }
    const own = level.tenants.get(work.tenant)?.waiting.size ?? 0;
    const text = `Exceeds maximum queue size (${level.lengthMax} requests). Try again in ${retryAfterSeconds} s, or later.`;
    const full = new Fault('request.tooMany', text, { retryAfterSeconds });
    // The newcomer would wait with as many as the greediest, or alone.
    if (longest === undefined || own + 1 >= longest[1].waiting.size) throw full;
    const newest = [...longest[1].waiting].at(-1)!;
    this.remove(newest);
    newest.refuse(full);
  }

  #expire(work: W, level: Level<W>): void {
    this.#timers.delete(work);
    if (level.policy.timeout_action === 'DELAY') {
      const line = level.tenants.get(work.tenant);
      if (line?.waiting.delete(work) !== true) return;
      if (line.waiting.size === 0) level.tenants.delete(work.tenant);
      level.delayed.add(work);
    } else if (this.remove(work)) {
      const text =
        'Request timeout expired: no instance was free in time. Allow a longer timeout, or send less at once.';
      work.refuse(new Fault('request.deadlineExceeded', text, { retryAfterSeconds }));
    }
  }

  #left(work: W, level: Level<W>): void {
    level.length--;
    this.#count(work, -1);
    clearTimeout(this.#timers.get(work));
    this.#timers.delete(work);
  }

  #count(work: W, sign: 1 | -1): void {
    this.#length += sign;
    const rows = (this.#rowsByKey.get(work.key) ?? 0) + sign * work.rows;
    if (rows === 0) this.#rowsByKey.delete(work.key);
    else this.#rowsByKey.set(work.key, rows);
  }
}

function timeoutOf(work: Waiting, policy: QueuePolicy): number {
  const ownMs = policy.allow_timeout_override ? work.timeoutMs : 0;
  const defaultMs = policy.default_timeout_microseconds / 1_000;
  return ownMs > 0 && defaultMs > 0 ? Math.min(ownMs, defaultMs) : ownMs + defaultMs;
}

/** The oldest of the tenant that was served least, of those whose oldest fits. */
function nextOf<W extends Waiting>(level: Level<W>, fits: (work: W) => boolean): W | undefined {
  let next: W | undefined;
  let least = Infinity;
  for (const { waiting, served } of level.tenants.values()) {
    if (served >= least) continue;
    const [oldest] = waiting;
    if (oldest === undefined || !fits(oldest)) continue;
    [next, least] = [oldest, served];
  }
  if (next !== undefined) return next;
  if (level.tenants.size > 0) return undefined;
  const [oldest] = level.delayed;
  return oldest !== undefined && fits(oldest) ? oldest : undefined;
}

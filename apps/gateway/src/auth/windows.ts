/**
 * Counts within fixed windows, for many subjects: a window begins with a subject's first request and takes `quota` of them
 * until it ends. Constant memory and O(1) for each request; the state is the process's own.
 */
export interface WindowPolicy {
  readonly quota: number;
  readonly windowMs: number;
}

export interface WindowState {
  /** What is left in this window. */
  readonly left: number;
  /** When it ends. */
  readonly endsInMs: number;
}

interface Entry {
  readonly endsAt: number;
  count: number;
}

/** All subjects of one instance have windows of one length, so the order of insertion is the order of their ends. */
export class Windows {
  readonly #windowMs: number;
  readonly #subjectsMax: number;
  readonly #entries = new Map<string, Entry>();

  constructor(windowMs: number, subjectsMax: number) {
    this.#windowMs = windowMs;
    this.#subjectsMax = subjectsMax;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** What is left, without taking any. */
  peek(subject: string, quota: number, now: number): WindowState {
    const entry = this.#entries.get(subject);
    if (entry === undefined || entry.endsAt <= now) return { left: quota, endsInMs: this.#windowMs };
    return stateOf(entry, quota, now);
  }

  /** Takes one. What comes when nothing is left is not counted. */
  take(subject: string, quota: number, now: number): WindowState {
    let entry = this.#entries.get(subject);
    if (entry === undefined || entry.endsAt <= now) {
      this.#makeRoom(subject, now);
      entry = { endsAt: now + this.#windowMs, count: 0 };
      this.#entries.set(subject, entry);
    }
    if (entry.count < quota) entry.count++;
    return stateOf(entry, quota, now);
  }

  /** Drops what has ended, two for each that comes; when that is not enough, the window that ends first. */
  #makeRoom(subject: string, now: number): void {
    this.#entries.delete(subject);
    for (let dropped = 0; dropped < 2; dropped++) {
      const [oldest] = this.#entries;
      if (oldest === undefined) return;
      const [name, entry] = oldest;
      if (entry.endsAt > now && this.#entries.size < this.#subjectsMax) return;
      this.#entries.delete(name);
    }
  }
}

function stateOf(entry: Entry, quota: number, now: number): WindowState {
  return { left: Math.max(0, quota - entry.count), endsInMs: entry.endsAt - now };
}

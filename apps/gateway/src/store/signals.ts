/**
 * Wake-up calls within the process: "something was written under this key, look again". They carry no data and may be
 * spurious; the database is the only truth. With several gateway processes the driver feeds them from LISTEN/NOTIFY.
 */
export class Signals {
  readonly #watches = new Map<string, Set<Watch>>();

  /** For when it is not known what was missed. */
  wakeAll(): void {
    for (const key of [...this.#watches.keys()]) this.wake(key);
  }

  wake(key: string): void {
    for (const watch of this.#watches.get(key) ?? []) watch.wake();
  }

  /** Start watching before the first look at the data; no wake-up between two waits is lost. Dispose when done. */
  watch(key: string): Watch {
    const watches = this.#watches.get(key) ?? new Set<Watch>();
    this.#watches.set(key, watches);
    const watch = new Watch(() => {
      watches.delete(watch);
      if (watches.size === 0) this.#watches.delete(key);
    });
    watches.add(watch);
    return watch;
  }
}

export class Watch implements Disposable {
  readonly #onDispose: () => void;
  #woken = false;
  #resolve: (() => void) | null = null;

  constructor(onDispose: () => void) {
    this.#onDispose = onDispose;
  }

  wake(): void {
    this.#woken = true;
    this.#resolve?.();
  }

  /** Resolves at the next wake-up (at once when there was one since the last wait), at the time-out, or on abort. */
  async wait(options: { readonly timeoutMs?: number; readonly signal: AbortSignal }): Promise<void> {
    if (!this.#woken && !options.signal.aborted) await this.#sleep(options);
    this.#woken = false;
  }

  async #sleep({ timeoutMs, signal }: { readonly timeoutMs?: number; readonly signal: AbortSignal }): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = () => resolve();
    this.#resolve = done;
    const timer = timeoutMs === undefined ? null : setTimeout(done, timeoutMs);
    signal.addEventListener('abort', done, { once: true });
    try {
      await promise;
    } finally {
      this.#resolve = null;
      if (timer !== null) clearTimeout(timer);
      signal.removeEventListener('abort', done);
    }
  }

  [Symbol.dispose](): void {
    this.#onDispose();
  }
}

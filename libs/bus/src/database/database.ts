/** What the driver needs of a database: transactions, and to be woken. A store with roles of its own fits as it is. */
import type { Kysely, QueryExecutorProvider } from 'kysely';

export interface BusUnit {
  readonly trx: QueryExecutorProvider;
  /** Keys to wake once the transaction is committed, in this process and, where there are several, in the others. */
  readonly touched: { add(key: string): unknown };
}

export interface SignalWatch extends Disposable {
  /** Resolves at the next wake-up (at once when there was one since the last wait), at the time-out, or on abort. */
  wait(options: { readonly timeoutMs?: number; readonly signal: AbortSignal }): Promise<void>;
}

export interface BusDatabase {
  readonly signals: { watch(key: string): SignalWatch };
  /** Runs one transaction that changes nothing. */
  read<T>(work: (trx: QueryExecutorProvider) => Promise<T>): Promise<T>;
  /** Runs one transaction; it awaits nothing but the database. */
  write<T>(work: (unit: BusUnit) => Promise<T>): Promise<T>;
}

/** A Kysely instance as the database of a bus alone in its process: others are woken by their polling only. */
export function busDatabaseOf<Tables>(db: Kysely<Tables>): BusDatabase {
  const watches = new Map<string, Set<() => void>>();
  return {
    signals: { watch: (key) => watchOf(watches, key) },
    read: (work) => db.transaction().execute((trx) => work(trx)),
    async write(work) {
      const touched = new Set<string>();
      const result = await db.transaction().execute((trx) => work({ trx, touched }));
      for (const key of touched) for (const wake of watches.get(key) ?? []) wake();
      return result;
    },
  };
}

function watchOf(watches: Map<string, Set<() => void>>, key: string): SignalWatch {
  let woken = Promise.withResolvers<void>();
  const wake = () => woken.resolve();
  const others = watches.get(key) ?? new Set();
  watches.set(key, others.add(wake));
  return {
    async wait({ timeoutMs, signal }) {
      const timer = timeoutMs === undefined ? null : setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake, { once: true });
      if (!signal.aborted) await woken.promise;
      signal.removeEventListener('abort', wake);
      if (timer !== null) clearTimeout(timer);
      woken = Promise.withResolvers<void>();
    },
    [Symbol.dispose]() {
      others.delete(wake);
      if (others.size === 0) watches.delete(key);
    },
  };
}

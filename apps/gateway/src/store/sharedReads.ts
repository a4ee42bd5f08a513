import type { Transaction } from 'kysely';
import type { Database } from './schema.ts';

type Work<T> = (trx: Transaction<Database>) => Promise<T>;

/** Runs one transaction; rejects with what the work threw, or with what kept the transaction from beginning. */
type Transact = <T>(work: Work<T>) => Promise<T>;

interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Of one tenant, so that no tenant takes all connections. */
const transactionsMax = 4;
/** A slow read holds up those behind it in its transaction alone. */
const readsPerTransactionMax = 16;

/**
 * Reads of one tenant that come together share a transaction: entering and leaving one takes as many round trips as three
 * reads. Each read begins after it was asked for and sees what was committed by then; none sees the failure of another.
 */
export class SharedReads {
  readonly #transact: Transact;
  readonly #onIdle: () => void;
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #isScheduled = false;

  constructor(transact: Transact, onIdle: () => void) {
    this.#transact = transact;
    this.#onIdle = onIdle;
  }

  read<T>(work: Work<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
    this.#schedule();
    return promise;
  }

  /** After all input that has arrived is looked at: what it asks for goes together. */
  #schedule(): void {
    if (this.#isScheduled || this.#running >= transactionsMax) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#running < transactionsMax && this.#waiting.length > 0) {
        void this.#runAll(this.#waiting.splice(0, readsPerTransactionMax));
      }
    });
  }

  async #runAll(reads: readonly Waiting[]): Promise<void> {
    this.#running++;
    const failed = await this.#run(reads);
    await Promise.all(failed.map((read) => this.#runAlone(read)));
    this.#running--;
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#running === 0) this.#onIdle();
  }

  /**
   * All at once: a driver that can sends their statements together. An error spoils the transaction for those that come
   * after it, so each that met one is tried again by itself, which tells its own error.
   * @returns those to try again
   */
  async #run(reads: readonly Waiting[]): Promise<readonly Waiting[]> {
    const unanswered = new Set(reads);
    let failure: { readonly error: unknown } | null = null;
    let hasBegun = false;
    try {
      await this.#transact(async (trx) => {
        hasBegun = true;
        await Promise.all(
          reads.map(async (read) => {
            try {
              // Answered before the transaction ends: nothing that a read saw depends on its commit.
              read.resolve(await read.work(trx));
              unanswered.delete(read);
            } catch (error) {
              failure ??= { error };
            }
          }),
        );
        // Not committed: the database would tell of the error once more.
        if (failure !== null) throw (failure as { readonly error: unknown }).error;
      });
    } catch (error) {
      if (hasBegun && reads.length > 1) return [...unanswered];
      for (const { reject } of unanswered) reject(error);
    }
    return [];
  }

  async #runAlone({ work, resolve, reject }: Waiting): Promise<void> {
    await this.#transact(work).then(resolve, reject);
  }
}

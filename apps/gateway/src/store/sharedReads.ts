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
    for (let rest = reads; rest.length > 0;) rest = await this.#run(rest);
    this.#running--;
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#running === 0) this.#onIdle();
  }

  /**
   * An error spoils the transaction for those that come after it: the read that met one is tried again by itself, which
   * tells its own error, and the others go on in a new transaction.
   * @returns those that are left
   */
  async #run(reads: readonly Waiting[]): Promise<readonly Waiting[]> {
    let done = 0;
    let current: Waiting | undefined;
    try {
      await this.#transact(async (trx) => {
        for (current of reads) {
          // Answered before the transaction ends: nothing that a read saw depends on its commit.
          current.resolve(await current.work(trx));
          done++;
        }
      });
      return [];
    } catch (error) {
      if (done === reads.length) return [];
      if (current === undefined) {
        for (const { reject } of reads) reject(error);
        return [];
      }
      await this.#runAlone(current, error, reads.length === 1);
      return reads.slice(done + 1);
    }
  }

  async #runAlone({ work, resolve, reject }: Waiting, error: unknown, wasAlone: boolean): Promise<void> {
    if (wasAlone) return reject(error);
    await this.#transact(work).then(resolve, reject);
  }
}

import type { Logger } from '@safelight/service-kit';
import { Instance } from './instance.ts';
import type { Opening, Signature } from './messages.ts';

export interface PoolOptions {
  readonly opening: Opening;
  readonly count: number;
  readonly runTimeoutMs: number;
  readonly logger: Logger;
  /** An instance has become free, or is there again. */
  readonly onFree: () => void;
}

const restartMinMs = 100;
const restartMaxMs = 30_000;

/** The instances of one version of a model. One that dies is opened again, ever later the more often it dies. */
export class Pool implements AsyncDisposable {
  readonly signature: Signature;
  readonly #options: PoolOptions;
  readonly #all = new Set<Instance>();
  readonly #idle: Instance[] = [];
  #deaths = 0;
  #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  private constructor(options: PoolOptions, instances: readonly Instance[]) {
    this.#options = options;
    this.signature = instances[0]!.signature;
    for (const instance of instances) this.#add(instance);
  }

  /** @throws Fault `model.broken` */
  static async open(options: PoolOptions): Promise<Pool> {
    const { opening, count, runTimeoutMs } = options;
    const first = await Instance.open(opening, runTimeoutMs);
    const others = await Promise.allSettled(
      Array.from({ length: count - 1 }, () => Instance.open(opening, runTimeoutMs)),
    );
    const opened = [first, ...others.flatMap((other) => (other.status === 'fulfilled' ? [other.value] : []))];
    const failed = others.find((other) => other.status === 'rejected');
    if (failed === undefined) return new Pool(options, opened);
    await Promise.all(opened.map((instance) => instance[Symbol.asyncDispose]()));
    throw failed.reason;
  }

  /** Whether any instance lives. */
  get isAlive(): boolean {
    return this.#all.size > 0;
  }

  get hasIdle(): boolean {
    return this.#idle.length > 0;
  }

  /** Take only when `hasIdle`, and give back. */
  take(): Instance {
    return this.#idle.pop()!;
  }

  giveBack(instance: Instance): void {
    if (!instance.isAlive || this.#isClosed) return;
    this.#deaths = 0;
    this.#idle.push(instance);
    this.#options.onFree();
  }

  #add(instance: Instance): void {
    this.#all.add(instance);
    this.#idle.push(instance);
    instance.onDeath(() => {
      this.#all.delete(instance);
      const at = this.#idle.indexOf(instance);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#restart();
    });
  }

  #restart(): void {
    if (this.#isClosed) return;
    const { opening, runTimeoutMs, logger, onFree } = this.#options;
    const waitMs = Math.min(restartMaxMs, restartMinMs * 2 ** this.#deaths++);
    logger.error({ model: opening.path, waitMs }, 'an instance died and is opened again');
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      Instance.open(opening, runTimeoutMs).then(
        async (instance) => {
          if (this.#isClosed) return instance[Symbol.asyncDispose]();
          this.#add(instance);
          onFree();
        },
        () => this.#restart(),
      );
    }, waitMs);
    this.#timers.add(timer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all([...this.#all].map((instance) => instance[Symbol.asyncDispose]()));
  }
}

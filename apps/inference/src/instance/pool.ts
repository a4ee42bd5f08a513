import type { Logger } from '@safelight/service-kit';
import type { Executor } from './executor.ts';
import type { Signature } from './messages.ts';

export interface PoolOptions {
  /** @throws Fault `model.broken` */
  readonly open: () => Promise<Executor>;
  readonly count: number;
  /** For the log. */
  readonly name: string;
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
  readonly #all = new Set<Executor>();
  readonly #idle: Executor[] = [];
  #deaths = 0;
  #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  private constructor(options: PoolOptions, instances: readonly Executor[]) {
    this.#options = options;
    this.signature = instances[0]!.signature;
    for (const instance of instances) this.#add(instance);
  }

  /** @throws Fault `model.broken` */
  static async open(options: PoolOptions): Promise<Pool> {
    const { open, count } = options;
    const first = await open();
    const others = await Promise.allSettled(Array.from({ length: count - 1 }, open));
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
  take(): Executor {
    return this.#idle.pop()!;
  }

  giveBack(instance: Executor): void {
    if (!instance.isAlive || this.#isClosed) return;
    this.#deaths = 0;
    this.#idle.push(instance);
    this.#options.onFree();
  }

  #add(instance: Executor): void {
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
    const { open, name, logger, onFree } = this.#options;
    const waitMs = Math.min(restartMaxMs, restartMinMs * 2 ** this.#deaths++);
    logger.error({ model: name, waitMs }, 'an instance died and is opened again');
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      open().then(
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

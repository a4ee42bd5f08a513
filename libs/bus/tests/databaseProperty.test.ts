/** The guarantee that everything else rests on: whatever dies when, nothing acknowledged is lost and keys keep their order. */
import { setImmediate as turn } from 'node:timers/promises';
import { silentLogger } from '@safelight/service-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseBus } from '../src/database/index.ts';
import { TopicCatalogue } from '../src/index.ts';
import type { Bus } from '../src/index.ts';
import { testMessage, testTopic } from './contract.ts';
import { mortal, openPglite } from './pglite.ts';
import type { TestDatabase } from './pglite.ts';

type Step =
  | { readonly do: 'publish'; readonly key: string; readonly count: number }
  | { readonly do: 'consume' | 'stop' | 'crash' }
  | { readonly do: 'pass'; readonly turns: number };

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('publish' as const),
        key: fc.constantFrom('a', 'b', 'c'),
        count: fc.integer({ min: 1, max: 12 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('consume' as const, 'stop' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), turns: fc.integer({ min: 1, max: 30 }) }) },
  ),
  { minLength: 5, maxLength: 30 },
);

let pglite: TestDatabase;
beforeAll(async () => {
  pglite = await openPglite();
});
afterAll(() => pglite[Symbol.asyncDispose]());

/** One process after another on one topic, as the steps say; the last one finishes what is left. */
class World {
  readonly topic = testTopic({ partitions: 2 });
  readonly acknowledged: string[] = [];
  /** Ids in the order of their handling. */
  readonly handled: string[] = [];
  readonly #next = new Map<string, number>();
  #bus!: Bus;
  #kill!: () => void;
  #consumers: AsyncDisposable[] = [];
  #publishing: Promise<void> = Promise.resolve();

  async boot(): Promise<void> {
    const { database, kill } = mortal(pglite.database);
    const catalogue = new TopicCatalogue([this.topic]);
    this.#bus = await openDatabaseBus({ database, catalogue, logger: silentLogger, soleProcess: true, pollMs: 5 });
    this.#kill = kill;
    await this.#bus.ensureTopics();
  }

  /** One publisher per process: its calls do not overlap. */
  publish(key: string, count: number): void {
    const first = this.#next.get(key) ?? 0;
    this.#next.set(key, first + count);
    const messages = Array.from({ length: count }, (_, index) => testMessage(key, first + index));
    const bus = this.#bus;
    this.#publishing = this.#publishing.then(async () => {
      const done = bus.publish(this.topic.name, messages);
      await done.then(
        () => void this.acknowledged.push(...messages.map(({ headers }) => headers.id)),
        () => undefined,
      );
    });
  }

  consume(): void {
    const options = { topics: [this.topic.name], group: this.topic.name, concurrency: 3, drainTimeoutMs: 0 };
    this.#consumers.push(
      this.#bus.subscribe({
        ...options,
        handle: async ({ headers, offset }, signal) => {
          for (let rest = offset % 4; rest > 0; rest--) await turn();
          if (!signal.aborted) this.handled.push(headers.id);
        },
      }),
    );
  }

  async stop(): Promise<void> {
    await this.#consumers.shift()?.[Symbol.asyncDispose]();
  }

  async crash(): Promise<void> {
    this.#kill();
    await this.#bus[Symbol.asyncDispose]();
    await this.#publishing;
    this.#consumers = [];
    await this.boot();
  }

  async finish(): Promise<void> {
    await this.#publishing;
    this.consume();
    for (;;) {
      const [lag] = await this.#bus.lag(this.topic.name);
      if (lag?.messages === 0) break;
      await turn();
    }
    await this.#bus[Symbol.asyncDispose]();
  }
}

test(
  'no interleaving of publishing, consuming, stops and crashes loses a message or breaks the order of a key',
  { timeout: 180_000 },
  async () => {
    let crashes = 0;
    let repeated = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (list: readonly Step[]) => {
        const world = new World();
        await world.boot();
        for (const step of list) {
          if (step.do === 'publish') world.publish(step.key, step.count);
          else if (step.do === 'consume') world.consume();
          else if (step.do === 'stop') await world.stop();
          else if (step.do === 'crash') await world.crash();
          else if (step.do === 'pass') for (let rest = step.turns; rest > 0; rest--) await turn();
          if (step.do === 'crash') crashes++;
        }
        await world.finish();
        const seen = new Set(world.handled);
        expect(world.acknowledged.filter((id) => !seen.has(id))).toEqual([]);
        repeated += world.handled.length - seen.size;
        for (const key of ['a', 'b', 'c']) {
          const first = [...seen].filter((id) => id.startsWith(key)).map((id) => Number(id.split('#')[1]));
          expect(first).toEqual(first.toSorted((left, right) => left - right));
        }
      }),
      { numRuns: 30 },
    );
    // Without crashes that interrupt something the property would show nothing.
    expect(crashes).toBeGreaterThan(5);
    expect(repeated).toBeGreaterThan(0);
  },
);

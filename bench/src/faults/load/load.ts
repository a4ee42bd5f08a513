/** Keeps several sessions of several tenants busy until it is told to stop. */
import { EventEmitter, once } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { EventJson } from '../api/events.ts';
import type { Account, Ledger, SessionRecord } from './ledger.ts';
import type { Picture } from './pictures.ts';
import { play } from './play.ts';
import { scripts } from './script.ts';

export interface LoadOptions {
  readonly accounts: readonly Account[];
  readonly pictures: readonly Picture[];
  readonly ledger: Ledger;
  /** Sessions under way at once. */
  readonly players: number;
}

export class Load implements AsyncDisposable {
  readonly #options: LoadOptions;
  readonly #events = new EventEmitter<{ event: [EventJson] }>();
  readonly #players: Promise<void>[];
  #phase: string;
  #stopping = false;
  #next = 0;

  constructor(options: LoadOptions, phase: string) {
    this.#options = options;
    this.#phase = phase;
    this.#events.setMaxListeners(0);
    this.#players = Array.from({ length: options.players }, () => this.#keepPlaying());
  }

  /** Sessions that begin from now on belong to this fault; a receiver is made, which must be there in the end. */
  async enter(phase: string): Promise<void> {
    this.#phase = phase;
    const { accounts, ledger } = this.#options;
    const account = accounts[this.#next % accounts.length]!;
    const description = `${phase} ${randomUUID()}`;
    const json = { url: 'http://192.0.2.1/', description, eventTypes: ['candidate.failed'] };
    const made = await account.caller.reach('/v1/webhooks', { method: 'POST', json });
    if (made.status === 201) ledger.webhooks.push({ description, account, phase });
  }

  /** The next event of any session; null when there is none for so long. */
  async nextEvent(timeoutMs: number): Promise<EventJson | null> {
    try {
      const [event] = (await once(this.#events, 'event', { signal: AbortSignal.timeout(timeoutMs) })) as [EventJson];
      return event;
    } catch {
      return null;
    }
  }

  /** Until the load ends. */
  async #keepPlaying(): Promise<void> {
    const { accounts, pictures, ledger } = this.#options;
    while (!this.#stopping) {
      const index = this.#next++;
      const script = scripts[index % scripts.length]!;
      await play({
        ...{ script, phase: this.#phase, account: accounts[index % accounts.length]! },
        picture: pictures.find(({ name }) => name === script.picture)!,
        onEvent: (event) => this.#events.emit('event', event),
        onSession: (record: SessionRecord) => ledger.sessions.push(record),
      }).catch((error: unknown) => ledger.refused.push(`${script.name}: ${String(error)}`));
    }
  }

  /** Lets every session come to its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#players);
  }
}

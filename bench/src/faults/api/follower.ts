/** Follows one session by SSE over as many connections as it takes and keeps every event as it came, repeats included. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import type { EventJson } from './events.ts';

const reconnectMs = 200;
/** The server sends a comment every 15 s. */
const silenceMs = 40_000;

export class Follower implements AsyncDisposable {
  readonly #caller: Caller;
  readonly #sessionId: string;
  readonly #stopping = new AbortController();
  readonly #received: EventJson[] = [];
  readonly #onEvent: (event: EventJson) => void;
  readonly #following: Promise<void>;
  #waiting: (() => void)[] = [];
  #connections = 0;

  constructor(caller: Caller, sessionId: string, onEvent: (event: EventJson) => void) {
    this.#caller = caller;
    this.#sessionId = sessionId;
    this.#onEvent = onEvent;
    this.#following = this.#follow();
  }

  /** In the order of arrival. */
  get received(): readonly EventJson[] {
    return this.#received;
  }

  get connections(): number {
    return this.#connections;
  }

  /** The first event that fits, also of those that came before. @throws the signal's reason */
  async until(fits: (event: EventJson) => boolean, signal: AbortSignal): Promise<EventJson> {
    for (;;) {
      const found = this.#received.find(fits);
      if (found !== undefined) return found;
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#connect().catch(() => undefined);
      await delay(reconnectMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #connect(): Promise<void> {
    const silent = new AbortController();
    const watch = setTimeout(() => silent.abort(), silenceMs);
    try {
      const response = await fetch(this.#caller.url(`/v1/sessions/${this.#sessionId}/events`), {
        headers: {
          ...{ authorization: this.#caller.authorization, accept: 'text/event-stream' },
          'last-event-id': String(this.#received.at(-1)?.sequence ?? 0),
        },
        signal: AbortSignal.any([this.#stopping.signal, silent.signal]),
      });
      if (!response.ok || response.body === null) return;
      this.#connections++;
      let rest = '';
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        watch.refresh();
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } finally {
      clearTimeout(watch);
    }
  }

  #take(block: string): void {
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (data === undefined) return;
    const event = JSON.parse(data) as EventJson;
    this.#received.push(event);
    this.#onEvent(event);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }
}

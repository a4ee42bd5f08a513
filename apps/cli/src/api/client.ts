import {
  Fault,
  isFaultCode,
  type Problem,
  type Recipe,
  type SessionEvent,
  type TokenUsage,
  type Trajectory,
  type TurnOptions,
} from '@safelight/core';
import type { Photo } from '@safelight/wire';
import { readEvents } from './sse.ts';

export interface ApiTarget {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** What is left out takes the API's defaults. */
export interface TurnRequest extends Partial<TurnOptions> {
  readonly instruction: string;
}

export interface TurnState extends TurnOptions {
  readonly id: string;
  readonly usage: TokenUsage;
}

interface ProblemDetails {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly detail?: string }[];
}

/** The REST calls that the CLI makes: the same that any program makes. Failures arrive as faults. */
export class ApiClient {
  readonly #target: ApiTarget;
  readonly #signal: AbortSignal;

  constructor(target: ApiTarget, signal: AbortSignal) {
    this.#target = target;
    this.#signal = signal;
  }

  async #send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#target.apiKey}`, ...init.headers };
    let reply: Response;
    try {
      reply = await fetch(`${this.#target.baseUrl}${path}`, { ...init, headers, signal: this.#signal });
    } catch (cause) {
      this.#signal.throwIfAborted();
      const message = `The API at ${this.#target.baseUrl} does not answer. Check that it runs.`;
      throw new Fault('service.unavailable', message, { cause });
    }
    if (!reply.ok) throw await faultOf(reply);
    return reply;
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    return (await (await this.#send(path, init)).json()) as T;
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.#json<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  createPhoto(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<Photo> {
    const form = new FormData();
    form.set('file', new Blob([bytes]), fileName);
    return this.#json<Photo>('/v1/photos', { method: 'POST', body: form });
  }

  createSession(photoId: string): Promise<{ readonly id: string }> {
    return this.#post('/v1/sessions', { photoId });
  }

  createTurn(sessionId: string, turn: TurnRequest): Promise<TurnState> {
    return this.#post(`/v1/sessions/${sessionId}/turns`, turn);
  }

  turn(sessionId: string, turnId: string): Promise<TurnState> {
    return this.#json(`/v1/sessions/${sessionId}/turns/${turnId}`);
  }

  /** The session's log from its start, then live. */
  async *events(sessionId: string): AsyncGenerator<SessionEvent> {
    const reply = await this.#send(`/v1/sessions/${sessionId}/events`, { headers: { accept: 'text/event-stream' } });
    for await (const { data } of readEvents(reply.body!.pipeThrough(new TextDecoderStream()))) {
      const event = JSON.parse(data) as SessionEvent & { time: string };
      yield { ...event, time: new Date(event.time) };
    }
  }

  trajectory(sessionId: string, turnId: string, candidate: number): Promise<Trajectory> {
    return this.#json(`/v1/sessions/${sessionId}/turns/${turnId}/trajectory?candidate=${candidate}`);
  }

  recipe(sessionId: string): Promise<Recipe> {
    return this.#json(`/v1/sessions/${sessionId}/recipe`);
  }

  async recipeXmp(sessionId: string): Promise<string> {
    return (await this.#send(`/v1/sessions/${sessionId}/recipe.xmp`)).text();
  }

  async render(sessionId: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#send(`/v1/sessions/${sessionId}/render`)).arrayBuffer());
  }

  async image(sha256: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#send(`/v1/images/${sha256}`)).arrayBuffer());
  }
}

async function faultOf(reply: Response): Promise<Fault> {
  const details = (await reply.json().catch(() => ({}))) as ProblemDetails;
  const code = details.code !== undefined && isFaultCode(details.code) ? details.code : 'internal';
  const problems = (details.errors ?? []).map(({ pointer = '', detail = '' }): Problem => ({
    code,
    field: pointer,
    message: detail,
  }));
  return new Fault(code, details.detail ?? details.title ?? `The API answered ${reply.status}.`, { problems });
}

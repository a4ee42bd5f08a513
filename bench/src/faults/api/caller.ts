/**
 * One key's way to the public API, as a careful program goes it: every creating request carries an Idempotency-Key and is
 * repeated with it until it is answered. It has no client of ours between, so that nothing hides what the server did.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

export interface Request {
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'PATCH';
  readonly json?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Default: a new one for each POST. */
  readonly idempotencyKey?: string;
  /** Repeat what may go well later. Default true. */
  readonly patient?: boolean;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  /** Of a problem document; null when there is none. */
  readonly code: string | null;
  json<T>(): T;
}

/** The server answered, and repeating would not help. */
export class Refused extends Error {
  readonly answer: Answer;

  constructor(what: string, answer: Answer) {
    super(`${what}: ${answer.status} ${answer.bytes.toString('utf8').slice(0, 300)}`);
    this.answer = answer;
  }
}

const attemptTimeoutMs = 45_000;
/** Of a call with all its repeats: longer than any fault of the bench lasts. */
const patienceMs = 180_000;
const restMs = 250;
const restMsMax = 2_000;
const passing: readonly number[] = [408, 425, 429];

export class Caller {
  readonly #baseUrl: string;
  readonly #apiKey: string;
  #repeats = 0;
  readonly #untyped: string[] = [];

  constructor(baseUrl: string, apiKey: string) {
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
  }

  /** Requests that were sent again. */
  get repeats(): number {
    return this.#repeats;
  }

  /** Failures that were no problem document. */
  get untyped(): readonly string[] {
    return this.#untyped;
  }

  url(path: string): URL {
    return new URL(path, this.#baseUrl);
  }

  get authorization(): string {
    return `Bearer ${this.#apiKey}`;
  }

  /** @throws Refused; Error when there was no answer for too long */
  async ask(path: string, request: Request = {}): Promise<Answer> {
    const answer = await this.reach(path, request);
    if (answer.status < 400) return answer;
    throw new Refused(`${request.method ?? 'GET'} ${path}`, answer);
  }

  /** The last answer, whatever its status. @throws Error when there was none */
  async reach(path: string, request: Request = {}): Promise<Answer> {
    const { method = 'GET', patient = true, signal } = request;
    const key = method === 'POST' ? (request.idempotencyKey ?? randomUUID()) : null;
    const giveUpAt = performance.now() + patienceMs;
    let last: string;
    for (let attempt = 0; ; attempt++) {
      signal?.throwIfAborted();
      try {
        const answer = await this.#attempt(path, method, key, request);
        if (!patient || !mayPass(answer)) return answer;
        if (performance.now() > giveUpAt) return answer;
        last = `${answer.status} ${answer.code}`;
      } catch (error) {
        if (!patient || signal?.aborted === true) throw error;
        last = String(error instanceof Error ? (error.cause ?? error) : error);
      }
      if (performance.now() > giveUpAt) {
        throw new Error(`${method} ${path} got no answer within ${patienceMs / 1000} s; at last ${last}.`);
      }
      this.#repeats++;
      await delay(Math.min(restMsMax, restMs * 2 ** attempt), undefined, { signal });
    }
  }

  async #attempt(path: string, method: string, key: string | null, request: Request): Promise<Answer> {
    const { json, bytes, signal } = request;
    const limit = AbortSignal.timeout(attemptTimeoutMs);
    const response = await fetch(this.url(path), {
      method,
      headers: {
        authorization: this.authorization,
        accept: 'application/json',
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      body: bytes ?? (json === undefined ? null : JSON.stringify(json)),
      redirect: 'error',
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    const body = Buffer.from(await response.arrayBuffer());
    const code = response.ok ? null : codeOf(response, body);
    if (!response.ok && code === null) {
      this.#untyped.push(`${method} ${path}: ${response.status} ${body.toString('utf8').slice(0, 120)}`);
    }
    return { status: response.status, bytes: body, code, json: <T>() => JSON.parse(body.toString('utf8')) as T };
  }
}

function mayPass({ status, code }: Answer): boolean {
  return status >= 500 || passing.includes(status) || code === 'idempotency.running';
}

function codeOf({ headers }: Response, body: Buffer): string | null {
  if (!(headers.get('content-type') ?? '').startsWith('application/problem+json')) return null;
  try {
    const { code } = JSON.parse(body.toString('utf8')) as { readonly code?: unknown };
    return typeof code === 'string' ? code : null;
  } catch {
    return null;
  }
}

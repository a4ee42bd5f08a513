import type { SafelightError } from './error.ts';

/** What the client may be told, and its limits. The unit is the last word of each name. */
export interface SafelightOptions {
  /** `http://127.0.0.1:8080`; a path before `/v1` is kept. */
  readonly baseUrl: string;
  /** Sent as a bearer token. Leave it out where the server needs none, or where `fetch` adds it. */
  readonly apiKey?: string;
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch;
  /** Ends every call and every event stream of this client. */
  readonly signal?: AbortSignal;
  /** One attempt of one call, until its last byte; default 2 minutes. Raise it for hosted models that judge slowly. */
  readonly timeoutMs?: number;
  /** How often a call that failed for a moment is repeated; default 4. */
  readonly retriesMax?: number;
  /** How long a call waits for a server that does not answer, beyond its repeats; default 0. */
  readonly awayMs?: number;
  /** Told each time such a call finds no server and will ask again. */
  readonly onAway?: (error: SafelightError) => void;
  /** How long an event stream may fail to connect before it is given up; default 2 minutes. */
  readonly reconnectMs?: number;
}

/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Of one attempt; default: the client's. */
  readonly timeoutMs?: number;
}

/** A call that creates something. */
export interface CreateOptions extends CallOptions {
  /** Same key, same request: done once within 24 hours. Default: a new one, so that the client's repeats are safe. */
  readonly idempotencyKey?: string;
}

export const clientLimits = {
  timeoutMs: 120_000,
  retriesMax: 4,
  backoffBaseMs: 250,
  backoffMs: 8_000,
  /** Steps of the backoff towards a server that is waited for: it should be found soon when it is back. */
  awaySteps: 3,
  /** A server that asks for a longer pause is not waited for: the caller should know. */
  retryAfterMs: 60_000,
  reconnectMs: 120_000,
  /** The server sends a sign of life every 15 seconds. */
  streamIdleMs: 45_000,
  /** One event; the largest holds the measurements and regions of a picture. */
  eventChars: 4 * 1024 * 1024,
  /** Of an answer that is no problem document, in an error's text. */
  excerptChars: 200,
} as const;

/** The only way to addresses that a caller chose: photos by URL, webhook receivers. */
import { Fault } from '@safelight/core';
import { errors } from 'undici';
import { exchange } from './exchange.ts';
import type { EgressAnswer, EgressRequest } from './exchange.ts';
import type { EgressPolicy } from './policy.ts';
import { addressesOf, targetOf } from './target.ts';
import type { Target } from './target.ts';

export interface GuardedFetchOptions extends Partial<EgressRequest> {
  readonly policy: EgressPolicy;
  /** From the first DNS query to the last byte, over all redirects. */
  readonly timeoutMs: number;
  readonly sizeBytesMax: number;
  /** What happens to a body beyond `sizeBytesMax`: a fault (default), or the rest is not read, for who wants the status. */
  readonly bodyBeyondMax?: 'refuse' | 'cut';
  /** 0 follows none and gives a 3xx answer back as it is. */
  readonly redirectsMax: number;
  readonly signal?: AbortSignal;
}

export interface GuardedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Where the answer came from, after redirects. May carry secrets in its path and query: not for logs. */
  readonly url: string;
}

/** What goes along to another origin; anything else may be meant for the first one alone. */
const harmlessHeaders: ReadonlySet<string> = new Set(['accept', 'accept-language', 'user-agent']);
const bodyHeaders: ReadonlySet<string> = new Set(['content-type', 'content-encoding', 'content-language']);
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends one request and reads its answer whole, within limits of time and size. Any status is an answer, not a fault.
 * @throws Fault url.invalid, url.forbidden, url.unreachable, url.tooLarge, url.timeout; the signal's reason when it is aborted
 */
export async function guardedFetch(url: string, options: GuardedFetchOptions): Promise<GuardedResponse> {
  const { timeoutMs, signal: outer } = options;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = outer === undefined ? deadline : AbortSignal.any([outer, deadline]);
  try {
    return await follow(url, options, signal);
  } catch (error) {
    if (error instanceof Fault) throw error;
    outer?.throwIfAborted();
    if (deadline.aborted) throw tooSlow(timeoutMs, error);
    throw error instanceof errors.HeadersOverflowError
      ? tooLarge('The header of the answer is', error)
      : unreachable(error);
  }
}

async function follow(url: string, options: GuardedFetchOptions, signal: AbortSignal): Promise<GuardedResponse> {
  const { policy, redirectsMax } = options;
  let request: EgressRequest = {
    method: options.method ?? 'GET',
    headers: lowerCased(options.headers ?? {}),
    body: options.body,
  };
  let target = targetOf(url, policy);
  for (let followed = 0; ; followed++) {
    signal.throwIfAborted();
    const addresses = await addressesOf(target, policy, signal);
    await using answer = await exchange(target, addresses, request, signal);
    const { location } = answer.headers;
    if (redirectsMax === 0 || !redirects.has(answer.status) || location === undefined) {
      return {
        status: answer.status,
        headers: answer.headers,
        body: await read(answer, options),
        url: target.url.href,
      };
    }
    if (followed === redirectsMax) {
      throw new Fault('url.unreachable', `The address redirects more than ${redirectsMax} times. Give the last one.`, {
        field: 'url',
      });
    }
    const next = targetOf(location, policy, target.url);
    request = redirected(request, answer.status, target, next);
    target = next;
  }
}

async function read(answer: EgressAnswer, options: GuardedFetchOptions): Promise<Uint8Array> {
  const { sizeBytesMax, bodyBeyondMax = 'refuse' } = options;
  const announced = Number(answer.headers['content-length'] ?? 0);
  if (bodyBeyondMax === 'refuse' && announced > sizeBytesMax)
    throw tooLarge(`The file is ${announced} bytes,`, undefined, sizeBytesMax);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of answer.body) {
    const room = sizeBytesMax - sizeBytes;
    if (chunk.byteLength > room) {
      if (bodyBeyondMax === 'refuse') throw tooLarge('The file is', undefined, sizeBytesMax);
      chunks.push(chunk.subarray(0, room));
      break;
    }
    chunks.push(chunk);
    sizeBytes += chunk.byteLength;
  }
  return Buffer.concat(chunks);
}

/** The next request as browsers make it (Fetch standard, 4.4): 303, and 301 and 302 of a POST, become a GET. */
function redirected(request: EgressRequest, status: number, from: Target, to: Target): EgressRequest {
  const asGet = status === 303 || (status < 303 && request.method === 'POST');
  const kept = Object.entries(request.headers).filter(
    ([name]) => (from.url.origin === to.url.origin || harmlessHeaders.has(name)) && !(asGet && bodyHeaders.has(name)),
  );
  const headers = Object.fromEntries(kept);
  return asGet ? { method: 'GET', headers } : { ...request, headers };
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function tooSlow(timeoutMs: number, cause: unknown): Fault {
  return new Fault(
    'url.timeout',
    `The address did not answer whole within ${timeoutMs / 1000} s. Try again or send the file itself.`,
    {
      field: 'url',
      cause,
    },
  );
}

function tooLarge(what: string, cause?: unknown, sizeBytesMax?: number): Fault {
  const limit = sizeBytesMax === undefined ? '' : ` of ${sizeBytesMax} bytes`;
  return new Fault('url.tooLarge', `${what} larger than the limit${limit}. Give a smaller one.`, {
    field: 'url',
    cause,
  });
}

function unreachable(cause: unknown): Fault {
  return new Fault(
    'url.unreachable',
    'The address cannot be reached. Check that it works in a browser outside of your network.',
    {
      field: 'url',
      cause,
      detail: String(cause),
    },
  );
}

/** Load over HTTP from this process, by undici's clients: each connection sends its next request when it has the answer. */
import { Client } from 'undici';

export interface Request {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface LoadOptions {
  readonly baseUrl: string;
  readonly connections: number;
  readonly durationMs: number;
  /** Runs before, and is not counted. */
  readonly warmMs?: number;
  /** Any other status ends the load: an error is answered faster than work. */
  readonly expected: number;
  readonly request: (index: number) => Request;
}

export interface Loaded {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
}

/** @throws Error with the answer that was not expected */
export async function load(options: LoadOptions): Promise<Loaded> {
  const { baseUrl, connections, durationMs, warmMs = 300 } = options;
  const begin = performance.now() + warmMs;
  const end = begin + durationMs;
  const times: number[] = [];
  let index = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(baseUrl);
      try {
        while (performance.now() < end) {
          const start = performance.now();
          await send(client, options.request(index++), options.expected);
          const done = performance.now();
          if (start >= begin && done <= end) times.push(done - start);
        }
      } finally {
        await client.destroy();
      }
    }),
  );
  times.sort((left, right) => left - right);
  return {
    perSecond: times.length / (durationMs / 1000),
    ...{ p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), count: times.length },
  };
}

/** Of sorted values. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Undici's lowest level: promises and streams for each answer would cost the load more than the server its work. */
function send(client: Client, { method = 'GET', path, headers, body }: Request, expected: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let status = 0;
  let text = '';
  client.dispatch(
    { method, path, ...(headers && { headers }), ...(body !== undefined && { body }) },
    {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, code) => void (status = code),
      onResponseData: (_controller, chunk) => void (status === expected ? 0 : (text += chunk.toString())),
      onResponseEnd: () =>
        status === expected ? resolve() : reject(new Error(`${method} ${path}: ${status} ${text.slice(0, 500)}`)),
      onResponseError: (_controller, error) => reject(error),
    },
  );
  return promise;
}

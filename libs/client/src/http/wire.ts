/** The one way to the server: key, time limit, repeats, problems as errors. */
import { routes } from '../../generated/api.ts';
import { SafelightError } from '../error.ts';
import { clientLimits, type CallOptions, type CreateOptions, type SafelightOptions } from '../options.ts';
import { errorOfAnswer, errorOfBreak } from './failure.ts';
import { newKey } from './idempotency.ts';
import type { InputOf, OperationId, OutputOf } from './operation.ts';
import { isAway, mayRepeat, pauseMs, sleep } from './retry.ts';

const safeMethods: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE'];

type Query = Readonly<Record<string, unknown>>;
/** What fetch sends as a body. */
export type Content = NonNullable<ConstructorParameters<typeof Response>[0]>;

/** A request whose body or answer is not JSON. */
export interface RawRequest {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  /** Asked for once an attempt. */
  readonly body?: () => Content;
  /** Whether it does the same however often it arrives. Default: as its method and Idempotency-Key say. */
  readonly repeatable?: boolean;
}

export class Wire {
  readonly baseUrl: string;
  readonly #options: SafelightOptions;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: SafelightOptions) {
    this.#options = options;
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  get reconnectMs(): number {
    return this.#options.reconnectMs ?? clientLimits.reconnectMs;
  }

  /** An operation that takes and answers JSON. */
  async call<O extends OperationId>(
    operation: O,
    input: InputOf<O>,
    options: CreateOptions = {},
  ): Promise<OutputOf<O>> {
    const { body, headers, ...rest } = input as RawRequest & { readonly body?: unknown };
    const response = await this.send(
      operation,
      {
        ...rest,
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: () => JSON.stringify(body) }),
      },
      options,
    );
    const text = await response.text();
    if (text === '') return undefined as OutputOf<O>;
    try {
      return JSON.parse(text) as OutputOf<O>;
    } catch (cause) {
      const message = `${this.baseUrl} answered something that is not JSON. Check that a Safelight server is there.`;
      throw new SafelightError(message, { code: 'internal', status: response.status, retryable: false, cause });
    }
  }

  /** An operation that sends or answers something else: uploads, pictures, texts. */
  send(operation: OperationId, raw: RawRequest, options: CreateOptions = {}): Promise<Response> {
    const [method, path, takesIdempotencyKey] = routes[operation];
    const url = this.#url(path, raw);
    const headers = new Headers(raw.headers);
    if (takesIdempotencyKey) headers.set('idempotency-key', options.idempotencyKey ?? newKey());
    const make = (): Request => {
      const body = raw.body?.();
      // A stream goes out while the answer is awaited; the standard wants that said.
      const duplex = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
      return new Request(url, { method, headers, ...(body !== undefined && { body }), ...duplex });
    };
    const repeatable = raw.repeatable ?? (safeMethods.includes(method) || headers.has('idempotency-key'));
    return this.#repeat(make, repeatable, options);
  }

  /** One attempt, whose answer is handed over while its body still comes. */
  open(operation: OperationId, raw: RawRequest, signal: AbortSignal): Promise<Response> {
    const [method, path] = routes[operation];
    return this.#attempt(new Request(this.#url(path, raw), { method, headers: new Headers(raw.headers) }), signal);
  }

  /** Of this client and of the call. */
  signalOf({ signal }: CallOptions): AbortSignal | undefined {
    const signals = [this.#options.signal, signal].filter((one) => one !== undefined);
    return signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  }

  #url(path: string, { path: values = {}, query = {} }: RawRequest): URL {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
    const url = new URL(`${this.baseUrl}${filled}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }

  async #repeat(make: () => Request, repeatable: boolean, options: CallOptions): Promise<Response> {
    const asked = this.signalOf(options);
    const { retriesMax = clientLimits.retriesMax, awayMs = 0, onAway } = this.#options;
    const giveUpAt = Date.now() + awayMs;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#whole(make(), asked, options);
      } catch (cause) {
        const error = errorOfBreak(cause, this.baseUrl, asked);
        if (!(error instanceof SafelightError) || !mayRepeat(error, repeatable)) throw error;
        const isWaitedFor = isAway(error) && Date.now() < giveUpAt;
        if (attempt >= retriesMax && !isWaitedFor) throw error;
        if (isWaitedFor) onAway?.(error);
        await sleep(pauseMs(isWaitedFor ? Math.min(attempt, clientLimits.awaySteps) : attempt, error), asked);
      }
    }
  }

  /** The answer with its whole body, so that a connection that breaks within is a failed attempt as well. */
  async #whole(request: Request, asked: AbortSignal | undefined, options: CallOptions): Promise<Response> {
    const limit = AbortSignal.timeout(options.timeoutMs ?? this.#options.timeoutMs ?? clientLimits.timeoutMs);
    const response = await this.#attempt(request, asked === undefined ? limit : AbortSignal.any([asked, limit]));
    const { status, headers } = response;
    const body = await response.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, { status, headers });
  }

  async #attempt(request: Request, signal: AbortSignal): Promise<Response> {
    const { apiKey } = this.#options;
    if (apiKey !== undefined) request.headers.set('authorization', `Bearer ${apiKey}`);
    const response = await this.#fetch(request, { signal });
    if (!response.ok) throw await errorOfAnswer(response, this.baseUrl);
    return response;
  }
}

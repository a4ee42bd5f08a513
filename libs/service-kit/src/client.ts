import { Client as GrpcClient, Metadata, type ClientReadableStream, type ServiceError } from '@grpc/grpc-js';
import { limits, toFault, type Fault } from '@safelight/core';
import type { Method, ServiceContract } from '@safelight/wire';
import { observeMade } from './metrics.ts';
import { rpcAttributes, traceparentKey } from './rpcSpan.ts';
import { channelCredentials } from './security/credentials.ts';
import { noSecurity, type ServiceSecurity } from './security/security.ts';
import { addToken } from './security/token.ts';
import { fromServiceError } from './status.ts';
import { beginSpan } from './telemetry/tracing.ts';
import { withTenant } from './tenant.ts';

export interface ClientOptions {
  /** For unary calls that name none of their own. Default 60,000. A stream has a deadline only when it names one. */
  readonly deadlineMs?: number;
  /** Sent with every call, such as `{ 'x-api-key': '…' }`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** That of the service. Default: none. */
  readonly security?: ServiceSecurity;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number | undefined;
  /** For whom: what a service keeps of this call it shows to this tenant alone. Default: nobody's own, `''`. */
  readonly tenant?: string | undefined;
}

type Caller<M> =
  M extends Method<infer Request, infer Response, infer Kind>
    ? Kind extends 'unary'
      ? (request: Request, options?: CallOptions) => Promise<Response>
      : (request: Request, options?: CallOptions) => AsyncIterable<Response>
    : never;

/** One function per method of the contract; they throw `Fault`s. */
export type Client<C extends ServiceContract> = { readonly [K in keyof C['methods']]: Caller<C['methods'][K]> } & {
  close(): void;
};

const defaultDeadlineMs = 60_000;
/** Calls go in turn to every address of the list that answers: the pods behind a headless name, replicas of one machine. */
const spread = JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] });
/** A replica that comes back, or comes at last, has its share after so long. */
const reconnectMsMax = 5_000;

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error;
}

const identity = (bytes: Buffer): Buffer => bytes;
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

class Transport {
  readonly #grpc: GrpcClient;
  readonly #address: string;
  readonly #deadlineMs: number;
  readonly #metadata = new Metadata();

  constructor(address: string, options: ClientOptions) {
    const { deadlineMs = defaultDeadlineMs, metadata = {}, security = noSecurity } = options;
    this.#address = address;
    this.#deadlineMs = deadlineMs;
    for (const [name, value] of Object.entries(metadata)) this.#metadata.set(name, value);
    if (security.kind === 'token') addToken(this.#metadata, security.token);
    this.#grpc = new GrpcClient(address, channelCredentials(security), {
      'grpc.max_receive_message_length': limits.grpcMessageBytes,
      'grpc.max_send_message_length': limits.grpcMessageBytes,
      // Services talk to each other directly; a proxy for the web must not get their calls.
      'grpc.enable_http_proxy': 0,
      'grpc.service_config': spread,
      'grpc.max_reconnect_backoff_ms': reconnectMsMax,
    });
  }

  #begin({ signal }: CallOptions): void {
    if (signal?.aborted === true) throw toFault(signal.reason);
  }

  #fault(error: unknown): Fault {
    return isServiceError(error) ? fromServiceError(error, this.#address) : toFault(error);
  }

  /** Metadata of one call, and what is to be told how it ended. */
  #told({ path }: Method<unknown, unknown>, tenant: string | undefined) {
    const span = beginSpan(path.slice(1), { kind: 'client', attributes: rpcAttributes(path) });
    const observed = observeMade(path);
    const named = withTenant(this.#metadata, tenant);
    const metadata = span.traceparent === undefined || named !== this.#metadata ? named : named.clone();
    if (span.traceparent !== undefined) metadata.set(traceparentKey, span.traceparent);
    return {
      metadata,
      ended: (outcome: string) => {
        observed(outcome);
        span.end(outcome);
      },
    };
  }

  unary(method: Method<unknown, unknown>, request: unknown, options: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#begin(options);
      const bytes = asBuffer(method.encodeRequest(request));
      const { metadata, ended } = this.#told(method, options.tenant);
      const fail = (fault: Fault): void => {
        ended(fault.code);
        reject(fault);
      };
      const call = this.#grpc.makeUnaryRequest(
        method.path,
        asBuffer,
        identity,
        bytes,
        metadata,
        { deadline: Date.now() + (options.deadlineMs ?? this.#deadlineMs) },
        (error: ServiceError | null, response?: Buffer) => {
          options.signal?.removeEventListener('abort', cancel);
          if (error !== null) return fail(this.#fault(error));
          try {
            resolve(method.decodeResponse(response!));
            ended('ok');
          } catch (thrown) {
            fail(toFault(thrown));
          }
        },
      );
      const cancel = (): void => call.cancel();
      options.signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  async *stream(method: Method<unknown, unknown>, request: unknown, options: CallOptions): AsyncGenerator<unknown> {
    this.#begin(options);
    const bytes = asBuffer(method.encodeRequest(request));
    const { metadata, ended } = this.#told(method, options.tenant);
    const call: ClientReadableStream<Buffer> = this.#grpc.makeServerStreamRequest(
      method.path,
      asBuffer,
      identity,
      bytes,
      metadata,
      options.deadlineMs === undefined ? {} : { deadline: Date.now() + options.deadlineMs },
    );
    const cancel = (): void => call.cancel();
    options.signal?.addEventListener('abort', cancel, { once: true });
    // As it stays where the consumer stops early.
    let outcome = 'request.canceled';
    try {
      for await (const response of call) yield method.decodeResponse(response as Buffer);
      outcome = 'ok';
    } catch (thrown) {
      const fault = this.#fault(thrown);
      outcome = fault.code;
      throw fault;
    } finally {
      ended(outcome);
      options.signal?.removeEventListener('abort', cancel);
      // A consumer that stopped early no longer reads: the server should stop as well.
      call.cancel();
    }
  }

  close(): void {
    this.#grpc.close();
  }
}

/**
 * A typed client of one service at `address`: `host:port`, or a list `ipv4:host:port,host:port` whose members may be away.
 * Nothing is retried here: the caller knows what is safe.
 */
export function createClient<C extends ServiceContract>(
  contract: C,
  address: string,
  options: ClientOptions = {},
): Client<C> {
  const transport = new Transport(address, options);
  const callers: Record<string, unknown> = { close: () => transport.close() };
  for (const [name, method] of Object.entries(contract.methods)) {
    callers[name] =
      method.kind === 'unary'
        ? async (request: unknown, call: CallOptions = {}) => transport.unary(method, request, call)
        : (request: unknown, call: CallOptions = {}) => transport.stream(method, request, call);
  }
  return callers as Client<C>;
}

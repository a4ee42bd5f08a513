import type {
  sendUnaryData,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
  ServiceDefinition,
} from '@grpc/grpc-js';
import { toFault } from '@safelight/core';
import type { Method, ServiceContract } from '@safelight/wire';
import { addressOf, textOf } from './door.ts';
import type { Logger } from './logger.ts';
import { observeCall } from './metrics.ts';
import { rpcAttributes, traceparentKey } from './rpcSpan.ts';
import { toStatus } from './status.ts';
import { beginSpan } from './telemetry/tracing.ts';
import { tenantOf } from './tenant.ts';

/** What a handler knows about its call. */
export interface CallContext {
  /** Aborts when the client cancels, the deadline passes or the service stops. */
  readonly signal: AbortSignal;
  readonly deadline: Date | null;
  /** Text metadata of the request; names in lower case, the first value of each. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Address of the caller without its port; left out where the call came over no network. */
  readonly peer?: string;
  /**
   * For whom the call is; belongs into the key of everything that is kept of it. Empty when the call names nobody. It is
   * what the caller says: to be believed of a neighbour, never of the public.
   */
  readonly tenant: string;
  readonly logger: Logger;
}

type Handler<M, Context> =
  M extends Method<infer Request, infer Response, infer Kind>
    ? Kind extends 'unary'
      ? (request: Request, context: Context) => Promise<Response>
      : (request: Request, context: Context) => AsyncIterable<Response>
    : never;

/** One handler per method of the contract. */
export type Handlers<C extends ServiceContract, Context = CallContext> = {
  readonly [K in keyof C['methods']]: Handler<C['methods'][K], Context>;
};

/**
 * Lets a call in, or throws; what it gives is the context of the handler. It runs before the request is decoded: who may
 * not come in learns nothing of what is inside.
 */
export type Admit<Context> = (method: string, call: CallContext) => Promise<Context>;

/** A contract with its handlers, ready to be served. */
export interface Implementation {
  readonly contract: ServiceContract;
  bind(scope: { readonly logger: Logger; readonly stopping: AbortSignal }): {
    definition: ServiceDefinition;
    implementation: UntypedServiceImplementation;
  };
}

type AnyCall = ServerUnaryCall<unknown, unknown> | ServerWritableStream<unknown, unknown>;

function contextOf(call: AnyCall, logger: Logger, stopping: AbortSignal): CallContext {
  const canceled = new AbortController();
  const given = call.getDeadline();
  const deadline = given instanceof Date ? given : Number.isFinite(given) ? new Date(given) : null;
  call.on('cancelled', () => {
    // gRPC tells a passed deadline the same way.
    const late = deadline !== null && deadline.getTime() <= Date.now();
    const [text, name] = late ? ['The deadline passed.', 'TimeoutError'] : ['The client canceled.', 'AbortError'];
    canceled.abort(new DOMException(text, name));
  });
  const metadata = textOf(call.metadata);
  const signal = AbortSignal.any([canceled.signal, stopping]);
  return { signal, deadline, metadata, peer: addressOf(call.getPeer()), tenant: tenantOf(metadata), logger };
}

/** Starts span and clock of a call; what it gives runs the call within the span and ends both with its outcome. */
function begin({ path }: Method<unknown, unknown>, call: AnyCall) {
  const parent = call.metadata.get(traceparentKey)[0]?.toString();
  const span = beginSpan(path.slice(1), { kind: 'server', attributes: rpcAttributes(path), parent });
  const observed = observeCall(path);
  return {
    run: <T>(work: () => T): T => span.run(work),
    finished: (outcome: string) => {
      observed(outcome);
      span.end(outcome);
    },
  };
}

function tell(logger: Logger, path: string, thrown: unknown): void {
  const fault = toFault(thrown);
  if (fault.kind === 'internal') logger.error({ path, err: fault.cause ?? fault, detail: fault.detail }, 'call failed');
  else logger.debug({ path, code: fault.code, field: fault.field, detail: fault.detail }, 'call refused');
}

/** Waits until the stream takes more, or the call ends. */
function drained(call: ServerWritableStream<unknown, unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      call.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    call.once('drain', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Joins a contract and its handlers; requests arrive decoded and validated, thrown faults leave as statuses. */
export function implement<C extends ServiceContract>(contract: C, handlers: Handlers<C>): Implementation {
  return implementFor(contract, handlers, async (_method, call) => call);
}

/** The same for callers that must be let in first. */
export function implementFor<C extends ServiceContract, Context>(
  contract: C,
  handlers: Handlers<C, Context>,
  admit: Admit<Context>,
): Implementation {
  return {
    contract,
    bind: ({ logger, stopping }) => {
      const definition: Record<string, ServiceDefinition[string]> = {};
      const implementation: Record<string, unknown> = {};
      for (const [name, method] of Object.entries(contract.methods)) {
        definition[name] = {
          path: method.path,
          requestStream: false,
          responseStream: method.kind === 'serverStream',
          requestSerialize: (bytes: unknown) => bytes as Buffer,
          // Bytes stay bytes here: a fault thrown by a deserializer would reach the client as INTERNAL.
          requestDeserialize: (bytes: Buffer) => bytes,
          responseSerialize: (response: unknown) => Buffer.from(method.encodeResponse(response)),
          responseDeserialize: (bytes: Buffer) => bytes,
        };
        const handler = handlers[name] as (request: unknown, context: Context) => unknown;
        implementation[name] =
          method.kind === 'unary'
            ? (call: ServerUnaryCall<Buffer, unknown>, reply: sendUnaryData<unknown>) => {
                const { run, finished } = begin(method, call);
                return run(async () => {
                  try {
                    const context = await admit(name, contextOf(call, logger, stopping));
                    const response = await (handler(method.decodeRequest(call.request), context) as Promise<unknown>);
                    finished('ok');
                    reply(null, response);
                  } catch (thrown) {
                    tell(logger, method.path, thrown);
                    finished(toFault(thrown).code);
                    reply(toStatus(thrown));
                  }
                });
              }
            : (call: ServerWritableStream<Buffer, unknown>) => {
                const { run, finished } = begin(method, call);
                return run(async () => {
                  try {
                    const own = contextOf(call, logger, stopping);
                    const context = await admit(name, own);
                    const responses = handler(method.decodeRequest(call.request), context) as AsyncIterable<unknown>;
                    for await (const response of responses) {
                      if (own.signal.aborted) break;
                      if (!call.write(response)) await drained(call, own.signal);
                    }
                    finished('ok');
                    call.end();
                  } catch (thrown) {
                    tell(logger, method.path, thrown);
                    finished(toFault(thrown).code);
                    call.emit('error', toStatus(thrown));
                  }
                });
              };
      }
      return { definition, implementation: implementation as UntypedServiceImplementation };
    },
  };
}

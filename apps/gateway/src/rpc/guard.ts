/** Lets nobody in without a key that has the method's scope, nor more often than the plan allows. */
import { newId } from '@safelight/core';
import { implementFor } from '@safelight/service-kit';
import type { CallContext, Handlers, Implementation } from '@safelight/service-kit';
import type { ServiceContract } from '@safelight/wire';
import { keyOf } from '../auth/apiKey.ts';
import { requireScope } from '../auth/authenticate.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import { callerContext } from '../context.ts';
import type { CallerContext, GatewayContext } from '../context.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import type { Access, AccessTo } from './access.ts';
import { answerOnce, keyOfCall } from './once.ts';

/** What the handlers of the public API work with. */
export interface Call {
  readonly caller: CallerContext;
  /** Aborts when the client cancels, the deadline passes or the service stops. */
  readonly signal: AbortSignal;
  /** For `once`: null when the caller sent no key. */
  readonly key: IdempotencyKey | null;
}

/** What all services of the public API share. */
export interface RpcScope {
  readonly context: GatewayContext;
  readonly authenticator: Authenticator;
  /** Aborts when the server begins to stop: event streams end then. */
  readonly stopping: AbortSignal;
}

interface Admitted {
  readonly call: Call;
  readonly apiKey: string;
  readonly sentKey: string | undefined;
}

type AnyHandler = (request: unknown, context: unknown) => unknown;

/** Serves a contract to callers with API keys. */
export function guarded<C extends ServiceContract>(
  contract: C,
  access: AccessTo<C>,
  { context, authenticator }: RpcScope,
  handlers: Handlers<C, Call>,
): Implementation {
  const accessOf = (name: string): Access => (access as Readonly<Record<string, Access>>)[name]!;
  const admit = async (name: string, { metadata, signal, peer = 'local' }: CallContext): Promise<Admitted> => {
    const credentials = { authorization: metadata.get('authorization'), apiKey: metadata.get('x-api-key') };
    const { identity } = await authenticator.admit(credentials, peer);
    requireScope(identity, accessOf(name).scope);
    const call = { caller: callerContext(context, identity, newId('req')), signal, key: null };
    return { call, apiKey: keyOf(credentials) ?? '', sentKey: metadata.get('idempotency-key') };
  };
  const entries = Object.entries(contract.methods).map(([name, method]) => {
    const handler = (handlers as unknown as Readonly<Record<string, AnyHandler>>)[name]!;
    const plain = (request: unknown, { call }: Admitted) => handler(request, call);
    const once = async (request: unknown, { call, apiKey, sentKey }: Admitted) => {
      const key = keyOfCall(sentKey, method.path, request);
      if (key === null) return handler(request, call);
      const work = async () => handler(request, { ...call, key });
      return answerOnce(call.caller, method, key, apiKey, work);
    };
    return [name, accessOf(name).once ? once : plain];
  });
  return implementFor(contract, Object.fromEntries(entries) as Handlers<C, Admitted>, admit);
}

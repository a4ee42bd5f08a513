/** The sandbox for a process that calls it itself: the same handlers without a network, so nothing of gRPC is loaded. */
import { toFault } from '@safelight/core';
import type { CallContext, Handlers, Logger } from '@safelight/service-kit';
import type { sandboxContract } from '@safelight/wire';
import { createContext, type EngineChoice } from './context.ts';
import { handlersOf } from './handlers.ts';

type Methods = Handlers<typeof sandboxContract>;

/** Every method of the contract with its request alone. They throw faults, as a client's do. */
export type Darkroom = AsyncDisposable & {
  readonly [Name in keyof Methods]: (request: Parameters<Methods[Name]>[0]) => ReturnType<Methods[Name]>;
};

export async function openDarkroom({
  logger,
  ...engine
}: EngineChoice & { readonly logger: Logger }): Promise<Darkroom> {
  const context = await createContext(engine);
  const closing = new AbortController();
  const call: CallContext = { signal: closing.signal, deadline: null, metadata: new Map(), tenant: '', logger };
  const bound = Object.entries(handlersOf(context)).map(([name, handler]) => {
    const method = async (request: unknown): Promise<unknown> => {
      try {
        return await (handler as (request: unknown, call: CallContext) => Promise<unknown>)(request, call);
      } catch (thrown) {
        throw toFault(thrown);
      }
    };
    return [name, method] as const;
  });
  return {
    ...(Object.fromEntries(bound) as Omit<Darkroom, typeof Symbol.asyncDispose>),
    [Symbol.asyncDispose]: async () => {
      closing.abort(new DOMException('The darkroom is closing.', 'AbortError'));
      await context[Symbol.asyncDispose]();
    },
  };
}

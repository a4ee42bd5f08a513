/** Lets calls in, or refuses them, before their message is read: what is refused costs no memory. */
import { ServerInterceptingCall, type Metadata, type ServerInterceptor } from '@grpc/grpc-js';
import { toFault } from '@safelight/core';
import { observeCall } from './metrics.ts';
import { toStatus } from './status.ts';

/** What is known of a call before its message. */
export interface Arrival {
  /** `/package.Service/Method`. */
  readonly path: string;
  /** Text metadata; names in lower case, the first value of each. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Address of the caller without its port. */
  readonly peer: string;
}

/** Throws for calls that may not come in. What it gives is disposed when the call has ended. */
export type Door = (arrival: Arrival) => Promise<Disposable | null>;

export function textOf(metadata: Metadata): ReadonlyMap<string, string> {
  const entries = Object.entries(metadata.getMap());
  return new Map(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));
}

/** `127.0.0.1:4711`, `[::1]:4711`, with `ipv4:` or `ipv6:` before it in some versions. */
export function addressOf(peer: string): string {
  return peer
    .replace(/^ipv[46]:/, '')
    .replace(/:\d+$/, '')
    .replaceAll(/[[\]]/g, '');
}

export function doorkeeper(door: Door): ServerInterceptor {
  return ({ path }, call) => {
    let place: Disposable | null = null;
    let hasEnded = false;
    const leave = (): void => {
      hasEnded = true;
      place?.[Symbol.dispose]();
      place = null;
    };
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => {
            door({ path, metadata: textOf(metadata), peer: addressOf(call.getPeer()) }).then(
              (given) => {
                place = given;
                if (hasEnded) leave();
                pass(metadata);
              },
              (thrown: unknown) => {
                observeCall(path)(toFault(thrown).code);
                call.sendStatus(toStatus(thrown));
              },
            );
          },
          onCancel: leave,
        }),
      sendStatus: (status, next) => {
        leave();
        next(status);
      },
    });
  };
}

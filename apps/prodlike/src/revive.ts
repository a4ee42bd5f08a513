/** Starts servers again that somebody killed, on the same data and port, as a machine's own supervisor would. */
import { setTimeout as delay } from 'node:timers/promises';
import { inBackground } from '@safelight/service-kit';
import type { Server } from '@safelight/testbed';

const lookEveryMs = 250;

export interface ReviveOptions {
  readonly servers: Readonly<Record<string, Server>>;
  /** Told of each server that was found dead. */
  readonly onEnd: (name: string, why: string, restarts: number) => void;
}

/** Looks until disposed. A start that fails is tried again. */
export function revive({ servers, onEnd }: ReviveOptions): AsyncDisposable {
  const watch = async (name: string, server: Server, signal: AbortSignal): Promise<void> => {
    for (let restarts = 0; !signal.aborted;) {
      if (!server.running) {
        onEnd(name, 'killed', ++restarts);
        await server.start().catch((error: unknown) => onEnd(name, String(error), restarts));
      }
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  return inBackground(async (signal) => {
    await Promise.all(Object.entries(servers).map(([name, server]) => watch(name, server, signal)));
  });
}

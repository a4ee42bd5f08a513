/** The public API as commands use it: the same calls on a server elsewhere and on the fleet in this process. */
import { createSafelight, SafelightError, type Safelight, type SafelightOptions } from '@safelight/client';
import { Fault, isFaultCode, type FaultCode, type Problem } from '@safelight/core';
import { warn } from '../terminal.ts';
import type { Server } from './server.ts';

export interface Api extends Safelight {
  /** The same without the command's signal: for what must still be said when it was interrupted. */
  readonly afterwards: Safelight;
}

export function openApi(server: Server, signal: AbortSignal): Api {
  return {
    ...createSafelight({ ...server, ...patience(server), signal }),
    afterwards: createSafelight({ ...server, retriesMax: 1 }),
  };
}

/** Long enough for a server that starts again. */
const awayMs = 30_000;

/** One of our own is there, or has failed. */
function patience({ isOwn, baseUrl }: Server): Pick<SafelightOptions, 'awayMs' | 'onAway'> {
  if (isOwn) return {};
  let isTold = false;
  const onAway = (): void => {
    if (!isTold) warn(`${baseUrl} does not answer; waiting up to ${awayMs / 1_000} s for it.`);
    isTold = true;
  };
  return { awayMs, onAway };
}

/** Runs work on a server elsewhere. @throws Fault that names the server, never the client's own error */
export async function withApi<T>(server: Server, signal: AbortSignal, work: (api: Api) => Promise<T>): Promise<T> {
  try {
    return await work(openApi(server, signal));
  } catch (thrown) {
    throw faultOfApi(thrown, server.isOwn ? null : server.baseUrl);
  }
}

/** Aborts when the command is interrupted, so that it can end what it began. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new DOMException('Interrupted.', 'AbortError'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  return interrupted.signal;
}

/** What to check beside what the server says. */
const advice: Partial<Record<FaultCode, string>> = {
  'request.unauthenticated': 'Check SAFELIGHT_API_KEY, or the file that SAFELIGHT_API_KEY_FILE names.',
};

/** The client's errors as faults that name the server, when there is one to name; everything else as it is. */
export function faultOfApi(thrown: unknown, server: string | null): unknown {
  if (!(thrown instanceof SafelightError)) return thrown;
  const { message, requestId } = thrown;
  const code = isFaultCode(thrown.code) ? thrown.code : 'internal';
  const parts =
    server === null ? [message] : [message.includes(server) ? message : `${server}: ${message}`, advice[code]];
  const problems = thrown.errors.map((one): Problem => ({
    code: isFaultCode(one.code) ? one.code : 'request.invalid',
    field: one.pointer,
    message: one.detail,
  }));
  return new Fault(code, parts.filter((part) => part !== undefined).join(' '), {
    ...{ problems, cause: thrown, ...(requestId !== undefined && { detail: `request ${requestId}` }) },
  });
}

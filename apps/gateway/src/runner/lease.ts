/** Keeps a lease while the work goes on, and says when it is lost. */
import { Fault, toFault } from '@safelight/core';
import { inBackground } from '@safelight/service-kit';

export interface KeptLease extends AsyncDisposable {
  /** Aborts when the lease cannot be relied upon any more: somebody else may work on the same thing. */
  readonly lost: AbortSignal;
}

/** How often a renewal that the database did not answer is tried again. */
const retryMs = 500;

/**
 * Renews three times within `leaseMs`. A database that is away is asked again until the time of the lease, as it was
 * last known to run, has passed; then the work must stop although nobody has said so.
 */
export function keepLease(renew: () => Promise<void>, leaseMs: number): KeptLease {
  const lost = new AbortController();
  const keeping = inBackground((ending) =>
    keep(renew, leaseMs, ending).catch((error: unknown) => {
      if (!ending.aborted) lost.abort(toFault(error));
    }),
  );
  return { ...keeping, lost: lost.signal };
}

async function keep(renew: () => Promise<void>, leaseMs: number, signal: AbortSignal): Promise<void> {
  let until = Date.now() + leaseMs;
  for (;;) {
    await pause(leaseMs / 3, signal);
    for (;;) {
      const asked = Date.now();
      const fault = await withinLease(renew, until - asked, signal);
      if (fault === null) {
        until = asked + leaseMs;
        break;
      }
      if (fault.code !== 'database.unavailable' || Date.now() + retryMs >= until) throw fault;
      await pause(retryMs, signal);
    }
  }
}

/** What went wrong with a renewal; also when no answer came while the lease ran. */
async function withinLease(renew: () => Promise<void>, leftMs: number, signal: AbortSignal): Promise<Fault | null> {
  const answered = new AbortController();
  const late = pause(leftMs, AbortSignal.any([signal, answered.signal])).then(
    () => new Fault('database.unavailable', 'The database did not answer while the lease ran.'),
  );
  const renewed = renew().then(
    () => null,
    (error: unknown) => toFault(error),
  );
  try {
    return await Promise.race([renewed, late]);
  } finally {
    answered.abort();
    late.catch(() => undefined);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

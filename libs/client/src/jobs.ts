/** Long work: it runs on whether or not anyone waits. */
import { sleep } from './http/retry.ts';
import type { CallOptions } from './options.ts';
import type { Schemas } from './schemas.ts';

export interface WaitingOptions extends CallOptions {
  /** Answer when the work has ended, or after this time: 60 seconds at most. Default: at once. */
  readonly waitSeconds?: number;
}

/** One question waits for so long; the work may take many. */
const waitSeconds = 30;
const pauseMs = 200;

/** The header that says how long an answer may take. */
export function preferred({ waitSeconds: seconds }: WaitingOptions): {
  readonly headers?: { readonly prefer: string };
} {
  return seconds === undefined ? {} : { headers: { prefer: `wait=${seconds}` } };
}

/** Asks until the work has ended, well or not: look at its `state` and `failure`. */
export async function ended<J extends { readonly state: Schemas['JobState'] }>(
  get: (options: WaitingOptions) => Promise<J>,
  options: CallOptions = {},
): Promise<J> {
  for (;;) {
    const job = await get({ ...options, waitSeconds });
    if (job.state !== 'queued' && job.state !== 'running') return job;
    // A proxy may drop the preference: then this is what keeps the questions apart.
    await sleep(pauseMs, options.signal);
  }
}

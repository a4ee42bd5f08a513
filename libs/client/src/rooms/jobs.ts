import type { QueryOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import { ended, preferred, type WaitingOptions } from '../jobs.ts';
import type { CallOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';

export const jobsOf = (wire: Wire) => {
  const get = (jobId: string, options: WaitingOptions = {}) =>
    wire.call('getJob', { path: { jobId }, ...preferred(options) }, options);
  return {
    /** Edits, renders and batches, newest first. */
    list: (query: QueryOf<'listJobs'> = {}, options?: CallOptions) =>
      entriesOf(
        (page) => wire.call('listJobs', { query: { ...query, ...page } }, options),
        ({ jobs }) => jobs,
      ),
    get,
    wait: (jobId: string, options?: CallOptions) => ended((how) => get(jobId, how), options),

    /** What was made so far is kept. Canceling twice is canceling once. */
    cancel: (jobId: string, options: WaitingOptions = {}) =>
      wire.call('cancelJob', { path: { jobId }, repeatable: true, ...preferred(options) }, options),
  };
};

import type { QueryOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';

export const usageOf = (wire: Wire) => ({
  /** What was used, what is left of the month's quotas, and the account's limits. */
  get: (query: QueryOf<'getUsage'> = {}, options?: CallOptions) => wire.call('getUsage', { query }, options),
});

export const auditOf = (wire: Wire) => ({
  /** Who did what and when, newest first. */
  list: (options?: CallOptions) =>
    entriesOf(
      (query) => wire.call('listAudit', { query }, options),
      ({ entries }) => entries,
    ),
});

import type { BodyOf, QueryOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import { ended, preferred, type WaitingOptions } from '../jobs.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';

export const batchesOf = (wire: Wire) => {
  const get = (batchId: string, options: WaitingOptions = {}) =>
    wire.call('getBatch', { path: { batchId }, ...preferred(options) }, options);
  return {
    /** One instruction or recipe for many photos: each adapted, or all in sync. */
    create: (body: BodyOf<'createBatch'>, options: CreateOptions & WaitingOptions = {}) =>
      wire.call('createBatch', { body, ...preferred(options) }, options),
    get,
    wait: (batchId: string, options?: CallOptions) => ended((how) => get(batchId, how), options),
    items: (batchId: string, query: QueryOf<'listBatchItems'> = {}, options?: CallOptions) =>
      entriesOf(
        (page) => wire.call('listBatchItems', { path: { batchId }, query: { ...query, ...page } }, options),
        ({ items }) => items,
      ),
  };
};

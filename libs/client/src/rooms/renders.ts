import type { BodyOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import { ended, preferred, type WaitingOptions } from '../jobs.ts';
import type { CallOptions, CreateOptions } from '../options.ts';

export const rendersOf = (wire: Wire) => {
  const get = (renderId: string, options: WaitingOptions = {}) =>
    wire.call('getRender', { path: { renderId }, ...preferred(options) }, options);
  return {
    /** A photo, or a session's, developed under a recipe, XMP or preset. */
    create: (body: BodyOf<'createRender'>, options: CreateOptions & WaitingOptions = {}) =>
      wire.call('createRender', { body, ...preferred(options) }, options),
    get,
    wait: (renderId: string, options?: CallOptions) => ended((how) => get(renderId, how), options),

    /** The file. */
    async content(renderId: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>> {
      const response = await wire.send('getRenderContent', { path: { renderId } }, options);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
};

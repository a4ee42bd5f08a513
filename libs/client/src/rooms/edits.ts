import type { Schemas } from '../schemas.ts';
import type { Wire } from '../http/wire.ts';
import { ended, preferred, type WaitingOptions } from '../jobs.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import { blobOf } from '../uploads.ts';

/** A photo by id or URL, or the photo itself; then what shall be done to it. */
export interface EditRequest extends Readonly<Schemas['EditRequestInput']> {
  readonly photo?: Blob | Uint8Array<ArrayBuffer>;
  /** Of that photo. */
  readonly fileName?: string;
}

export const editsOf = (wire: Wire) => {
  const get = (editId: string, options: WaitingOptions = {}) =>
    wire.call('getEdit', { path: { editId }, ...preferred(options) }, options);
  return {
    /** One call: photo, instruction and/or recipe, several outputs. */
    async create(
      { photo, fileName = 'photo', ...request }: EditRequest,
      options: CreateOptions & WaitingOptions = {},
    ): Promise<Schemas['Edit']> {
      if (photo === undefined) return wire.call('createEdit', { body: request, ...preferred(options) }, options);
      const body = (): FormData => {
        const form = new FormData();
        form.set('request', JSON.stringify(request));
        form.set('photo', blobOf(photo), fileName);
        return form;
      };
      const response = await wire.send('createEdit', { body, ...preferred(options) }, options);
      return (await response.json()) as Schemas['Edit'];
    },
    get,
    wait: (editId: string, options?: CallOptions) => ended((how) => get(editId, how), options),
  };
};

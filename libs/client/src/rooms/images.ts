import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';

export const imagesOf = (wire: Wire) => ({
  /** A picture that an event or a trajectory refers to. */
  async get(sha256: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>> {
    const response = await wire.send('getImage', { path: { sha256 } }, options);
    return new Uint8Array(await response.arrayBuffer());
  },
});

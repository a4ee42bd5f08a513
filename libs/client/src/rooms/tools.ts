import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';
import type { Tool } from '../schemas.ts';

export const toolsOf = (wire: Wire) => ({
  /** Every develop tool, and whether the engine renders it. */
  async list(options?: CallOptions): Promise<readonly Tool[]> {
    return (await wire.call('listTools', {}, options)).tools;
  },
});

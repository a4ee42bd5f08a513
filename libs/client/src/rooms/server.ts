import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';

/** What needs no key. */
export const serverOf = (wire: Wire) => ({
  /** The process lives. */
  health: (options?: CallOptions) => wire.call('getHealth', {}, options),

  /** Whether every service that requests need answers; a server that is not ready is a `SafelightError`. */
  readiness: (options?: CallOptions) => wire.call('getReadiness', {}, options),
});

import type { BodyOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';

export const keysOf = (wire: Wire) => ({
  /** The answer alone holds the secret. */
  create: (body: BodyOf<'createKey'>, options?: CreateOptions) => wire.call('createKey', { body }, options),

  /** Newest first. */
  list: (options?: CallOptions) =>
    entriesOf(
      (query) => wire.call('listKeys', { query }, options),
      ({ keys }) => keys,
    ),

  get: (keyId: string, options?: CallOptions) => wire.call('getKey', { path: { keyId } }, options),

  /** A new key with the grants of the old one, which ends after the overlap. */
  rotate: (keyId: string, body: BodyOf<'rotateKey'>, options?: CreateOptions) =>
    wire.call('rotateKey', { path: { keyId }, body }, options),

  async revoke(keyId: string, options?: CallOptions): Promise<void> {
    await wire.call('revokeKey', { path: { keyId } }, options);
  },
});

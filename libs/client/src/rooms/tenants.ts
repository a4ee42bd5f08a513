import type { BodyOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';

/** For operators: these calls need a key with the scope `platform`. */
export const tenantsOf = (wire: Wire) => ({
  /** An account and its first key, whose secret the answer alone holds. */
  create: (body: BodyOf<'createTenant'>, options?: CreateOptions) => wire.call('createTenant', { body }, options),

  /** Newest first. */
  list: (options?: CallOptions) =>
    entriesOf(
      (query) => wire.call('listTenants', { query }, options),
      ({ tenants }) => tenants,
    ),

  get: (tenantId: string, options?: CallOptions) => wire.call('getTenant', { path: { tenantId } }, options),

  update: (tenantId: string, body: BodyOf<'updateTenant'>, options?: CallOptions) =>
    wire.call('updateTenant', { path: { tenantId }, body }, options),

  async delete(tenantId: string, options?: CallOptions): Promise<void> {
    await wire.call('deleteTenant', { path: { tenantId } }, options);
  },

  /** The plans that an account may have. */
  async plans(options?: CallOptions) {
    return (await wire.call('listPlans', {}, options)).plans;
  },
});

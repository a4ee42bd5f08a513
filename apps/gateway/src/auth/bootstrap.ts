/** The first key of a platform, from which an operator makes all others. */
import { defaultTenantId, Fault } from '@safelight/core';
import { auditOutside } from '../store/audit.ts';
import { addKey, lockValidKeys, revokeKeys } from '../store/keys.ts';
import type { Scope } from '../store/store.ts';
import { lockTenant } from '../store/tenants.ts';
import { describeKey, newApiKey } from './apiKey.ts';
import { scopes } from './identity.ts';

export interface BootstrapOptions {
  /** For an operator who lost the key: revokes every platform key of the default tenant first. */
  readonly replace: boolean;
}

/** Makes a key with every scope, once. @throws Fault key.conflict when there is one already */
export async function bootstrapKey(system: Scope, { replace }: BootstrapOptions): Promise<string> {
  const secret = newApiKey();
  await system.write(async (unit) => {
    // Two operators at once get one key between them.
    await lockTenant(unit, defaultTenantId);
    const valid = await lockValidKeys(unit, defaultTenantId);
    const known = valid.filter((key) => key.scopes.includes('platform'));
    if (known.length > 0 && !replace) {
      const names = known.map(({ name, prefix }) => `${prefix}… ("${name}")`).join(', ');
      throw new Fault(
        'key.conflict',
        `There is a platform key already: ${names}. Use it, or run bootstrap --replace, which revokes it and makes a new one.`,
      );
    }
    await revokeKeys(
      unit,
      known.map(({ id }) => id),
    );
    const key = { tenantId: defaultTenantId, name: 'bootstrap', ...describeKey(secret), scopes, expiresAt: null };
    const { id } = await addKey(unit, key);
    for (const old of known) await auditOutside(unit, defaultTenantId, 'key.revoked', old.id, { by: 'bootstrap' });
    await auditOutside(unit, defaultTenantId, 'key.created', id, { scopes, by: 'bootstrap' });
  });
  return secret;
}

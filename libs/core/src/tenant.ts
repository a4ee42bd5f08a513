/** The tenant of an embedded installation, and of everything that was stored before there were tenants. */
export const defaultTenantId = 'tnt_default';

/** Ids become parts of paths and keys: lower case alone, for file systems that do not tell cases apart. */
const tenantIdPattern = /^tnt_[a-z0-9_-]{1,60}$/;

export function isTenantId(text: string): boolean {
  return tenantIdPattern.test(text);
}

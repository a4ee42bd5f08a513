import type { Metadata } from '@grpc/grpc-js';

const header = 'safelight-tenant';

/** Metadata of one call with its tenant; the client's own stays as it is. */
export function withTenant(metadata: Metadata, tenant: string | undefined): Metadata {
  if (tenant === undefined || tenant === '') return metadata;
  const named = metadata.clone();
  named.set(header, tenant);
  return named;
}

/** Empty when the call names none: a space of its own, that of an installation for one. */
export function tenantOf(metadata: ReadonlyMap<string, string>): string {
  return metadata.get(header) ?? '';
}

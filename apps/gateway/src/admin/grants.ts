import { Fault } from '@safelight/core';
import type { Identity, Scope } from '../auth/identity.ts';

/** A key hands on what it has and nothing more. @throws Fault request.forbidden */
export function requireAll(identity: Identity, scopes: readonly Scope[]): void {
  const lacking = scopes.filter((scope) => !identity.scopes.has(scope));
  if (lacking.length === 0) return;
  throw new Fault(
    'request.forbidden',
    `This key cannot act for the scopes that it lacks (${lacking.join(', ')}). Ask for fewer, or use a key that has them.`,
    { field: 'scopes' },
  );
}

import type { CallContext } from '@safelight/service-kit';
import { requireScope } from '../auth/authenticate.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Scope } from '../auth/identity.ts';
import { callerContext } from '../context.ts';
import type { CallerContext, GatewayContext } from '../context.ts';
import { newId } from '@safelight/core';

/** @throws Fault request.unauthenticated, request.forbidden, tenant.suspended, request.rateLimited */
export async function authenticate(
  context: GatewayContext,
  authenticator: Authenticator,
  scope: Scope,
  { metadata, peer = 'local' }: CallContext,
): Promise<CallerContext> {
  const credentials = { authorization: metadata.get('authorization'), apiKey: metadata.get('x-api-key') };
  const { identity } = await authenticator.admit(credentials, peer);
  requireScope(identity, scope);
  return callerContext(context, identity, newId('req'));
}

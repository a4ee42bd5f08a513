import type { CallContext } from '@safelight/service-kit';
import { checkApiKey } from '../auth/apiKey.ts';

/** @throws Fault request.unauthenticated */
export function authenticate(apiKey: string, { metadata }: CallContext): void {
  checkApiKey(apiKey, { authorization: metadata.get('authorization'), apiKey: metadata.get('x-api-key') });
}

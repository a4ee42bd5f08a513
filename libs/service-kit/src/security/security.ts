import type { Secret } from '@safelight/core';

/**
 * How the services of one installation know each other. The same value goes to `startService`, `createClient` and
 * `isServing`. What each way does and does not protect: docs/security.md.
 */
export type ServiceSecurity =
  /** Whoever reaches the port is served: for loopback, or where the network itself lets only services through. */
  | { readonly kind: 'none' }
  /** Every call carries a token that all services share. Nothing is encrypted. */
  | {
      readonly kind: 'token';
      readonly token: Secret;
      /** Also accepted, while services change over to another token one by one. */
      readonly otherTokens?: readonly Secret[];
    }
  /** TLS 1.3, in which both sides show a certificate of the installation's own authority. Files are PEM. */
  | { readonly kind: 'mtls'; readonly caFile: string; readonly certFile: string; readonly keyFile: string };

export const noSecurity: ServiceSecurity = { kind: 'none' };

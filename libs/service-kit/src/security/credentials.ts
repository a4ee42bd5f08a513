/** What a way of security is to gRPC. */
import {
  credentials,
  experimental,
  ServerCredentials,
  type ChannelCredentials,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import type { Logger } from '../logger.ts';
import { certificatesOf, type Certificates, type Pems } from './certificates.ts';
import type { ServiceSecurity } from './security.ts';
import { tokenGuard } from './token.ts';

export function channelCredentials(security: ServiceSecurity): ChannelCredentials {
  if (security.kind !== 'mtls') return credentials.createInsecure();
  const certificates = certificatesOf(security);
  return experimental.createCertificateProviderChannelCredentials(certificates, certificates);
}

export function serverCredentials(security: ServiceSecurity): ServerCredentials {
  if (security.kind !== 'mtls') return ServerCredentials.createInsecure();
  return new MtlsServerCredentials(certificatesOf(security));
}

/** None where nobody has to show a token: a call costs nothing more. */
export function interceptors(security: ServiceSecurity, logger: Logger): ServerInterceptor[] {
  if (security.kind !== 'token') return [];
  return [tokenGuard([security.token, ...(security.otherTokens ?? [])], logger)];
}

type ContextOptions = Exclude<ReturnType<ServerCredentials['_getSecureContextOptions']>, null>;

/** All that connect are ours, so there is no old client to keep TLS 1.2 for. */
const contextOf = (pems: Pems): ContextOptions => ({ ...pems, minVersion: 'TLSv1.3' });

/** `createSsl` knows neither the least version nor certificates that change. */
class MtlsServerCredentials extends ServerCredentials {
  readonly #certificates: Certificates;
  #unwatch: (() => void) | undefined;

  constructor(certificates: Certificates) {
    super({ requestCert: true, rejectUnauthorized: true }, contextOf(certificates.pems));
    this.#certificates = certificates;
  }

  override _addWatcher(watcher: Parameters<ServerCredentials['_addWatcher']>[0]): void {
    super._addWatcher(watcher);
    this.#unwatch ??= this.#certificates.watch((pems) => this.updateSecureContextOptions(contextOf(pems)));
  }

  override _removeWatcher(watcher: Parameters<ServerCredentials['_removeWatcher']>[0]): void {
    super._removeWatcher(watcher);
    if (this.getWatcherCount() > 0) return;
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

import type { ServiceSecurity } from '@safelight/service-kit';
import type { InferenceClient, RemoteModels } from './client.ts';
import type { LocalOptions } from './local.ts';

/** The driver that is needed is loaded alone: who asks a server loads no runtime, and the other way round. */
export async function openModels(local: LocalOptions, remote: RemoteModels | undefined): Promise<InferenceClient> {
  if (remote === undefined) return new (await import('./local.ts')).LocalModels(local);
  return new (await import('./remote.ts')).RemoteInference(remote);
}

/**
 * Where the models are that a service's environment names.
 * @param address `INFERENCE_ADDRESS`; undefined: the service runs them itself
 * @param security that of all services; whoever gets the result can call them
 */
export function remoteModels(address: string | undefined, security: ServiceSecurity): RemoteModels | undefined {
  if (address === undefined) return undefined;
  const plain = security.kind === 'token' ? ({ kind: 'token', token: security.token.reveal() } as const) : security;
  return { address, security: plain };
}

import type { Bus } from '@safelight/bus';
import type { CallOptions, Client, Logger } from '@safelight/service-kit';
import type { evaluatorContract, policyContract, reflectorContract, sandboxContract } from '@safelight/wire';
import type { Identity } from './auth/identity.ts';
import type { BlobStore } from './blobs/blobs.ts';
import type { EgressPolicy } from './egress/policy.ts';
import type { Store, TenantStore } from './store/store.ts';

/** The neighbours and what belongs to no tenant; `service.ts` opens and disposes it. */
interface Services {
  readonly sandbox: Client<typeof sandboxContract>;
  readonly policy: Client<typeof policyContract>;
  readonly evaluator: Client<typeof evaluatorContract>;
  readonly reflector: Client<typeof reflectorContract>;
  readonly logger: Logger;
  /** Which addresses that callers chose may be reached. */
  readonly egress: EgressPolicy;
  /** Within which the policy decides one step. */
  readonly policyDeadlineMs: number;
}

/** What the process works with: background loops that serve all tenants. */
export interface GatewayContext extends Services {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly bus: Bus;
}

/** Pictures of one tenant, each named by the SHA-256 of its content. */
export interface TenantBlobs {
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** @throws Fault internal when the bytes are not there or not what their name says; blob.unavailable */
  get(sha256: string): Promise<Uint8Array>;
  /** Absent is fine. */
  delete(sha256: string): Promise<void>;
}

/** What use-cases work with: the rows and pictures of one tenant, and nothing of any other. */
export interface TenantContext extends Services {
  readonly tenantId: string;
  readonly store: TenantStore;
  readonly blobs: TenantBlobs;
}

/** A tenant's context on behalf of a caller. */
export interface CallerContext extends TenantContext {
  readonly identity: Identity;
  /** Of the request that is being answered. */
  readonly requestId: string;
}

/** Calls to the neighbours carry the tenant: what they cache and keep is under it. */
export function tenantContext(context: GatewayContext, tenantId: string): TenantContext {
  const { blobs, store, sandbox, policy, evaluator, reflector, logger, egress, policyDeadlineMs } = context;
  return {
    ...{ tenantId, logger, egress, policyDeadlineMs },
    store: store.tenant(tenantId),
    blobs: {
      put: (sha256, bytes) => blobs.put(tenantId, sha256, bytes),
      get: (sha256) => blobs.get(tenantId, sha256),
      delete: (sha256) => blobs.delete(tenantId, sha256),
    },
    sandbox: clientOf(sandbox, tenantId),
    policy: clientOf(policy, tenantId),
    evaluator: clientOf(evaluator, tenantId),
    reflector: clientOf(reflector, tenantId),
  };
}

type Call = (request: unknown, options?: CallOptions) => unknown;

/** The client with the tenant in every call. */
function clientOf<C extends object>(client: C, tenant: string): C {
  return new Proxy(client, {
    get: (target, name) => {
      const call = Reflect.get(target, name) as Call;
      return (request: unknown, options: CallOptions = {}) => call(request, { ...options, tenant });
    },
  });
}

export function callerContext(context: GatewayContext, identity: Identity, requestId: string): CallerContext {
  return { ...tenantContext(context, identity.tenantId), identity, requestId };
}

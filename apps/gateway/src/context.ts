import type { Client, Logger } from '@safelight/service-kit';
import type { evaluatorContract, policyContract, reflectorContract, sandboxContract } from '@safelight/wire';
import type { BlobStore } from './blobs/blobs.ts';
import type { Store } from './store/store.ts';

/** What every use-case works with; `service.ts` opens and disposes it. */
export interface GatewayContext {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly sandbox: Client<typeof sandboxContract>;
  readonly policy: Client<typeof policyContract>;
  readonly evaluator: Client<typeof evaluatorContract>;
  readonly reflector: Client<typeof reflectorContract>;
  readonly logger: Logger;
  /** Within which the policy decides one step. */
  readonly policyDeadlineMs: number;
}

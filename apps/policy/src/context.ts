import type { Logger } from '@safelight/service-kit';
import type { PolicyBackend } from './backend.ts';

/** What the RPCs need. */
export interface Context {
  readonly backend: PolicyBackend;
  readonly logger: Logger;
}

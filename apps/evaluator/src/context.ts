import type { Logger } from '@safelight/service-kit';
import type { Events } from './events.ts';

/** What the RPCs share. The evaluator keeps no state between calls. */
export interface Context {
  readonly logger: Logger;
  readonly events: Events;
}

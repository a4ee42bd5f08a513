import type { Events } from './events.ts';

/** What the RPCs share. The evaluator keeps no state between calls. */
export interface Context {
  readonly events: Events;
}

import type { Events } from './events.ts';
import { Looks } from './picture/looks.ts';

/** What the RPCs share. Nothing in it is state: the looks can be lost at any time at the cost of work. */
export interface Context {
  readonly events: Events;
  readonly looks: Looks;
}

export function createContext(events: Events): Context {
  return { events, looks: new Looks() };
}

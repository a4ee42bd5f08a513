/** What all injectors share: the installation, the load on it, and the book of what was done to it. */
import type { Stack } from '@safelight/prodlike';
import type { Server } from '@safelight/testbed';
import type { Caller } from './api/caller.ts';
import type { FaultRow, Injection } from './findings.ts';
import type { Account, Ledger } from './load/ledger.ts';
import type { Load } from './load/load.ts';
import type { Picture } from './load/pictures.ts';
import type { Receiver } from './load/receiver.ts';
import type { FaultOptions } from './options.ts';
import type { Inner } from './inject/inner.ts';
import type { Way } from './inject/way.ts';

export interface Bench {
  readonly options: FaultOptions;
  readonly stack: Stack;
  readonly operator: Caller;
  readonly accounts: readonly Account[];
  readonly pictures: readonly Picture[];
  readonly ledger: Ledger;
  readonly receiver: Receiver;
  /** The services' way to S3. */
  readonly wayToS3: Way;
  readonly inner: Inner;
  readonly startedAtMs: number;
  readonly injections: Injection[];
  /** Services that ended although nobody killed them. */
  readonly deaths: string[];
  /** Servers that an injector has ended and starts again by itself. */
  readonly down: Set<Server>;
  /** From 0 to 1, from the seed. */
  readonly random: () => number;
  /** Writes down what is done now and tells the person who watches. */
  inject(fault: string, what: string, after?: string | null): void;
  say(text: string): void;
}

/** What an injector has to say when it is done. */
export interface Disturbed {
  readonly what: string;
  readonly note?: string;
  /** What shows itself only after a while, while the next fault is injected: a note, or a rejection that says what was lost. */
  readonly later?: Promise<string>;
}

/** A fault under which the load goes on; the checker judges by the sessions that began under it. */
export type Disturb = (bench: Bench, load: Load) => Promise<Disturbed>;

/** A fault that is probed while the load rests, and judged at once. */
export type Probe = (bench: Bench) => Promise<FaultRow>;

/** A whole number from `min` to `max`. */
export function between(random: () => number, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** What was acknowledged, written down the moment the acknowledgement arrived. */
import type { Caller } from '../api/caller.ts';
import type { EventJson } from '../api/events.ts';
import type { Script } from './script.ts';

export interface Account {
  readonly tenantId: string;
  readonly name: string;
  readonly caller: Caller;
}

export interface TurnRecord {
  readonly turnId: string;
  readonly canceled: boolean;
  readonly acceptedAtMs: number;
}

/** What a session came to. */
export interface Outcome {
  /** Canonical JSON. */
  readonly recipe: string;
  readonly pixelsSha256: string;
}

export interface SessionRecord {
  readonly account: Account;
  readonly script: Script;
  /** The fault under which it began. */
  readonly phase: string;
  readonly sessionId: string;
  readonly photoId: string;
  readonly beganAtMs: number;
  endedAtMs: number | null;
  readonly turns: TurnRecord[];
  changes: number;
  /** As they came by SSE; null = nobody followed. */
  streamed: readonly EventJson[] | null;
  outcome: Outcome | null;
  /** Why the script could not be done to its end. */
  stuck: string | null;
}

export interface Ledger {
  readonly sessions: SessionRecord[];
  /** What was never acknowledged, and why. */
  readonly refused: string[];
  /** Receivers that were made during the faults: description, account. */
  readonly webhooks: { readonly description: string; readonly account: Account; readonly phase: string }[];
}

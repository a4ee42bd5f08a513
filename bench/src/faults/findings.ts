/** What the checker found, and what was injected. */

export type FindingKind =
  /** Acknowledged, and not there, not ended, or not what it should be. */
  | 'lost'
  /** Done twice. */
  | 'duplicated';

export interface Finding {
  readonly kind: FindingKind;
  /** The fault under which the work began. */
  readonly phase: string;
  readonly what: string;
  /** Tenant, session, turn. */
  readonly where: string;
  /** What was injected while the work was under way. */
  readonly meanwhile: readonly Injection[];
}

export interface Injection {
  /** Since the start of the bench. */
  readonly atMs: number;
  readonly fault: string;
  /** `kill gateway-runner-1` … */
  readonly what: string;
  /** The event after which it was done. */
  readonly after: string | null;
}

/** One line of the table. */
export interface FaultRow {
  readonly fault: string;
  readonly what: string;
  readonly injected: number;
  /** Pieces of acknowledged work, or probes, that came to what they should. */
  readonly survived: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly note: string;
}

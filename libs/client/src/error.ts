import type { Problem, ProblemCode } from './schemas.ts';

export interface SafelightErrorFields {
  readonly code: ProblemCode;
  readonly status: number;
  readonly requestId?: string | undefined;
  readonly retryable: boolean;
  readonly type?: string | undefined;
  readonly title?: string | undefined;
  readonly errors?: Problem['errors'];
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** A call that failed: the server's problem document (RFC 9457), or no answer at all. */
export class SafelightError extends Error {
  /** Stable; docs/failures.md explains each. */
  readonly code: ProblemCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What to name when asking the operator. */
  readonly requestId: string | undefined;
  /** Whether the same call can succeed later without a change. */
  readonly retryable: boolean;
  /** Address of a page that explains the code. */
  readonly type: string | undefined;
  readonly title: string | undefined;
  /** What is wrong with which part of the request. */
  readonly errors: Problem['errors'];
  readonly retryAfterMs: number | undefined;

  constructor(message: string, fields: SafelightErrorFields) {
    super(message, { cause: fields.cause });
    this.name = 'SafelightError';
    this.code = fields.code;
    this.status = fields.status;
    this.requestId = fields.requestId;
    this.retryable = fields.retryable;
    this.type = fields.type;
    this.title = fields.title;
    this.errors = fields.errors ?? [];
    this.retryAfterMs = fields.retryAfterMs;
  }
}

import type { FaultCode, Matte, Rgb8Image } from '@safelight/core';
import type { PerceivedMask, SceneFigures } from '../perception.ts';

/** What the caller's thread asks. */
export type Question =
  | { readonly type: 'find'; readonly id: number; readonly picture: Rgb8Image; readonly mask: PerceivedMask }
  | { readonly type: 'describe'; readonly id: number; readonly picture: Rgb8Image }
  | { readonly type: 'cancel'; readonly id: number };

/** A fault as it travels between threads. */
export interface SentFault {
  readonly code: FaultCode;
  readonly message: string;
  readonly field: string | undefined;
  readonly detail: string | undefined;
}

export type Answer =
  | { readonly id: number; readonly answer: Matte | SceneFigures | null }
  | { readonly id: number; readonly fault: SentFault };

import type { Evaluation, FaultCode } from '@safelight/core';
import type { Edit } from '../backend/backend.ts';

/** What the judge's thread is asked … */
export interface Question {
  readonly id: number;
  readonly edit: Edit;
}

/** … and what it answers. Classes do not cross threads, so a fault travels as its parts. */
export type Answer =
  | { readonly id: number; readonly evaluation: Evaluation }
  | {
      readonly id: number;
      readonly fault: {
        readonly code: FaultCode;
        readonly message: string;
        readonly field: string | undefined;
        readonly detail: string | undefined;
      };
    };

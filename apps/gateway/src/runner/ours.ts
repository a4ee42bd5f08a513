import type { FaultCode, FaultKind } from '@safelight/core';
import { faultCatalogue } from '@safelight/core';

const ours: ReadonlySet<FaultKind> = new Set(['internal', 'unavailable', 'deadline']);

/** A failure for a reason of ours, or of a model server that the operator chose: nobody pays for it. */
export function isOurs(code: FaultCode): boolean {
  return ours.has(faultCatalogue[code].kind) || code.startsWith('model.');
}

const passing: ReadonlySet<FaultCode> = new Set(['database.unavailable', 'blob.unavailable', 'service.unavailable']);

/** Something that the work needs is away for now: it is given back and taken again, not failed. */
export function passes(code: FaultCode): boolean {
  return passing.has(code);
}

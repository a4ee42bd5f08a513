import { toFault, type FaultKind } from '@safelight/core';
import { debug } from './config/env.ts';

/** Exit codes by fault kind; told in `--help`, so scripts may rely on them. */
export const exitCodes = {
  internal: 1,
  invalid: 2,
  notFound: 3,
  conflict: 4,
  precondition: 4,
  unauthenticated: 5,
  forbidden: 5,
  exhausted: 6,
  unavailable: 7,
  deadline: 8,
  canceled: 130,
} as const satisfies Record<FaultKind, number>;

export const exitCodeHelp = `
Exit codes: 0 done, 1 internal error, 2 invalid input, 3 not found, 4 conflict, 5 not authorised,
6 over a limit, 7 a service is unavailable, 8 deadline passed, 130 interrupted.`;

/** Tells a failure in one line that says what to do, and sets the exit code. `SAFELIGHT_DEBUG=1` adds the stack. */
export function fail(thrown: unknown): void {
  const fault = toFault(thrown);
  process.stderr.write(`safelight: ${fault.message.replaceAll('\n', ' ')}\n`);
  if (debug) {
    process.stderr.write(`${fault.stack ?? ''}\n${fault.detail ?? ''}\n`);
    if (fault.cause !== undefined) console.error(fault.cause);
  }
  process.exitCode = exitCodes[fault.kind];
}

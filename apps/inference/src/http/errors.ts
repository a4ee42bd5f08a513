import type { Fault, FaultKind } from '@safelight/core';

const statusOfKind = {
  invalid: 400,
  notFound: 404,
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  precondition: 400,
  exhausted: 429,
  unavailable: 503,
  deadline: 504,
  // As nginx has it: nobody reads it any more.
  canceled: 499,
  internal: 500,
} as const satisfies Record<FaultKind, number>;

export function statusOf({ code, kind }: Fault): number {
  if (code === 'request.tooLarge') return 413;
  if (code === 'request.methodNotAllowed') return 405;
  if (code === 'request.unsupportedMediaType') return 415;
  if (code === 'service.unauthenticated') return 401;
  return statusOfKind[kind];
}

/** The protocol's error, and the code by which docs/failures.md explains it. */
export const errorBody = ({ message, code }: Fault): object => ({ error: message, code });

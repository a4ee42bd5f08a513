import { Metadata, status, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import { Fault, isFaultCode, toFault, type FaultKind, type Problem } from '@safelight/core';

/** The one table between faults and gRPC. */
const codeOfKind = {
  invalid: status.INVALID_ARGUMENT,
  notFound: status.NOT_FOUND,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  conflict: status.ABORTED,
  precondition: status.FAILED_PRECONDITION,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  deadline: status.DEADLINE_EXCEEDED,
  canceled: status.CANCELLED,
  internal: status.INTERNAL,
} as const satisfies Record<FaultKind, status>;

/** Trailing metadata that carries the fault's code, field and problems as JSON. */
const faultKey = 'safelight-fault-bin';
/** Trailers are limited by HTTP/2 peers (8–16 KiB); the rest of a long list is cut, its first entries tell what to mend. */
const problemsInTrailerMax = 20;

interface FaultTrailer {
  readonly code: string;
  readonly field?: string | undefined;
  readonly problems: readonly Problem[];
  readonly retryAfterSeconds?: number | undefined;
}

export function toStatus(thrown: unknown): StatusObject {
  const fault = toFault(thrown);
  const metadata = new Metadata();
  const trailer: FaultTrailer = {
    code: fault.code,
    field: fault.field,
    problems: fault.problems.slice(0, problemsInTrailerMax),
    retryAfterSeconds: fault.retryAfterSeconds,
  };
  metadata.set(faultKey, Buffer.from(JSON.stringify(trailer)));
  // The retry policies of gRPC's own clients heed this one.
  if (fault.retryAfterSeconds !== undefined) {
    metadata.set('grpc-retry-pushback-ms', String(fault.retryAfterSeconds * 1_000));
  }
  // Half of a surrogate pair, from an instruction that was cut, would make the encoder of the status throw.
  return { code: codeOfKind[fault.kind], details: fault.message.toWellFormed(), metadata };
}

/** What the client makes of a failed call: the server's fault, or one that says why the server could not be asked. */
export function fromServiceError(error: ServiceError, address: string): Fault {
  const [packed] = error.metadata?.get(faultKey) ?? [];
  if (packed instanceof Buffer) {
    const trailer = JSON.parse(packed.toString('utf8')) as FaultTrailer;
    if (isFaultCode(trailer.code)) {
      const { field, problems, retryAfterSeconds } = trailer;
      return new Fault(trailer.code, error.details, {
        ...(field === undefined ? {} : { field }),
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        ...{ problems, cause: error },
      });
    }
  }
  switch (error.code) {
    case status.CANCELLED:
      return new Fault('request.canceled', 'The request was canceled before it finished.', { cause: error });
    case status.DEADLINE_EXCEEDED:
      return new Fault('request.deadlineExceeded', 'The deadline passed before the work was done. Allow more time.', {
        cause: error,
      });
    case status.UNAVAILABLE:
      return new Fault('service.unavailable', `The service at ${address} does not answer. Check that it runs.`, {
        cause: error,
        // Why no connection stands: refused, no such host, or a certificate that one side does not accept.
        detail: error.details,
      });
    case status.RESOURCE_EXHAUSTED:
      return new Fault('request.tooLarge', 'The message is larger than the limit. Send a smaller photo.', {
        cause: error,
      });
    default:
      return new Fault('internal', 'A service failed in an unexpected way. Its log holds the cause.', {
        cause: error,
        detail: error.message,
      });
  }
}

import { Metadata, status, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import { Fault, toFault, type FaultKind } from '@safelight/core';
import { decodeStatus, encodeStatus } from '@safelight/wire';

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

/** Trailing metadata that carries google.rpc.Status, by the name that gRPC libraries know. */
const detailsKey = 'grpc-status-details-bin';

export function toStatus(thrown: unknown): StatusObject {
  const fault = toFault(thrown);
  const code = codeOfKind[fault.kind];
  const metadata = new Metadata();
  metadata.set(detailsKey, Buffer.from(encodeStatus(fault, code)));
  // The retry policies of gRPC's own clients heed this one.
  if (fault.retryAfterSeconds !== undefined) {
    metadata.set('grpc-retry-pushback-ms', String(fault.retryAfterSeconds * 1_000));
  }
  // Half of a surrogate pair, from an instruction that was cut, would make the encoder of the status throw.
  return { code, details: fault.message.toWellFormed(), metadata };
}

/** What the client makes of a failed call: the server's fault, or one that says why the server could not be asked. */
export function fromServiceError(error: ServiceError, address: string): Fault {
  const [packed] = error.metadata?.get(detailsKey) ?? [];
  const fault = packed instanceof Buffer ? decodeStatus(packed, error) : null;
  if (fault !== null) return fault;
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

/** What a failed call of the S3 client means. */

interface S3Failure {
  /** S3's code: `NoSuchKey`, `SlowDown`. */
  readonly name: string;
  readonly message: string;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
}

/** Refusals of one try that another may not meet: the transfer was damaged or late, or the clock has been set right since. */
const transientCodes: ReadonlySet<string> = new Set([
  'BadDigest',
  'IncompleteBody',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'XAmzContentSHA256Mismatch',
]);

/** Whether the same call may succeed in a moment. No answer at all is a network that may come back. */
export function isTransient(error: unknown): boolean {
  const { name, status } = failureOf(error);
  return (
    status === undefined ||
    status < 400 ||
    status >= 500 ||
    status === 408 ||
    status === 429 ||
    transientCodes.has(name)
  );
}

/**
 * Whether S3 says that the object is not there. A missing bucket and a 404 without S3's code (another server answers at the
 * address) are mistakes of the installation: a picture must not be called lost for them.
 */
export function isAbsent(error: unknown): boolean {
  return failureOf(error).name === 'NoSuchKey';
}

/** For the log: no request, no header, no key. */
export function saidBy(error: unknown): Error {
  const { name, message, status } = failureOf(error);
  return new Error(`S3: ${name}${status === undefined ? '' : ` (${status})`}: ${message}`, { cause: error });
}

function failureOf(error: unknown): S3Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), status: undefined };
  const { $metadata: metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return { name: error.name, message: error.message, status: metadata?.httpStatusCode };
}

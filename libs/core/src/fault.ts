/**
 * Faults: the one way in which Safelight says that something could not be done.
 *
 * The domain throws a `Fault`; one table at each edge (gRPC in `libs/service-kit`, HTTP in
 * `apps/gateway`, exit codes in `apps/cli`) turns its kind into that edge's form.
 */

/** What class of failure this is; the edges map kinds, not codes. */
export type FaultKind =
  | 'invalid'
  | 'notFound'
  | 'unauthenticated'
  | 'forbidden'
  | 'conflict'
  | 'precondition'
  | 'exhausted'
  | 'unavailable'
  | 'deadline'
  | 'canceled'
  | 'internal';

interface FaultEntry {
  readonly kind: FaultKind;
  /** Whether the same request can succeed later without a change. */
  readonly retryable: boolean;
  /** Short, stable, safe for callers; the RFC 9457 `title`. */
  readonly title: string;
}

/** Every code that can leave a Safelight process. Each has a section in `docs/failures.md`. */
export const faultCatalogue = {
  'photo.empty': { kind: 'invalid', retryable: false, title: 'The photo is empty' },
  'photo.notAnImage': { kind: 'invalid', retryable: false, title: 'The file is not an image' },
  'photo.unsupported': { kind: 'invalid', retryable: false, title: 'This image format is not supported' },
  'photo.truncated': { kind: 'invalid', retryable: false, title: 'The photo is damaged or incomplete' },
  'photo.tooLarge': { kind: 'exhausted', retryable: false, title: 'The photo is larger than the limit' },
  'photo.digestMismatch': { kind: 'invalid', retryable: true, title: 'The photo is not what its digest says' },
  'photo.notFound': { kind: 'notFound', retryable: false, title: 'No such photo' },
  'photo.notCached': { kind: 'precondition', retryable: true, title: 'The sandbox does not hold this photo' },
  'file.unreadable': { kind: 'invalid', retryable: false, title: 'The file cannot be read' },
  'file.unwritable': { kind: 'invalid', retryable: false, title: 'The output cannot be written' },
  'instruction.empty': { kind: 'invalid', retryable: false, title: 'The instruction is empty' },
  'instruction.tooLong': { kind: 'invalid', retryable: false, title: 'The instruction is too long' },
  'instruction.notDevelopWork': {
    kind: 'invalid',
    retryable: false,
    title: 'The instruction asks for nothing that developing can do',
  },
  'tool.unknown': { kind: 'invalid', retryable: false, title: 'Unknown tool' },
  'tool.notRendered': { kind: 'invalid', retryable: false, title: 'The engine does not render this tool' },
  'tool.notApplicable': { kind: 'invalid', retryable: false, title: 'The tool does not apply to this photo' },
  'tool.badValue': { kind: 'invalid', retryable: false, title: 'The value does not fit the tool' },
  'tool.outOfRange': { kind: 'invalid', retryable: false, title: 'The value is out of range' },
  'recipe.invalid': { kind: 'invalid', retryable: false, title: 'The recipe is not valid' },
  'mask.nothingFound': { kind: 'invalid', retryable: false, title: 'The photo does not show what the mask selects' },
  'roc.invalid': { kind: 'invalid', retryable: false, title: 'The retouching configuration is not valid' },
  'xmp.invalid': { kind: 'invalid', retryable: false, title: 'The XMP is not valid' },
  'session.notFound': { kind: 'notFound', retryable: false, title: 'No such session' },
  'turn.notFound': { kind: 'notFound', retryable: false, title: 'No such turn' },
  'turn.notStarted': { kind: 'conflict', retryable: true, title: 'The turn has not started yet' },
  'turn.notFinished': { kind: 'conflict', retryable: true, title: 'The turn has not ended with a result' },
  'turn.canceled': { kind: 'canceled', retryable: false, title: 'The turn was canceled' },
  'turn.expired': { kind: 'deadline', retryable: true, title: 'The turn did not end within its deadline' },
  'turn.conflict': { kind: 'conflict', retryable: true, title: 'Another turn of this session is still running' },
  'job.notFound': { kind: 'notFound', retryable: false, title: 'No such job' },
  'job.conflict': { kind: 'conflict', retryable: true, title: 'Another runner holds the job' },
  'render.notFound': { kind: 'notFound', retryable: false, title: 'No such render' },
  'preset.notFound': { kind: 'notFound', retryable: false, title: 'No such preset' },
  'preset.tooMany': { kind: 'exhausted', retryable: false, title: 'The account has as many presets as it may' },
  'calibration.notFound': { kind: 'notFound', retryable: false, title: 'No such calibration' },
  'request.invalid': { kind: 'invalid', retryable: false, title: 'The request is not valid' },
  'request.unauthenticated': { kind: 'unauthenticated', retryable: false, title: 'The API key is missing or wrong' },
  'request.forbidden': { kind: 'forbidden', retryable: false, title: 'The API key may not do this' },
  'tenant.suspended': { kind: 'forbidden', retryable: false, title: 'The account is suspended' },
  'tenant.notFound': { kind: 'notFound', retryable: false, title: 'No such tenant' },
  'tenant.conflict': { kind: 'conflict', retryable: false, title: 'The tenant cannot be changed in this way' },
  'key.notFound': { kind: 'notFound', retryable: false, title: 'No such API key' },
  'key.conflict': { kind: 'conflict', retryable: false, title: 'The API key cannot be changed in this way' },
  'key.tooMany': { kind: 'exhausted', retryable: false, title: 'The account has as many API keys as it may' },
  'quota.exceeded': { kind: 'exhausted', retryable: false, title: 'The quota of this month is used up' },
  'webhook.notFound': { kind: 'notFound', retryable: false, title: 'No such webhook' },
  'webhook.disabled': { kind: 'conflict', retryable: false, title: 'The webhook is disabled' },
  'request.notFound': { kind: 'notFound', retryable: false, title: 'No such resource' },
  'request.methodNotAllowed': { kind: 'invalid', retryable: false, title: 'This address does not answer this method' },
  'request.unsupportedMediaType': {
    kind: 'invalid',
    retryable: false,
    title: 'The body has an unsupported media type',
  },
  'request.tooLarge': { kind: 'exhausted', retryable: false, title: 'The request is larger than the limit' },
  'request.tooMany': { kind: 'exhausted', retryable: true, title: 'Too many requests at once' },
  'request.rateLimited': { kind: 'exhausted', retryable: true, title: 'Too many requests in a short time' },
  'url.invalid': { kind: 'invalid', retryable: false, title: 'The address is not a URL that can be used' },
  'url.forbidden': { kind: 'invalid', retryable: false, title: 'The address may not be reached' },
  'url.unreachable': { kind: 'unavailable', retryable: true, title: 'The address cannot be reached' },
  'url.tooLarge': { kind: 'exhausted', retryable: false, title: 'What the address answers is larger than the limit' },
  'url.timeout': { kind: 'deadline', retryable: true, title: 'The address did not answer in time' },
  'idempotency.mismatch': {
    kind: 'conflict',
    retryable: false,
    title: 'The idempotency key was used for another request',
  },
  'idempotency.running': {
    kind: 'conflict',
    retryable: true,
    title: 'The first request with this idempotency key is still running',
  },
  'request.canceled': { kind: 'canceled', retryable: true, title: 'The request was canceled' },
  'request.deadlineExceeded': { kind: 'deadline', retryable: true, title: 'The deadline has passed' },
  'blob.unavailable': { kind: 'unavailable', retryable: true, title: 'The store of pictures does not answer' },
  'database.unavailable': { kind: 'unavailable', retryable: true, title: 'The database does not answer' },
  'engine.stuck': { kind: 'unavailable', retryable: true, title: 'The engine did not answer in time' },
  'service.unavailable': { kind: 'unavailable', retryable: true, title: 'A service is not reachable' },
  // To its own caller the service is not available; whose call it served has nothing to mend.
  'service.unauthenticated': { kind: 'unavailable', retryable: false, title: 'A service refuses its neighbour' },
  'model.unavailable': { kind: 'unavailable', retryable: true, title: 'The model does not answer' },
  'model.timeout': { kind: 'deadline', retryable: true, title: 'The model did not answer in time' },
  'model.rateLimited': { kind: 'exhausted', retryable: true, title: 'The model takes no more requests for now' },
  'model.badReply': { kind: 'unavailable', retryable: true, title: 'The model gave a reply that cannot be used' },
  'model.contextTooLong': {
    kind: 'precondition',
    retryable: false,
    title: 'The request does not fit the context of the model',
  },
  'model.rejected': { kind: 'precondition', retryable: false, title: 'The model server rejects the request' },
  'model.notFound': { kind: 'notFound', retryable: false, title: 'No such model' },
  'model.notReady': { kind: 'unavailable', retryable: true, title: 'The model is not loaded' },
  'model.failed': { kind: 'internal', retryable: false, title: 'The model failed on this input' },
  'tensor.invalid': { kind: 'invalid', retryable: false, title: 'A tensor does not fit the model' },
  'model.broken': { kind: 'internal', retryable: false, title: 'A model file is missing or broken' },
  'bus.unavailable': { kind: 'unavailable', retryable: true, title: 'The message bus does not answer' },
  'bus.messageTooLarge': { kind: 'exhausted', retryable: false, title: 'The message is larger than its topic allows' },
  'bus.messageInvalid': { kind: 'invalid', retryable: false, title: 'The message is not valid' },
  'bus.topicUnknown': { kind: 'invalid', retryable: false, title: 'No such topic' },
  'data.locked': { kind: 'conflict', retryable: true, title: 'The data folder is in use by another process' },
  'config.invalid': { kind: 'invalid', retryable: false, title: 'The configuration is not valid' },
  internal: { kind: 'internal', retryable: false, title: 'Something went wrong inside Safelight' },
} as const satisfies Record<string, FaultEntry>;

export type FaultCode = keyof typeof faultCatalogue;

export function isFaultCode(text: string): text is FaultCode {
  return Object.hasOwn(faultCatalogue, text);
}

/** One thing wrong with one place of the input. */
export interface Problem {
  readonly code: FaultCode;
  /** Path of the bad field as the caller wrote it: `settings.exposure`, `calls[2].value`. Empty for the whole input. */
  readonly field: string;
  /** One line, safe for callers, that ends in what to do next. */
  readonly message: string;
  /** A value that would do in its place, where there is an obvious one. */
  readonly fix?: string | number | boolean;
}

export interface FaultOptions {
  /** Path of the bad field, when one field is to blame. */
  readonly field?: string;
  /** All problems, when there are several; the fault's own message sums them up. */
  readonly problems?: readonly Problem[];
  /** When the same request can succeed; for faults that time heals. */
  readonly retryAfterSeconds?: number;
  /** For operators: goes to the log, never to a caller. */
  readonly detail?: string;
  /** Never leaves the process. */
  readonly cause?: unknown;
}

/** A failure with a code from `faultCatalogue` and a message that is safe to show and says what to do next. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly field: string | undefined;
  readonly problems: readonly Problem[];
  readonly retryAfterSeconds: number | undefined;
  readonly detail: string | undefined;

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.field = options.field;
    this.problems = options.problems ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.detail = options.detail;
  }

  get kind(): FaultKind {
    return faultCatalogue[this.code].kind;
  }

  get title(): string {
    return faultCatalogue[this.code].title;
  }

  get retryable(): boolean {
    return faultCatalogue[this.code].retryable;
  }
}

/** Turns whatever was thrown into a fault: faults pass, anything else becomes `internal` with its cause kept inside. */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new Fault('request.canceled', 'The request was canceled before it finished.', { cause: thrown });
  }
  if (thrown instanceof Error && thrown.name === 'TimeoutError') {
    return new Fault('request.deadlineExceeded', 'The deadline passed before the work was done. Allow more time.', {
      cause: thrown,
    });
  }
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return new Fault('internal', 'Something went wrong inside Safelight. The log of the service holds the cause.', {
    cause: thrown,
    detail,
  });
}

/** Makes one fault of a list of problems (at least one), carrying the first one's code. */
export function faultOfProblems(problems: readonly [Problem, ...Problem[]]): Fault {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new Fault(first.code, `${first.message}${more}`, { field: first.field, problems });
}

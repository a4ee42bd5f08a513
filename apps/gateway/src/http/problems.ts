/** Faults as RFC 9457 problems: the one table between faults and HTTP. */
import { Fault, faultCatalogue, toFault } from '@safelight/core';
import type { FaultCode, FaultKind, Problem } from '@safelight/core';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { faultCodeSchema } from '../schemas/recipe.ts';

const statusOfKind = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  precondition: 412,
  exhausted: 429,
  // nginx's code for a client that closed the connection: nobody reads it, the log shows it.
  canceled: 499,
  internal: 500,
  unavailable: 503,
  deadline: 504,
} as const satisfies Record<FaultKind, number>;

/** Where HTTP has a more telling status than the kind's. */
const statusOfCode: Partial<Record<FaultCode, number>> = {
  'photo.tooLarge': 413,
  'request.tooLarge': 413,
  'url.tooLarge': 413,
  'request.methodNotAllowed': 405,
  'request.unsupportedMediaType': 415,
  'idempotency.mismatch': 422,
};

export const problemDocument = z
  .object({
    type: z.string().describe('Address of a page that explains the code.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What went wrong and what to do next.'),
    instance: z.string().describe('The path that was asked for.'),
    requestId: z.string(),
    code: faultCodeSchema,
    retryable: z.boolean().describe('Whether the same request can succeed later.'),
    errors: z.array(
      z.object({
        in: z.enum(['body', 'query', 'path', 'header']),
        pointer: z.string().describe('JSON Pointer of the bad value within that part of the request.'),
        code: faultCodeSchema,
        detail: z.string(),
        fix: z
          .union([z.string(), z.number(), z.boolean()])
          .optional()
          .describe('A value that would do in its place, where there is an obvious one.'),
      }),
    ),
  })
  .meta({ id: 'Problem', description: 'An RFC 9457 problem.' });

type ProblemDocument = z.output<typeof problemDocument>;
type RequestPart = ProblemDocument['errors'][number]['in'];

export function statusOf(code: FaultCode): number {
  return statusOfCode[code] ?? statusOfKind[faultCatalogue[code].kind];
}

/** Answers with the problem of whatever was thrown. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { fault, part } = faultOfHttp(thrown);
  const status = statusOf(fault.code);
  const { code, detail, cause } = fault;
  const level = status >= 500 && status !== 503 ? 'error' : 'debug';
  request.log[level](
    { requestId: request.id, code, detail, err: level === 'error' ? cause : undefined },
    fault.message,
  );
  if (code === 'request.unauthenticated') void reply.header('www-authenticate', 'Bearer realm="safelight"');
  const retryAfterSeconds = fault.retryAfterSeconds ?? (fault.retryable && status >= 429 ? 1 : undefined);
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer((document: ProblemDocument) => JSON.stringify(document))
    .send(problemOf(fault, part, request));
}

function problemOf(fault: Fault, part: RequestPart | null, request: FastifyRequest): ProblemDocument {
  const single: Problem[] =
    fault.field === undefined ? [] : [{ code: fault.code, field: fault.field, message: fault.message }];
  const problems = fault.problems.length > 0 ? fault.problems : single;
  return {
    type: `/problems/${fault.code}`,
    title: fault.title,
    status: statusOf(fault.code),
    detail: fault.message,
    instance: new URL(request.url, 'http://host').pathname,
    requestId: request.id,
    code: fault.code,
    retryable: fault.retryable,
    errors: problems.map(({ code, field, message, fix }) => ({
      in: part ?? partOf(field, request),
      pointer: pointerOf(field),
      ...{ code, detail: message },
      ...(fix === undefined ? {} : { fix }),
    })),
  };
}

/** Where the caller wrote a field that a use-case names: those know no HTTP. */
function partOf(field: string, { query, params, headers }: FastifyRequest): RequestPart {
  const [name = ''] = field.split(/[.[]/);
  const has = (part: unknown) => typeof part === 'object' && part !== null && Object.hasOwn(part, name);
  if (has(params)) return 'path';
  if (has(query)) return 'query';
  return Object.hasOwn(headers, name.toLowerCase()) ? 'header' : 'body';
}

/** `calls[2].value` → `/calls/2/value` (RFC 6901). */
export function pointerOf(field: string): string {
  const parts = field.split(/[.[\]]/).filter((part) => part !== '');
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

interface HttpFault {
  readonly fault: Fault;
  /** Null where only the field's name tells. */
  readonly part: RequestPart | null;
}

function faultOfHttp(thrown: unknown): HttpFault {
  if (thrown instanceof Fault) return { fault: thrown, part: null };
  if (hasZodFastifySchemaValidationErrors(thrown)) return faultOfValidation(thrown);
  if (isFastifyError(thrown)) return { fault: faultOfFastify(thrown), part: 'body' };
  return { fault: toFault(thrown), part: null };
}

const partOfContext: Readonly<Record<string, RequestPart>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

function faultOfValidation(
  error: Omit<FastifyError, 'validation'> & {
    readonly validation: readonly ValidationIssue[];
  },
): HttpFault {
  const part = partOfContext[error.validationContext ?? 'body'] ?? 'body';
  const problems = error.validation.map((issue): Problem => {
    const field = issue.instancePath.slice(1).replaceAll('/', '.');
    const message = `${field || `the ${part}`}: ${issue.message ?? 'is not valid'}`;
    const fix = fixOf(issue);
    return { code: 'request.invalid', field, message, ...(fix === undefined ? {} : { fix }) };
  });
  const text = problems.map(({ message }) => message).join('; ');
  return { part, fault: new Fault('request.invalid', `${text}. Mend the request.`, { problems }) };
}

interface ValidationIssue {
  readonly keyword?: string;
  readonly instancePath: string;
  readonly message?: string | undefined;
  /** What zod tells of the rule that was broken. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The nearest value within the bounds, or the only one that is allowed. */
function fixOf({ keyword, params = {} }: ValidationIssue): Problem['fix'] {
  const { origin, maximum, minimum, values } = params;
  const isNumber = origin === 'number' || origin === 'int';
  if (keyword === 'too_big' && isNumber && typeof maximum === 'number' && params['inclusive'] === true) return maximum;
  if (keyword === 'too_small' && isNumber && typeof minimum === 'number' && params['inclusive'] === true)
    return minimum;
  const [only] = Array.isArray(values) && values.length === 1 ? (values as unknown[]) : [];
  return typeof only === 'string' || typeof only === 'number' || typeof only === 'boolean' ? only : undefined;
}

/** Fastify's and its plugins' own errors carry a code that begins with FST_. */
function isFastifyError(thrown: unknown): thrown is FastifyError {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('FST_');
}

function faultOfFastify(error: FastifyError): Fault {
  switch (error.statusCode) {
    case 413:
      return new Fault('request.tooLarge', 'The body is larger than this address takes. Send less.', { cause: error });
    case 415:
    case 406:
      return new Fault(
        'request.unsupportedMediaType',
        'This address does not take that Content-Type. See /openapi.json for what it takes.',
        { cause: error },
      );
    case undefined:
    case 500:
      return toFault(error);
    default:
      return new Fault('request.invalid', `${error.message}. Mend the request.`, { cause: error });
  }
}

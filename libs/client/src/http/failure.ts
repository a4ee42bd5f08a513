/** What went wrong with one attempt, as an error that callers can act on. */
import { SafelightError } from '../error.ts';
import { clientLimits } from '../options.ts';
import type { Problem } from '../schemas.ts';

/** Statuses by which proxies and overloaded servers say "later", also without a problem document. */
const passing: readonly number[] = [429, 502, 503, 504];

/** Of an answer that is not 2xx. */
export async function errorOfAnswer(response: Response, baseUrl: string): Promise<SafelightError> {
  const { status, headers } = response;
  const text = await response.text().catch(() => '');
  const retryAfterMs = retryAfterOf(headers.get('retry-after'), Date.now());
  const problem = problemOf(text);
  if (problem === null) {
    const said = text.trim().slice(0, clientLimits.excerptChars);
    const message = `${baseUrl} answered ${status}${said === '' ? '' : `: ${said}`}. Check that it is a Safelight server.`;
    return new SafelightError(message, {
      code: status === 401 ? 'request.unauthenticated' : status >= 500 ? 'service.unavailable' : 'request.invalid',
      ...{ status, retryAfterMs, retryable: passing.includes(status) },
      requestId: headers.get('x-request-id') ?? undefined,
    });
  }
  const { detail, ...fields } = problem;
  return new SafelightError(detail, { ...fields, status, retryAfterMs });
}

function problemOf(text: string): Problem | null {
  try {
    const problem = JSON.parse(text) as Partial<Problem> | null;
    const whole = typeof problem?.code === 'string' && typeof problem.detail === 'string';
    return whole ? (problem as Problem) : null;
  } catch {
    return null;
  }
}

/** RFC 9110: seconds, or a date. */
export function retryAfterOf(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/** Of a call that broke off. What the caller ended is thrown as the caller gave it. */
export function errorOfBreak(cause: unknown, baseUrl: string, asked: AbortSignal | undefined): unknown {
  if (asked?.aborted === true) return asked.reason;
  if (cause instanceof SafelightError) return cause;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    const message = `${baseUrl} did not answer in time. Allow more time, or try again.`;
    return new SafelightError(message, { code: 'request.deadlineExceeded', status: 0, retryable: true, cause });
  }
  const message = `${baseUrl} does not answer. Check the address and that the server runs.`;
  return new SafelightError(message, { code: 'service.unavailable', status: 0, retryable: true, cause });
}

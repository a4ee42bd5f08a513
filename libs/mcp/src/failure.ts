/** Failures as tool errors: the model reads what went wrong and what to do, the host goes on. */
import { SafelightError } from '@safelight/client';
import type { CallToolResult } from '@modelcontextprotocol/server';

/** A bad argument; the text says what to do. */
export class ToolInputError extends Error {
  override readonly name = 'ToolInputError';
}

export function toolError(thrown: unknown): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: textOf(thrown) }] };
}

/** @throws what is no failure of the call: a canceled request, a bug */
function textOf(thrown: unknown): string {
  if (thrown instanceof ToolInputError) return thrown.message;
  if (!(thrown instanceof SafelightError)) throw thrown;
  const { code, message, errors, retryable, requestId } = thrown;
  const places = errors.map(({ in: part, pointer, detail }) => `- ${part} ${pointer}: ${detail}`);
  const again = retryable ? ['The same call can succeed later.'] : [];
  const request = requestId === undefined ? '' : `, request ${requestId}`;
  return [message, ...places, ...again, `(${code}${request})`].join('\n');
}

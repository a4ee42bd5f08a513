/**
 * `idempotency-key` in the metadata of a call, with the meaning that the header has over REST: the same key with the same
 * request gets the first answer for 24 hours, refusals too; another request is `idempotency.mismatch`, and while the first
 * is still being answered it is `idempotency.running`. What may go well at the next try is not kept.
 */
import { Fault, sha256, toFault } from '@safelight/core';
import { decodeStatus, encodeStatus } from '@safelight/wire';
import type { Method } from '@safelight/wire';
import { z } from 'zod';
import type { CallerContext } from '../context.ts';
import { beginOnce, idempotencyKey } from '../editing/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';

/** @throws Fault request.invalid for a key that is none */
export function keyOfCall(sent: string | undefined, path: string, request: unknown): IdempotencyKey | null {
  return sent === undefined ? null : idempotencyKey(sent, path, withDigests(request));
}

/** One of both, as protobuf in base64: a response of the method, or a google.rpc.Status. */
const answerSchema = z.union([z.object({ response: z.string() }), z.object({ status: z.string() })]);
type Answer = z.output<typeof answerSchema>;

type Responses = Pick<Method<unknown, unknown>, 'encodeResponse' | 'decodeResponse'>;

/**
 * Answers once per key.
 * @param secret the caller's API key
 * @throws Fault idempotency.mismatch, idempotency.running, and what `work` throws
 */
export async function answerOnce(
  caller: CallerContext,
  method: Responses,
  key: IdempotencyKey,
  secret: string,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const begun = await beginOnce(caller, key, secret);
  if ('answer' in begun) return replay(method, answerSchema.parse(JSON.parse(begun.answer)));
  using pending = begun.pending;
  const settle = (answer: Answer): Promise<void> => pending.settle(JSON.stringify(answer));
  try {
    const response = await work();
    await settle({ response: Buffer.from(method.encodeResponse(response)).toString('base64') });
    return response;
  } catch (thrown) {
    const fault = toFault(thrown);
    if (isKept(fault)) await settle({ status: Buffer.from(encodeStatus(fault, 0)).toString('base64') });
    else await pending.release();
    throw thrown;
  }
}

function replay(method: Responses, answer: Answer): unknown {
  if ('response' in answer) return method.decodeResponse(Buffer.from(answer.response, 'base64'));
  throw decodeStatus(Buffer.from(answer.status, 'base64'), null) ?? new Fault('internal', 'The kept answer is broken.');
}

const passing: ReadonlySet<Fault['kind']> = new Set(['internal', 'unavailable', 'deadline', 'canceled', 'conflict']);

function isKept({ kind, retryable }: Fault): boolean {
  return !retryable && !passing.has(kind);
}

/** Pictures by their digests. */
function withDigests(value: unknown): unknown {
  if (value instanceof Uint8Array) return { sha256: sha256(value) };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withDigests);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withDigests(inner)]));
}

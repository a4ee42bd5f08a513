import { Fault, canonicalJson, sha256 } from '@safelight/core';
import { keyLengthMax } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';

/** Makes the key of one request from what the caller sent, if anything. @throws Fault request.invalid */
export function idempotencyKey(sent: string | undefined, operation: string, payload: unknown): IdempotencyKey | null {
  if (sent === undefined) return null;
  if (sent === '' || sent.length > keyLengthMax) {
    throw new Fault('request.invalid', `The idempotency key must have 1 to ${keyLengthMax} characters. Send a UUID.`, {
      field: 'Idempotency-Key',
    });
  }
  return { key: sent, operation, payloadSha256: sha256(canonicalJson(payload)) };
}

/** `Idempotency-Key`: what a caller tells twice is done once. */
import { Fault, canonicalJson, sha256, toFault } from '@safelight/core';
import type { CallerContext } from '../context.ts';
import { runnerFailed } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { keyLengthMax, prolongReservation, release, reserve, settle } from '../store/idempotency.ts';
import type { IdempotencyKey, Reservation } from '../store/idempotency.ts';
import { seal, unseal } from './seal.ts';

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

const { leaseMs } = gatewayLimits;

/** A request that is being answered for the first time. Settle or release it; disposing it alone lets its lease run out. */
export interface Pending extends Disposable {
  /** Keeps the answer for 24 hours. */
  settle(answer: string): Promise<void>;
  /** The request failed in a way that a repetition may not. */
  release(): Promise<void>;
}

/**
 * The two-phase form: reserve the key, work, answer. The lease is renewed until then. Scoped to the API key; use-cases that
 * create something use `once` with the same key as well, so that a process which dies between effect and answer leaves no
 * second effect to its successor.
 * @param secret the caller's API key: answers are sealed under it
 * @returns what was answered first, or the reservation
 * @throws Fault idempotency.mismatch, idempotency.running
 */
export async function beginOnce(
  context: CallerContext,
  key: IdempotencyKey,
  secret: string,
): Promise<{ readonly answer: string } | { readonly pending: Pending }> {
  const { store, identity, logger } = context;
  const name = `${identity.keyId} ${key.operation}`;
  const scoped = { ...key, operation: name };
  const reserved = await store.write((unit) => reserve(unit, scoped, leaseMs));
  if (reserved.type === 'answered') return { answer: unseal(reserved.answer, secret, name) };
  const { reservation }: { readonly reservation: Reservation } = reserved;
  const failed = (error: unknown) => runnerFailed(logger, toFault(error));
  const renewal = setInterval(() => {
    store.write((unit) => prolongReservation(unit, reservation, leaseMs)).catch(failed);
  }, leaseMs / 3);
  const pending: Pending = {
    // The effect is there whatever becomes of this: when it fails, the lease runs out and `once` finds the effect.
    async settle(answer) {
      clearInterval(renewal);
      await store.write((unit) => settle(unit, reservation, seal(answer, secret, name))).catch(failed);
    },
    async release() {
      clearInterval(renewal);
      await store.write((unit) => release(unit, reservation)).catch(failed);
    },
    [Symbol.dispose]: () => clearInterval(renewal),
  };
  return { pending };
}

/**
 * Signatures of webhooks as Standard Webhooks 1.0 has them (symmetric, `v1`): HMAC-SHA256 over `id.timestamp.body`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Fault } from '@safelight/core';

/** The three headers of a signed message. */
export interface WebhookHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  /** `v1,<base64>`, one for each secret, separated by spaces. */
  readonly 'webhook-signature': string;
}

export interface WebhookMessage {
  /** The same for every try of one message, so that a receiver can tell a repetition. */
  readonly id: string;
  /** When this try is made. */
  readonly at: Date;
  readonly body: string | Uint8Array;
}

/** Why a message is not taken, or that it is. */
export type WebhookVerdict = 'valid' | 'malformed' | 'expired' | 'mismatch';

/** How far the clocks of sender and receiver may differ; the specification's own libraries use it. */
export const webhookToleranceMs = 300_000;
const secretPrefix = 'whsec_';
// The specification's bounds.
const secretSizeBytesMin = 24;
const secretSizeBytesMax = 64;
const secretsCountMax = 5;
const idPattern = /^[A-Za-z0-9_-]{1,128}$/;

export function newWebhookSecret(): string {
  return secretPrefix + randomBytes(32).toString('base64');
}

/** @throws Fault request.invalid when the text is no `whsec_` secret of 24 to 64 bytes; the text is not repeated. */
export function checkWebhookSecret(secret: string): void {
  keyOf(secret);
}

/**
 * Signs one try. Several secrets while one replaces another: a receiver that knows either takes the message.
 * @throws Fault request.invalid when a secret is malformed.
 */
export function signWebhook(message: WebhookMessage, secrets: readonly string[]): WebhookHeaders {
  if (secrets.length === 0 || secrets.length > secretsCountMax) {
    throw new RangeError(`A webhook is signed with 1 to ${secretsCountMax} secrets, not ${secrets.length}.`);
  }
  // A point in the identifier would let two messages have one signed text.
  if (!idPattern.test(message.id))
    throw new RangeError('The identifier of a webhook has letters, digits, _ and - alone.');
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${digestOf(message.id, timestamp, message.body, secret).toString('base64')}`,
  );
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** What a receiver does: the signature is compared in constant time, and the clock before it. */
export function verifyWebhook(
  headers: WebhookHeaders,
  body: string | Uint8Array,
  secrets: readonly string[],
  now: Date = new Date(),
): WebhookVerdict {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  if (!idPattern.test(id) || !/^\d{1,12}$/.test(timestamp)) return 'malformed';
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > webhookToleranceMs) return 'expired';
  const given = headers['webhook-signature']
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .slice(0, secretsCountMax)
    .map((part) => Buffer.from(part.slice(3), 'base64'));
  if (given.length === 0) return 'malformed';
  const expected = secrets.map((secret) => digestOf(id, timestamp, body, secret));
  return expected.some((digest) => given.some((one) => one.length === digest.length && timingSafeEqual(one, digest)))
    ? 'valid'
    : 'mismatch';
}

function digestOf(id: string, timestamp: string, body: string | Uint8Array, secret: string): Buffer {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();
}

function keyOf(secret: string): Buffer {
  const text = secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : '';
  const key = Buffer.from(text, 'base64');
  // Node's decoder skips what is not base64; only what it writes back the same was base64.
  const sound = key.toString('base64') === text && key.length >= secretSizeBytesMin && key.length <= secretSizeBytesMax;
  if (sound) return key;
  throw new Fault(
    'request.invalid',
    `The secret is not ${secretPrefix} and the base64 of ${secretSizeBytesMin} to ${secretSizeBytesMax} random bytes. Leave it out to have one made.`,
    { field: 'secret' },
  );
}

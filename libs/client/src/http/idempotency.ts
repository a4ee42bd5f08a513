import type { CreateOptions } from '../options.ts';

/** The header that makes a creating call safe to repeat. */
export function idempotent({ idempotencyKey = newKey() }: CreateOptions): { readonly 'idempotency-key': string } {
  return { 'idempotency-key': idempotencyKey };
}

/** 128 random bits; `crypto.randomUUID` is missing from pages that are not served over TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

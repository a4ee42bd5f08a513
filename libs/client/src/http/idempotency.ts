/** A key that makes a creating call safe to repeat: 128 random bits. `crypto.randomUUID` is missing from pages without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { randomBytes } from 'node:crypto';

/** A cluster's id as Kafka writes one: sixteen bytes in base64, never with a dash in front, which reads as an option. */
export function newClusterId(): string {
  const bytes = randomBytes(16);
  // Base64 takes six bits a letter; the dash is number 62, and without its top bit the first letter stays below 32.
  bytes[0]! &= 0x7f;
  return bytes.toString('base64url');
}

/** `Content-Digest` (RFC 9530): what arrived is what was sent, or it is refused. */
import { Fault, sha256 } from '@safelight/core';

const field = 'Content-Digest';

/**
 * Checks the bytes against the SHA-256 of the header, when there is one. Other algorithms beside it are ignored, as the RFC
 * wants it; a header without a SHA-256 is refused, since whoever sends one wants to be sure.
 * @throws Fault request.invalid, photo.digestMismatch
 */
export function checkDigest(header: string | undefined, bytes: Uint8Array): void {
  if (header === undefined) return;
  const [, encoded] = /(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/]{43}=):\s*(?:;[^,]*)?(?=,|$)/.exec(header) ?? [];
  if (encoded === undefined) {
    throw new Fault('request.invalid', `${field} must hold sha-256=:<base64>:. Send that, or leave it out.`, { field });
  }
  if (Buffer.from(encoded, 'base64').toString('hex') === sha256(bytes)) return;
  throw new Fault(
    'photo.digestMismatch',
    'The bytes that arrived are not those that the digest names; nothing was kept. Send the photo again.',
    { field },
  );
}

import { sha256 } from '@safelight/core';
import { decodePhoto as decode } from './decode.ts';
import type { DecodedPhoto } from './photo.ts';

let ahead: { readonly key: string; readonly photo: Promise<DecodedPhoto> } | undefined;

/**
 * Starts to decode a photo that `decodePhoto` will be asked for in this process, so that decoding overlaps with whatever
 * comes first, such as the start of a service. Only the latest one is kept, and only until it is asked for.
 */
export function decodeAhead(bytes: Uint8Array): void {
  const photo = decode(bytes);
  // Whoever asks for the photo is told; nobody may ever ask.
  photo.catch(() => undefined);
  ahead = { key: sha256(bytes), photo };
}

/** See `decode.ts`. */
export function decodePhoto(bytes: Uint8Array): Promise<DecodedPhoto> {
  const kept = ahead;
  if (kept === undefined || kept.key !== sha256(bytes)) return decode(bytes);
  ahead = undefined;
  return kept.photo;
}

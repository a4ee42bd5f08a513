import { encodeImage } from '@safelight/codec';

/** A small grey picture that a model's server accepts. */
export function jpeg(): Promise<Uint8Array> {
  return encodeImage({ width: 16, height: 12, data: new Uint8Array(3 * 16 * 12).fill(128) }, { format: 'jpeg' });
}

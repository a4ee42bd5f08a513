/** Moves decoded samples into memory that worker threads can share. */

/**
 * Copies interleaved samples to three channels on a SharedArrayBuffer. One or two channels are grey (and alpha), four
 * are RGB and alpha; alpha is laid over white in the codes' own encoding, as photo browsers do.
 */
export function toSharedRgb<Samples extends Uint8Array | Uint16Array>(
  samples: Samples,
  pixels: number,
  channels: number,
): Samples {
  const eightBit = samples instanceof Uint8Array;
  const shared = new SharedArrayBuffer(pixels * 3 * samples.BYTES_PER_ELEMENT);
  const out = (eightBit ? new Uint8Array(shared) : new Uint16Array(shared)) as Samples;
  if (channels === 3) {
    out.set(samples);
    return out;
  }
  const white = eightBit ? 255 : 65535;
  const half = white >> 1;
  const grey = channels < 3;
  const hasAlpha = channels === 2 || channels === 4;
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel++, from += channels, to += 3) {
    const alpha = hasAlpha ? samples[from + channels - 1]! : white;
    const paper = white * (white - alpha) + half;
    for (let channel = 0; channel < 3; channel++) {
      const code = samples[from + (grey ? 0 : channel)]!;
      out[to + channel] = alpha === white ? code : Math.floor((code * alpha + paper) / white);
    }
  }
  return out;
}

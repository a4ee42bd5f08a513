/**
 * Metadata of AVIF. libvips copies profile and XMP as they are but takes EXIF apart and writes it anew, so it is given
 * a block of the right size to write, whose bytes are then replaced.
 */

const mark = Buffer.from('Exif\0\0', 'latin1');
const filler = 'safelight'.repeat(8);

/** An EXIF block with one long text, from which libvips makes an item larger than `sizeBytes`. */
export function placeholderExif(sizeBytes: number): Uint8Array {
  const text = Buffer.from(`${filler.repeat(Math.ceil(sizeBytes / filler.length) + 1)}\0`, 'latin1');
  const block = Buffer.alloc(26);
  block.write('II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0', 0, 'latin1');
  block.writeUInt32LE(text.length, 14);
  block.writeUInt32LE(block.length, 18);
  return new Uint8Array(Buffer.concat([block, text]));
}

/** Puts the block where the placeholder was written; what is left of its room is filled with zeros. */
export function replaceExif(avif: Uint8Array, exif: Uint8Array): Uint8Array {
  const bytes = Buffer.from(avif);
  const first = bytes.indexOf(filler);
  const start = bytes.lastIndexOf(mark, first) + mark.length;
  const end = bytes.lastIndexOf(filler) + filler.length;
  if (first < 0 || start < mark.length || end - start < exif.length) throw new Error('the AVIF encoder wrote no EXIF');
  bytes.fill(0, start, end);
  bytes.set(exif, start);
  return new Uint8Array(bytes);
}

import { Fault } from '@safelight/core';
import { Tiff, type TiffDirectory } from '../metadata/tiff.ts';

const tags = {
  stripOffsets: 0x0111,
  stripByteCounts: 0x0117,
  tileOffsets: 0x0144,
  tileByteCounts: 0x0145,
  subDirectories: 0x014a,
} as const;
const pairs = [
  [tags.stripOffsets, tags.stripByteCounts],
  [tags.tileOffsets, tags.tileByteCounts],
] as const;

/**
 * Refuses a raw file of the TIFF family that ends before its last strip or tile: LibRaw would fill up with black.
 * @throws Fault photo.truncated
 */
export function checkStrips(bytes: Uint8Array): void {
  const tiff = Tiff.open(bytes);
  const first = tiff?.first ?? null;
  if (tiff === null || first === null) return;
  const pointers = first.entries.find(({ tag }) => tag === tags.subDirectories);
  const children = pointers === undefined ? [] : tiff.numbers(pointers).map((offset) => tiff.directory(offset));
  if ([first, ...children].some((directory) => directory !== null && reachesBeyond(tiff, directory))) {
    throw new Fault(
      'photo.truncated',
      'The raw data is incomplete: the file ends before its picture does. Copy it again from where it came from.',
    );
  }
}

function reachesBeyond(tiff: Tiff, { entries }: TiffDirectory): boolean {
  const valuesOf = (wanted: number): readonly number[] => {
    const entry = entries.find(({ tag }) => tag === wanted);
    return entry === undefined ? [] : tiff.allNumbers(entry);
  };
  return pairs.some(([offsetsTag, countsTag]) => {
    const [offsets, counts] = [valuesOf(offsetsTag), valuesOf(countsTag)];
    return offsets.some((offset, i) => offset + (counts[i] ?? 0) > tiff.bytes.length);
  });
}

/** Fields of TIFF directories, taken out of one file and laid into another. */
import type { Tiff, TiffDirectory } from './tiff.ts';

export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** In the byte order of the file that it goes into. */
  readonly value: Uint8Array;
}

/** Tags of the first directory that describe the photo and not the layout of its pixels (EXIF 2.32, 4.6.4 and annex). */
export const descriptiveTags: ReadonlySet<number> = new Set([
  0x010e, 0x010f, 0x0110, 0x0112, 0x011a, 0x011b, 0x0128, 0x0131, 0x0132, 0x013b, 0x4746, 0x4749, 0x8298, 0x9c9b,
  0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f,
]);
export const pointerTags = { exif: 0x8769, gps: 0x8825 } as const;
/** Maker notes hold offsets into their own file, and the interoperability directory is a pointer of its own. */
export const unmovableTags: ReadonlySet<number> = new Set([0x927c, 0xa005]);

/** Bytes of one number of each field type, where byte order matters. */
const numberBytes = [0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4];

/** The wanted fields of a directory, in the byte order asked for. */
export function fieldsOf(
  tiff: Tiff,
  directory: TiffDirectory | null,
  wanted: (tag: number) => boolean,
  littleEndian: boolean,
): TiffField[] {
  return (directory?.entries ?? [])
    .filter(({ tag }) => wanted(tag))
    .map(({ tag, type, count, valueAt, valueBytes }) => {
      const value = tiff.bytes.slice(valueAt, valueAt + valueBytes);
      if (tiff.littleEndian !== littleEndian) swap(value, numberBytes[type] ?? 1);
      return { tag, type, count, value };
    });
}

function swap(value: Uint8Array, sizeBytes: number): void {
  if (sizeBytes === 1) return;
  for (let at = 0; at + sizeBytes <= value.length; at += sizeBytes) value.subarray(at, at + sizeBytes).reverse();
}

/** Bytes that a directory with its values takes. */
export const directoryBytes = (fields: readonly TiffField[]): number =>
  fields.reduce((sum, { value }) => sum + 12 + (value.length > 4 ? value.length + (value.length & 1) : 0), 6);

/** Writes a directory and its values; `block` begins at `baseBytes` of the file. Returns where they end in the block. */
export function writeDirectory(
  block: Uint8Array,
  start: number,
  littleEndian: boolean,
  fields: readonly TiffField[],
  baseBytes = 0,
): number {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  view.setUint16(start, fields.length, littleEndian);
  let at = start + 2;
  let valuesAt = at + 12 * fields.length + 4;
  for (const { tag, type, count, value } of [...fields].sort((a, b) => a.tag - b.tag)) {
    view.setUint16(at, tag, littleEndian);
    view.setUint16(at + 2, type, littleEndian);
    view.setUint32(at + 4, count, littleEndian);
    const inline = value.length <= 4;
    if (!inline) view.setUint32(at + 8, baseBytes + valuesAt, littleEndian);
    block.set(value, inline ? at + 8 : valuesAt);
    if (!inline) valuesAt += value.length + (value.length & 1);
    at += 12;
  }
  return valuesAt;
}

/** A field that points to a directory. */
export function linkField(tag: number, offset: number, littleEndian: boolean): TiffField {
  const value = new Uint8Array(4);
  new DataView(value.buffer).setUint32(0, offset, littleEndian);
  return { tag, type: 4, count: 1, value };
}

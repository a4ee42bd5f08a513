/** Makes an EXIF block of a TIFF photo, whose EXIF tags stand among those of its pixels; libvips does not read them. */
import { Tiff } from './tiff.ts';
import type { TiffDirectory } from './tiff.ts';

/** Tags of the first directory that describe the photo and not the layout of its pixels (EXIF 2.32, 4.6.4 and annex). */
const descriptive = new Set([
  0x010e, 0x010f, 0x0110, 0x0112, 0x011a, 0x011b, 0x0128, 0x0131, 0x0132, 0x013b, 0x4746, 0x4749, 0x8298, 0x9c9b,
  0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f,
]);
const pointers = { exif: 0x8769, gps: 0x8825 } as const;
/** Maker notes hold offsets into their own file, and the interoperability directory is a pointer of its own. */
const leftOut = new Set([0x927c, 0xa005]);
const blockBytesMax = 64_000;

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Uint8Array;
}

/** Undefined when the file has nothing to tell, is no classic TIFF, or would fill more than an EXIF segment. */
export function exifOfTiff(bytes: Uint8Array): Uint8Array | undefined {
  const tiff = Tiff.open(bytes);
  const first = tiff?.first ?? null;
  if (tiff === null || first === null) return undefined;
  const picture = fieldsOf(tiff, first, (tag) => descriptive.has(tag));
  const camera = fieldsOf(tiff, tiff.child(first, pointers.exif), (tag) => !leftOut.has(tag));
  const place = fieldsOf(tiff, tiff.child(first, pointers.gps), () => true);
  if (picture.length + camera.length + place.length === 0) return undefined;
  const block = layOut(tiff.littleEndian, picture, camera, place);
  return block.length > blockBytesMax ? undefined : block;
}

function fieldsOf(tiff: Tiff, directory: TiffDirectory | null, wanted: (tag: number) => boolean): Field[] {
  return (directory?.entries ?? [])
    .filter(({ tag }) => wanted(tag))
    .map(({ tag, type, count, valueAt, valueBytes }) => ({
      tag,
      type,
      count,
      value: tiff.bytes.subarray(valueAt, valueAt + valueBytes),
    }));
}

const directoryBytes = (fields: readonly Field[]): number =>
  fields.reduce((sum, { value }) => sum + 12 + (value.length > 4 ? value.length + (value.length & 1) : 0), 6);

function layOut(
  little: boolean,
  picture: readonly Field[],
  camera: readonly Field[],
  place: readonly Field[],
): Uint8Array {
  const children = [
    { tag: pointers.exif as number, fields: camera },
    { tag: pointers.gps as number, fields: place },
  ].filter(({ fields }) => fields.length > 0);
  let next = 8 + directoryBytes(picture) + 12 * children.length;
  const links = children.map(({ tag, fields }): Field => {
    const value = new Uint8Array(4);
    new DataView(value.buffer).setUint32(0, next, little);
    next += directoryBytes(fields);
    return { tag, type: 4, count: 1, value };
  });
  const block = new Uint8Array(next);
  const view = new DataView(block.buffer);
  block.set(Buffer.from(little ? 'II*\0' : 'MM\0*', 'latin1'));
  view.setUint32(4, 8, little);
  let at = writeDirectory(block, 8, little, [...picture, ...links]);
  for (const { fields } of children) at = writeDirectory(block, at, little, fields);
  return block;
}

/** Returns where the directory and its values end. */
function writeDirectory(block: Uint8Array, start: number, little: boolean, fields: readonly Field[]): number {
  const view = new DataView(block.buffer);
  view.setUint16(start, fields.length, little);
  let at = start + 2;
  let valuesAt = at + 12 * fields.length + 4;
  for (const { tag, type, count, value } of [...fields].sort((a, b) => a.tag - b.tag)) {
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, count, little);
    const inline = value.length <= 4;
    if (!inline) view.setUint32(at + 8, valuesAt, little);
    block.set(value, inline ? at + 8 : valuesAt);
    if (!inline) valuesAt += value.length + (value.length & 1);
    at += 12;
  }
  return valuesAt;
}

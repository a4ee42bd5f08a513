/** Makes an EXIF block of a TIFF photo, whose EXIF tags stand among those of its pixels; libvips does not read them. */
import { Tiff } from './tiff.ts';
import {
  descriptiveTags,
  directoryBytes,
  fieldsOf,
  linkField,
  pointerTags,
  unmovableTags,
  writeDirectory,
  type TiffField,
} from './tiffFields.ts';

const blockBytesMax = 64_000;

/** Undefined when the file has nothing to tell, is no classic TIFF, or would fill more than an EXIF segment. */
export function exifOfTiff(bytes: Uint8Array): Uint8Array | undefined {
  const tiff = Tiff.open(bytes);
  const first = tiff?.first ?? null;
  if (tiff === null || first === null) return undefined;
  const little = tiff.littleEndian;
  const picture = fieldsOf(tiff, first, (tag) => descriptiveTags.has(tag), little);
  const camera = fieldsOf(tiff, tiff.child(first, pointerTags.exif), (tag) => !unmovableTags.has(tag), little);
  const place = fieldsOf(tiff, tiff.child(first, pointerTags.gps), () => true, little);
  if (picture.length + camera.length + place.length === 0) return undefined;
  const block = layOut(little, picture, camera, place);
  return block.length > blockBytesMax ? undefined : block;
}

function layOut(
  little: boolean,
  picture: readonly TiffField[],
  camera: readonly TiffField[],
  place: readonly TiffField[],
): Uint8Array {
  const children = [
    { tag: pointerTags.exif as number, fields: camera },
    { tag: pointerTags.gps as number, fields: place },
  ].filter(({ fields }) => fields.length > 0);
  let next = 8 + directoryBytes(picture) + 12 * children.length;
  const links = children.map(({ tag, fields }) => {
    const link = linkField(tag, next, little);
    next += directoryBytes(fields);
    return link;
  });
  const block = new Uint8Array(next);
  block.set(Buffer.from(little ? 'II*\0' : 'MM\0*', 'latin1'));
  new DataView(block.buffer).setUint32(4, 8, little);
  let at = writeDirectory(block, 8, little, [...picture, ...links]);
  for (const { fields } of children) at = writeDirectory(block, at, little, fields);
  return block;
}

/** Puts metadata into a TIFF: a new first directory behind the pixels (TIFF 6.0; EXIF 2.32, 4.5.4; XMP part 3, 1.1.5). */
import { Tiff } from '../metadata/tiff.ts';
import {
  descriptiveTags,
  directoryBytes,
  fieldsOf,
  linkField,
  pointerTags,
  unmovableTags,
  writeDirectory,
  type TiffField,
} from '../metadata/tiffFields.ts';
import type { Blocks } from './blocks.ts';

const tags = { xmp: 0x02bc, iptc: 0x83bb, icc: 0x8773 } as const;
const undefinedType = 7;
const byteType = 1;
const longType = 4;

const blockField = (tag: number, type: number, value: Uint8Array): TiffField => ({
  tag,
  type,
  count: value.length,
  value,
});

/** Takes a TIFF as libvips writes it: one directory. Maker notes, which hold offsets of their own, are left out. */
export function addToTiff(bytes: Uint8Array, blocks: Blocks): Uint8Array {
  const tiff = Tiff.open(bytes);
  const first = tiff?.first ?? null;
  if (tiff === null || first === null) throw new Error('the TIFF encoder wrote no directory');
  const little = tiff.littleEndian;
  const exif = blocks.exif === undefined ? null : Tiff.open(blocks.exif);
  const exifFirst = exif?.first ?? null;
  const described = exif === null ? [] : fieldsOf(exif, exifFirst, (tag) => descriptiveTags.has(tag), little);
  const children =
    exif === null
      ? []
      : [pointerTags.exif, pointerTags.gps].flatMap((tag) => {
          const fields = fieldsOf(exif, exif.child(exifFirst, tag), (one) => !unmovableTags.has(one), little);
          return fields.length === 0 ? [] : [{ tag, fields }];
        });
  const added: TiffField[] = [
    ...described,
    blockField(tags.icc, undefinedType, blocks.icc),
    ...(blocks.xmp === undefined ? [] : [blockField(tags.xmp, byteType, Buffer.from(blocks.xmp))]),
    ...(blocks.iptc === undefined ? [] : iptcFields(blocks.iptc)),
  ];
  const replaced = new Set([...added.map(({ tag }) => tag), ...children.map(({ tag }) => tag)]);
  const own = fieldsOf(tiff, first, (tag) => !replaced.has(tag), little);
  const base = bytes.length + (bytes.length & 1);
  let next = base + directoryBytes([...own, ...added]) + 12 * children.length;
  const links = children.map(({ tag, fields }) => {
    const link = linkField(tag, next, little);
    next += directoryBytes(fields);
    return link;
  });
  const out = new Uint8Array(next);
  out.set(bytes);
  new DataView(out.buffer).setUint32(4, base, little);
  let at = writeDirectory(out, base, little, [...own, ...added, ...links]);
  for (const { fields } of children) at = writeDirectory(out, at, little, fields);
  return out;
}

/**
 * The IPTC record out of Photoshop's resources, where TIFF has a field of its own for it; other resources stay behind.
 * Readers expect 32-bit numbers, so it is filled up with zeros to whole ones.
 */
function iptcFields(block: Uint8Array): TiffField[] {
  const resources = Buffer.from(block).subarray('Photoshop 3.0\0'.length);
  const head = resources.indexOf(Buffer.from('8BIM\x04\x04\0\0', 'latin1'));
  if (head < 0 || head + 12 > resources.length) return [];
  const size = resources.readUInt32BE(head + 8);
  const record = resources.subarray(head + 12, head + 12 + size);
  if (record.length !== size || size === 0) return [];
  const count = Math.ceil(size / 4);
  const value = new Uint8Array(count * 4);
  value.set(record);
  return [{ tag: tags.iptc, type: longType, count, value }];
}

/** What has to change in an EXIF block when its picture was turned upright, developed and perhaps cropped. */
import { Tiff } from './tiff.ts';
import type { TiffDirectory } from './tiff.ts';

const prefix = Buffer.from('Exif\0\0', 'latin1');

// EXIF 2.32, 4.6.3–4.6.8.
const tags = {
  imageWidth: 0x0100,
  imageLength: 0x0101,
  orientation: 0x0112,
  thumbnailAt: 0x0201,
  thumbnailBytes: 0x0202,
  exif: 0x8769,
  gps: 0x8825,
  makerNote: 0x927c,
  colourSpace: 0xa001,
  pixelWidth: 0xa002,
  pixelHeight: 0xa003,
  interoperability: 0xa005,
  interoperabilityIndex: 0x0001,
} as const;
const colourSpaceSrgb = 1;
const colourSpaceUncalibrated = 0xffff;

/** Drops the prefix that JPEG puts before the TIFF structure. Undefined when there is no TIFF structure. */
export function bareExif(block: Uint8Array | undefined): Uint8Array | undefined {
  if (block === undefined) return undefined;
  const bare = prefix.equals(block.subarray(0, 6)) ? block.subarray(6) : block;
  return Tiff.open(bare) === null ? undefined : bare;
}

/** DCF's way to say "Adobe RGB" without a profile: an uncalibrated colour space with interoperability index R03. */
export function exifSaysAdobeRgb(exif: Uint8Array): boolean {
  const tiff = Tiff.open(exif);
  if (tiff === null) return false;
  const camera = tiff.child(tiff.first, tags.exif);
  if (tiff.number(camera, tags.colourSpace) === colourSpaceSrgb) return false;
  return interoperabilityIndex(tiff, camera)?.text === 'R03';
}

/**
 * The block without the place where the photo was taken. Maker notes go too: some cameras write the place there, in
 * forms of their own.
 */
export function withoutPlace(exif: Uint8Array): Uint8Array {
  const copy = new Uint8Array(exif);
  const tiff = Tiff.open(copy);
  const first = tiff?.first ?? null;
  if (tiff === null || first === null) return copy;
  const gps = tiff.child(first, tags.gps);
  for (const { valueAt, valueBytes } of gps?.entries ?? []) copy.fill(0, valueAt, valueAt + valueBytes);
  const camera = tiff.child(first, tags.exif);
  const note = camera?.entries.find(({ tag }) => tag === tags.makerNote);
  if (note !== undefined) copy.fill(0, note.valueAt, note.valueAt + note.valueBytes);
  if (camera !== null) tiff.removeEntry(camera, tags.makerNote);
  tiff.removeEntry(first, tags.gps);
  return copy;
}

/**
 * The block for the finished picture: orientation 1, its own size, the colour space of its pixels, and no thumbnail,
 * because the old one shows the undeveloped and uncropped picture. Everything else stays byte for byte.
 */
export function finishExif(exif: Uint8Array, width: number, height: number, isSrgb: boolean): Uint8Array {
  const copy = new Uint8Array(exif);
  const tiff = Tiff.open(copy);
  const first = tiff?.first ?? null;
  if (tiff === null || first === null) return copy;
  tiff.setNumber(first, tags.orientation, 1);
  tiff.setNumber(first, tags.imageWidth, width);
  tiff.setNumber(first, tags.imageLength, height);
  const camera = tiff.child(first, tags.exif);
  tiff.setNumber(camera, tags.pixelWidth, width);
  tiff.setNumber(camera, tags.pixelHeight, height);
  tiff.setNumber(camera, tags.colourSpace, isSrgb ? colourSpaceSrgb : colourSpaceUncalibrated);
  const index = interoperabilityIndex(tiff, camera);
  if (isSrgb && index?.text === 'R03') copy.set(Buffer.from('R98', 'latin1'), index.at);
  return withoutThumbnail(tiff, first);
}

function interoperabilityIndex(tiff: Tiff, camera: TiffDirectory | null): { text: string; at: number } | undefined {
  const directory = tiff.child(camera, tags.interoperability);
  const entry = directory?.entries.find(({ tag }) => tag === tags.interoperabilityIndex);
  if (entry?.type !== 2 || entry.count !== 4) return undefined;
  return { text: String.fromCharCode(...tiff.bytes.subarray(entry.valueAt, entry.valueAt + 3)), at: entry.valueAt };
}

/** Unlinks the thumbnail's directory and blanks its pixels, which could show what a crop was meant to hide. */
function withoutThumbnail(tiff: Tiff, first: TiffDirectory): Uint8Array {
  const thumbnail = tiff.directory(tiff.uint32(first.nextAt));
  const at = tiff.number(thumbnail, tags.thumbnailAt);
  const length = tiff.number(thumbnail, tags.thumbnailBytes);
  tiff.view.setUint32(first.nextAt, 0, tiff.littleEndian);
  if (at === undefined || length === undefined || at < 8 || at + length > tiff.bytes.length) return tiff.bytes;
  // A forged pointer must not blank the directories themselves; a real thumbnail begins with a JPEG marker.
  if (tiff.bytes[at] !== 0xff || tiff.bytes[at + 1] !== 0xd8) return tiff.bytes;
  tiff.bytes.fill(0, at, at + length);
  return at + length === tiff.bytes.length ? tiff.bytes.slice(0, at) : tiff.bytes;
}

/** Tells formats by their first bytes, before any decoder sees the file. */
import { Fault, limits } from '@safelight/core';
import type { PhotoFormat } from './photo.ts';
import { isCameraRaw } from './metadata/tiff.ts';
import { tooManyPixels } from './libvips.ts';

interface Signature {
  /** Latin-1 text that stands at `offset`; a `?` stands for any byte. */
  readonly magic: string;
  readonly offset?: number;
}

const readable: readonly (Signature & { readonly format: PhotoFormat })[] = [
  { format: 'jpeg', magic: '\xff\xd8\xff' },
  { format: 'png', magic: '\x89PNG\r\n\x1a\n' },
  { format: 'webp', magic: 'RIFF????WEBP' },
  { format: 'tiff', magic: 'II*\0' },
  { format: 'tiff', magic: 'MM\0*' },
  { format: 'tiff', magic: 'II+\0' },
  { format: 'tiff', magic: 'MM\0+' },
  { format: 'gif', magic: 'GIF8' },
  // Canon CR3, Fujifilm RAF, Olympus ORF (two), Panasonic RW2, Minolta MRW; raw of the TIFF family is told by its tags.
  { format: 'raw', magic: 'ftypcrx', offset: 4 },
  { format: 'raw', magic: 'FUJIFILMCCD-RAW' },
  { format: 'raw', magic: 'IIR' },
  { format: 'raw', magic: 'MMOR' },
  { format: 'raw', magic: 'IIU\0' },
  { format: 'raw', magic: '\0MRM' },
];

/** Known, not readable: telling the format helps more than "not an image". */
const known: readonly (Signature & { readonly name: string })[] = [
  { name: 'Sigma X3F raw', magic: 'FOVb' },
  { name: 'HEIF or video', magic: 'ftyp', offset: 4 },
  { name: 'JPEG XL', magic: '\xff\x0a' },
  { name: 'JPEG XL', magic: '\0\0\0\x0cJXL ' },
  { name: 'JPEG 2000', magic: '\0\0\0\x0cjP  ' },
  { name: 'JPEG 2000', magic: '\xff\x4f\xff\x51' },
  { name: 'Photoshop', magic: '8BPS' },
  { name: 'OpenEXR', magic: '\x76\x2f\x31\x01' },
  { name: 'Radiance HDR', magic: '#?RADIANCE' },
  { name: 'BMP', magic: 'BM????\0\0\0\0' },
  { name: 'PDF', magic: '%PDF-' },
];

function stands(bytes: Uint8Array, { magic, offset = 0 }: Signature): boolean {
  if (bytes.length < offset + magic.length) return false;
  for (let i = 0; i < magic.length; i++) {
    if (magic[i] !== '?' && bytes[offset + i] !== magic.charCodeAt(i)) return false;
  }
  return true;
}

function unsupported(name: string): Fault {
  return new Fault(
    'photo.unsupported',
    `${name} files cannot be read. Export the photo as JPEG, PNG, TIFF, WebP, AVIF or HEIC and try again.`,
  );
}

/** Which still picture a HEIF container holds, by its major and compatible brands. */
function heifFormat(bytes: Uint8Array): 'avif' | 'heic' | undefined {
  if (!stands(bytes, { magic: 'ftyp', offset: 4 })) return undefined;
  const boxBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands = Buffer.from(bytes.subarray(8, Math.min(boxBytes, 256, bytes.length))).toString('latin1');
  if (/avif|avis/.test(brands)) return 'avif';
  return /heic|heix|heim|heis/.test(brands) ? 'heic' : undefined;
}

/**
 * The format of a photo.
 * @throws Fault photo.empty, photo.tooLarge, photo.unsupported, photo.notAnImage
 */
export function sniffFormat(bytes: Uint8Array): PhotoFormat {
  if (bytes.length === 0) throw new Fault('photo.empty', 'The file has 0 bytes. Choose a file that holds a photo.');
  if (bytes.length > limits.photoSizeBytes) {
    const mebibytes = limits.photoSizeBytes / 1024 / 1024;
    throw new Fault('photo.tooLarge', `The file is larger than ${mebibytes} MiB. Export a smaller one and try again.`);
  }
  const heif = heifFormat(bytes);
  if (heif !== undefined) return heif;
  const format = readable.find((signature) => stands(bytes, signature))?.format;
  if (format === 'tiff' && isCameraRaw(bytes)) return 'raw';
  if (format !== undefined) return format;
  const other = known.find((signature) => stands(bytes, signature));
  if (other !== undefined) throw unsupported(other.name);
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/.test(head)) throw unsupported('SVG');
  throw new Fault(
    'photo.notAnImage',
    'The file is not an image. Choose a JPEG, PNG, TIFF, WebP, AVIF, HEIC or raw photo.',
  );
}

/** Refuses a picture whose header promises more pixels than the limits allow. */
export function checkSize(width: number, height: number): void {
  if (width * height > limits.photoAreaPixels || Math.max(width, height) > limits.photoEdgePixels)
    throw tooManyPixels();
}

/** Puts metadata chunks into a WebP (RFC 9649, 2.7). */
import type { Blocks } from './blocks.ts';

const flags = { icc: 0x20, exif: 0x08, xmp: 0x04 } as const;

/** Takes a simple (VP8 or VP8L) WebP without alpha; IPTC has no place in the container and is left out. */
export function addToWebp(webp: Uint8Array, width: number, height: number, blocks: Blocks): Uint8Array {
  const picture = pictureChunk(webp);
  const head = Buffer.alloc(10);
  head[0] = flags.icc | (blocks.exif === undefined ? 0 : flags.exif) | (blocks.xmp === undefined ? 0 : flags.xmp);
  head.writeUIntLE(width - 1, 4, 3);
  head.writeUIntLE(height - 1, 7, 3);
  const chunks = [chunk('VP8X', head), chunk('ICCP', blocks.icc), picture];
  if (blocks.exif !== undefined) chunks.push(chunk('EXIF', blocks.exif));
  if (blocks.xmp !== undefined) chunks.push(chunk('XMP ', Buffer.from(blocks.xmp)));
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  const riff = Buffer.from('RIFF\0\0\0\0', 'latin1');
  riff.writeUInt32LE(body.length, 4);
  return new Uint8Array(Buffer.concat([riff, body]));
}

/** The VP8 or VP8L chunk, with its header and padding. */
function pictureChunk(webp: Uint8Array): Uint8Array {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let at = 12; at + 8 <= webp.length;) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size & 1);
    const type = String.fromCharCode(...webp.subarray(at, at + 4));
    if (type === 'VP8 ' || type === 'VP8L') return webp.subarray(at, end);
    at = end;
  }
  throw new Error('the WebP encoder wrote no picture');
}

function chunk(type: string, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload, Buffer.alloc(payload.length & 1)]);
}

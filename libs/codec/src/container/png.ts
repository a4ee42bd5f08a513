/** Puts metadata chunks into a PNG (PNG third edition: iCCP 11.3.2.3, iTXt 11.3.3.4, eXIf 11.3.4.5). */
import { crc32, deflateSync } from 'node:zlib';
import type { Blocks } from './blocks.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
/** Signature and IHDR, after which all of these chunks may stand. */
const headBytes = 8 + 25;

export function addToPng(png: Uint8Array, blocks: Blocks): Uint8Array {
  const added = [chunk('iCCP', latin1('icc\0\0'), deflateSync(blocks.icc))];
  if (blocks.exif !== undefined) added.push(chunk('eXIf', blocks.exif));
  if (blocks.xmp !== undefined)
    added.push(chunk('iTXt', latin1('XML:com.adobe.xmp\0\0\0\0\0'), Buffer.from(blocks.xmp)));
  if (blocks.iptc !== undefined) added.push(iptcChunk(blocks.iptc));
  return new Uint8Array(Buffer.concat([png.subarray(0, headBytes), ...added, png.subarray(headBytes)]));
}

function chunk(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat([latin1(type), ...parts]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** PNG has no IPTC chunk; this is ImageMagick's convention, which ExifTool reads too. */
function iptcChunk(iptc: Uint8Array): Buffer {
  const resources = Buffer.from(iptc).subarray('Photoshop 3.0\0'.length);
  const lines = resources.toString('hex').replace(/.{72}/g, '$&\n');
  const text = `\n8bim\n${String(resources.length).padStart(8)}\n${lines}\n`;
  return chunk('zTXt', latin1('Raw profile type 8bim\0\0'), deflateSync(latin1(text)));
}

/** Small files that would unfold into much, or lead in circles: each ends soon and takes little memory. */
import { Fault } from '@safelight/core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { crc32, deflateSync } from 'node:zlib';
import { decodePhoto, inspectPhoto } from '../src/index.ts';
import { buildDng, buildExif, buildPng, withExif } from '../src/testing.ts';

const picture = (): ReturnType<typeof sharp> =>
  sharp({ create: { width: 32, height: 24, channels: 3, background: { r: 90, g: 120, b: 60 } } });
const mebibyte = 1024 * 1024;

function pngChunk(type: string, payload: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), payload]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(payload.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function pngWith(type: string, head: string, unfolded: Uint8Array): Uint8Array {
  const png = buildPng({ width: 1, height: 1, bits: 8, channels: 3, samples: [1, 2, 3] });
  const chunk = pngChunk(type, Buffer.concat([Buffer.from(head, 'latin1'), deflateSync(unfolded)]));
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** A JPEG with as many full segments of one kind as asked for. */
async function jpegWith(marker: number, head: (index: number) => Buffer, count: number): Promise<Uint8Array> {
  const jpeg = await picture().jpeg().toBuffer();
  const segments = Array.from({ length: count }, (_, index) => {
    const payload = Buffer.concat([head(index), Buffer.alloc(65_000, 'safelight')]);
    return Buffer.concat([Buffer.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255]), payload]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** Every directory's pointer to the next one, and its children, lead back to itself. */
function looping(tiff: Uint8Array): Uint8Array {
  const bytes = Buffer.from(tiff);
  const first = bytes.readUInt32LE(4);
  const count = bytes.readUInt16LE(first);
  bytes.writeUInt32LE(first, first + 2 + 12 * count);
  for (let at = first + 2; at < first + 2 + 12 * count; at += 12) {
    const tag = bytes.readUInt16LE(at);
    // The last entry becomes a list of children that are the directory itself.
    if (tag < 0x8769 && at + 12 < first + 2 + 12 * count) continue;
    bytes.writeUInt16LE(tag < 0x014a ? tag : 0x8769, at);
    bytes.writeUInt32LE(first, at + 8);
    break;
  }
  return bytes;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const bombs: readonly (readonly [name: string, make: () => Promise<Uint8Array>])[] = [
  ['a PNG profile of 64 MiB', async () => pngWith('iCCP', 'x\0\0', new Uint8Array(64 * mebibyte))],
  ['a PNG XMP packet of 64 MiB', async () => pngWith('iTXt', 'XML:com.adobe.xmp\0\x01\0\0\0', new Uint8Array(64 * mebibyte))],
  ['a JPEG profile of 255 segments', () => jpegWith(0xe2, (index) => Buffer.concat([latin1('ICC_PROFILE\0'), Buffer.from([index + 1, 255])]), 255)],
  ['a JPEG with 100 EXIF segments', () => jpegWith(0xe1, () => latin1('Exif\0\0II*\0\x08\0\0\0'), 100)],
  ['a JPEG with 100 XMP segments', () => jpegWith(0xe1, () => latin1('http://ns.adobe.com/xap/1.0/\0'), 100)],
  ['a TIFF whose directories loop', async () => looping(await picture().tiff({ compression: 'none' }).toBuffer())],
  ['EXIF whose directories loop', async () => withExif(await picture().jpeg().toBuffer(), looping(buildExif({ orientation: 6 })))],
  [
    'a DNG whose directories loop',
    async () => looping(buildDng({ width: 32, height: 24, colourAt: () => [0.2, 0.2, 0.2], calibrations: [], asShotNeutral: [1, 1, 1] })),
  ],
]; // prettier-ignore

it.each(bombs)('%s', async (_name, make) => {
  const bytes = await make();
  const before = process.memoryUsage.rss();
  for (const work of [inspectPhoto, decodePhoto]) {
    await work(bytes).catch((thrown: unknown) => {
      expect(thrown).toBeInstanceOf(Fault);
      expect((thrown as Fault).code).toMatch(/^photo\.(truncated|unsupported|tooLarge)$/);
    });
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * mebibyte);
});

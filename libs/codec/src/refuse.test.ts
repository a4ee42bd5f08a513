/** Files that are wrong: each gives a decoded picture or a fault with one line that says what to do, and no crash. */
import { Fault } from '@safelight/core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePhoto, decodeRgb8 } from './decode.ts';
import { inspectPhoto } from './inspect.ts';
import { buildExif, buildPng, photoBytes, randomNumbers, withExif } from './testing.ts';

const text = (content: string): Uint8Array => Buffer.from(content, 'latin1');

async function faultOf(work: Promise<unknown>): Promise<Fault | undefined> {
  try {
    await work;
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
}

function dng(): Uint8Array {
  const bytes = Buffer.alloc(40);
  bytes.write('II*\0\x08\0\0\0\x01\0', 0, 'latin1');
  bytes.set([0x12, 0xc6, 1, 0, 4, 0, 0, 0, 1, 4, 0, 0], 10);
  return bytes;
}

describe('a file that is no photo', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', text(''), 'photo.empty'],
    ['text', text('hello, I am a text file'), 'photo.notAnImage'],
    ['zeros', new Uint8Array(5000), 'photo.notAnImage'],
    ['a single byte', text('\xff'), 'photo.notAnImage'],
    ['HTML', text('<!DOCTYPE html><html><svg></svg></html>'), 'photo.notAnImage'],
    [
      'SVG',
      text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'photo.unsupported',
    ],
    ['PDF', text('%PDF-1.7 ...'), 'photo.unsupported'],
    ['the start of a HEIC', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'photo.truncated'],
    ['a video', text('\0\0\0\x18ftypisom\0\0\0\0isommp41'), 'photo.unsupported'],
    ['the start of a CR3', text('\0\0\0\x18ftypcrx \0\0\0\0crx isom'), 'photo.truncated'],
    ['a DNG without a picture', dng(), 'photo.truncated'],
    ['Sigma X3F', text('FOVb\0\0\x02\0'), 'photo.unsupported'],
    ['PSD', text('8BPS\0\x01'), 'photo.unsupported'],
    ['the start of a JPEG', text('\xff\xd8\xff\xe0'), 'photo.truncated'],
    ['the start of a PNG', text('\x89PNG\r\n\x1a\n\0\0'), 'photo.truncated'],
    ['the start of a WebP', text('RIFF\x10\0\0\0WEBPVP8 '), 'photo.truncated'],
    ['the start of a TIFF', text('II*\0\x08\0\0\0'), 'photo.truncated'],
    ['the start of an AVIF', text('\0\0\0\x18ftypavif\0\0\0\0mif1'), 'photo.truncated'],
  ])('%s is refused with its reason', async (_name, bytes, code) => {
    for (const work of [inspectPhoto, decodePhoto, decodeRgb8]) {
      const fault = await faultOf(work(bytes));
      expect(fault?.code).toBe(code);
      expect(fault?.message).toMatch(/^[^\n]+\. ?[A-Z][^\n]+\.$/);
    }
  });
});

describe('a picture beyond the limits', () => {
  it.each([
    ['900 megapixels', 30_000, 30_000],
    ['an edge of 40000 pixels', 40_000, 10],
    ['a million by a million', 1_000_000, 1_000_000],
  ])('is refused by its header: %s', async (_name, width, height) => {
    const bomb = buildPng({ width, height, bits: 8, channels: 3, samples: [] });
    for (const work of [inspectPhoto, decodePhoto, decodeRgb8]) {
      expect(await faultOf(work(bomb))).toMatchObject({ code: 'photo.tooLarge', kind: 'exhausted' });
    }
  });
});

describe('a damaged photo', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif'] as const)(
    'of kind %s is refused where it was cut off',
    async (format) => {
      const source = sharp(photoBytes('wren.jpg')).resize(96);
      const whole = await (
        format === 'tiff' ? source.tiff({ compression: 'lzw' }) : source.toFormat(format)
      ).toBuffer();
      for (const share of [0.1, 0.25, 0.5, 0.6, 0.75, 0.9]) {
        const fault = await faultOf(decodePhoto(whole.subarray(0, Math.floor(whole.length * share))));
        expect([share, fault?.code]).toEqual([share, 'photo.truncated']);
      }
    },
  );

  // The guarantee: no file, however damaged, ends the process or escapes as an untyped error.
  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif'] as const)(
    'of kind %s with random bytes changed is decoded or refused',
    async (format) => {
      const small = await sharp(photoBytes('blue-flowers.jpg')).resize(48).toFormat(format).toBuffer();
      const source = format === 'jpeg' ? withExif(small, buildExif({ orientation: 6, thumbnail: true })) : small;
      const next = randomNumbers(format.length * 1000 + small.length);
      let decoded = 0;
      for (let round = 0; round < 60; round++) {
        const bytes = new Uint8Array(source);
        const changes = 1 + Math.floor(next() * 12);
        // Headers matter most: half of the changes go into the first 300 bytes.
        for (let i = 0; i < changes; i++) {
          const reach = next() < 0.5 ? Math.min(300, bytes.length) : bytes.length;
          bytes[Math.floor(next() * reach)] = Math.floor(next() * 256);
        }
        const fault = await faultOf(
          decodePhoto(bytes).then(({ image }) => {
            decoded++;
            expect(image.data).toHaveLength(image.width * image.height * 3);
          }),
        );
        if (fault !== undefined) expect(fault.code).toMatch(/^photo\.(truncated|notAnImage|unsupported|tooLarge)$/);
      }
      expect(decoded).toBeLessThan(60);
    },
  );
});

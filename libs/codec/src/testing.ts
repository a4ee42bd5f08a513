/** Files made by hand for this room's tests: what no encoder at hand writes, byte for byte known. */
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

export { buildDng, type DngSpec } from './raw/testing.ts';

export const photoBytes = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/photos/${name}`, import.meta.url));

/** A reproducible stream of numbers 0 ≤ x < 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomSamples(count: number, max: number, seed = 1): number[] {
  const next = randomNumbers(seed);
  return Array.from({ length: count }, () => Math.floor(next() * (max + 1)));
}

function pngChunk(type: string, payload: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), payload]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(payload.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export interface PngSpec {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly samples: readonly number[];
  readonly icc?: Uint8Array;
  readonly exif?: Uint8Array;
}

export function buildPng({ width, height, bits, channels, samples, icc, exif }: PngSpec): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = bits;
  head[9] = [0, 4, 2, 6][channels - 1]!;
  const bytes = bits / 8;
  const rowBytes = 1 + width * channels * bytes;
  const rows = Buffer.alloc(samples.length > 0 ? rowBytes * height : 0);
  samples.forEach((sample, i) => {
    const row = Math.floor(i / (width * channels));
    rows.writeUIntBE(sample, row * rowBytes + 1 + (i - row * width * channels) * bytes, bytes);
  });
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      pngChunk('IHDR', head),
      ...(icc === undefined ? [] : [pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(icc)]))]),
      ...(exif === undefined ? [] : [pngChunk('eXIf', exif)]),
      pngChunk('IDAT', deflateSync(rows)),
      pngChunk('IEND', new Uint8Array()),
    ]),
  );
}

interface ExifSpec {
  readonly orientation: number;
  readonly big?: boolean;
  readonly thumbnail?: boolean;
  readonly interoperability?: 'R98' | 'R03';
}

/** A small EXIF block: camera name, orientation, exposure, pixel size, colour space, and what the spec asks for. */
export function buildExif({ orientation, big = false, thumbnail = false, interoperability }: ExifSpec): Uint8Array {
  const bytes = Buffer.alloc(400);
  const u16 = (value: number, at: number): number =>
    big ? bytes.writeUInt16BE(value, at) : bytes.writeUInt16LE(value, at);
  const u32 = (value: number, at: number): number =>
    big ? bytes.writeUInt32BE(value, at) : bytes.writeUInt32LE(value, at);
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    if (type === 3) u16(value, at + 8);
    else u32(value, at + 8);
  };
  bytes.write(big ? 'MM\0*' : 'II*\0', 0, 'latin1');
  u32(8, 4);
  u16(3, 8);
  entry(10, 0x010f, 2, 12, 200);
  bytes.write('Lamp Camera\0', 200, 'latin1');
  entry(22, 0x0112, 3, 1, orientation);
  entry(34, 0x8769, 4, 1, 60);
  u32(thumbnail ? 160 : 0, 46);
  u16(interoperability === undefined ? 4 : 5, 60);
  entry(62, 0x829a, 5, 1, 212);
  u32(1, 212);
  u32(250, 216);
  entry(74, 0xa001, 3, 1, interoperability === 'R03' ? 0xffff : 1);
  entry(86, 0xa002, 4, 1, 4000);
  entry(98, 0xa003, 4, 1, 3000);
  if (interoperability !== undefined) {
    entry(110, 0xa005, 4, 1, 130);
    u16(1, 130);
    entry(132, 1, 2, 4, 0);
    bytes.write(`${interoperability}\0`, 140, 'latin1');
  }
  if (!thumbnail) return new Uint8Array(bytes.subarray(0, 220));
  u16(2, 160);
  entry(162, 0x0201, 4, 1, 220);
  entry(174, 0x0202, 4, 1, 180);
  bytes.fill(0x77, 220);
  bytes.set([0xff, 0xd8], 220);
  return new Uint8Array(bytes);
}

/** Puts an EXIF block behind the start of a JPEG. */
export function withExif(jpeg: Uint8Array, exif: Uint8Array): Uint8Array {
  const length = exif.length + 8;
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255, ...Buffer.from('Exif\0\0')]);
  return new Uint8Array(Buffer.concat([head, exif, jpeg.subarray(2)]));
}

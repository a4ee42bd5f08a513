/**
 * Baseline JPEG in bands that are encoded side by side and joined at restart markers (ITU-T T.81, B.2.4.4 and F.1.1.5.1):
 * every band begins with fresh predictions, as a picture of its own does, so the pixels are those of one long scan.
 */
import type { Sharp } from 'sharp';
import type { Rgb8Image } from '@safelight/core';

/** The restart interval is a 16-bit number of blocks. */
const intervalBlocksMax = 65_535;
/** Pictures below this are encoded in one piece: threads would cost more than they save. */
const bandedFromPixels = 2_000_000;

/** Rows of pixels in each band but the last; null when the picture is better encoded in one piece. */
export function bandRows(width: number, height: number, blockPixels: 8 | 16): number | null {
  if (width * height < bandedFromPixels) return null;
  const blocksPerRow = Math.ceil(width / blockPixels);
  const blockRows = Math.ceil(height / blockPixels);
  const fewest = Math.ceil(blockRows / Math.floor(intervalBlocksMax / blocksPerRow));
  const bands = Math.max(2, fewest + (fewest % 2));
  return Math.ceil(blockRows / bands) * blockPixels;
}

export interface BandOptions {
  /** 8 for full colour resolution, 16 for 4:2:0. */
  readonly blockPixels: 8 | 16;
  /** Encodes pixels as a baseline JPEG with the standard Huffman tables, equal settings for every band. */
  readonly encode: (pixels: Rgb8Image) => Sharp;
}

export async function encodeBands(image: Rgb8Image, { blockPixels, encode }: BandOptions): Promise<Uint8Array> {
  const { width, height, data } = image;
  const rows = bandRows(width, height, blockPixels);
  if (rows === null) return encode(image).toBuffer();
  const starts = Array.from({ length: Math.ceil(height / rows) }, (_, band) => band * rows);
  const bands = await Promise.all(
    starts.map((first) => {
      const end = Math.min(first + rows, height);
      return encode({ width, height: end - first, data: data.subarray(first * width * 3, end * width * 3) }).toBuffer();
    }),
  );
  const scans = bands.map(scanStart);
  const head = Buffer.from(bands[0]!.subarray(0, scans[0]));
  patchHeight(head, height);
  const startOfScan = findSegment(head, 0xda);
  const interval = Math.ceil(width / blockPixels) * (rows / blockPixels);
  const pieces: Uint8Array[] = [
    head.subarray(0, startOfScan),
    Buffer.from([0xff, 0xdd, 0, 4, interval >> 8, interval & 255]),
    head.subarray(startOfScan),
  ];
  for (const [band, bytes] of bands.entries()) {
    if (band > 0) pieces.push(Buffer.from([0xff, 0xd0 + ((band - 1) % 8)]));
    pieces.push(bytes.subarray(scans[band], bytes.length - 2));
  }
  pieces.push(Buffer.from([0xff, 0xd9]));
  return Buffer.concat(pieces);
}

/** Offset of a segment's marker in a header. */
function findSegment(jpeg: Uint8Array, marker: number): number {
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    if (jpeg[at + 1] === marker) return at;
    at += 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
  }
  throw new Error(`The encoder wrote a JPEG without the segment FF${marker.toString(16)}.`);
}

/** Offset of the first entropy-coded byte. */
function scanStart(jpeg: Uint8Array): number {
  const at = findSegment(jpeg, 0xda);
  return at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
}

/** SOF0: marker, length, precision, height, width. */
function patchHeight(head: Uint8Array, height: number): void {
  const at = findSegment(head, 0xc0);
  head[at + 5] = height >> 8;
  head[at + 6] = height & 255;
}

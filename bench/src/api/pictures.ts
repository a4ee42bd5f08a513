import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { photoOf } from '../photos.ts';

/** Small pictures, all different: what is measured is the platform. */
export async function smallPictures(count: number): Promise<readonly Uint8Array[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      sharp({ create: { width: 64, height: 48, channels: 3, background: { r: index, g: 90, b: 160 } } })
        .jpeg()
        .toBuffer(),
    ),
  );
}

/** A real photo of one megapixel, which each call makes another file of by a comment: no upload is a repeat. */
export async function uploads(): Promise<(index: number) => Uint8Array> {
  const jpeg = await readFile(await photoOf('city-sunset', 1224, 816));
  return (index) => {
    const text = Buffer.from(`bench ${process.pid} ${index} ${performance.now()}`);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(text.length + 2);
    return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, text, jpeg.subarray(2)]);
  };
}

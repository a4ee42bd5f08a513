/** Small photos with real content, so that hundreds of turns fit into some minutes. */
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from '../../photos.ts';

export const longEdgePixels = 384;
const names = ['wren', 'city-sunset', 'desert-hikers'] as const;

export interface Picture {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function smallPictures(): Promise<readonly Picture[]> {
  return Promise.all(
    names.map(async (name) => {
      const source = sharp(join(root, 'fixtures/photos', `${name}.jpg`));
      const bytes = await source
        .resize({ width: longEdgePixels, height: longEdgePixels, fit: 'inside' })
        .jpeg()
        .toBuffer();
      return { name, bytes: Uint8Array.from(bytes) };
    }),
  );
}

/**
 * The same pixels in another file, by a comment behind the start of the JPEG: another photo for the server, so that every
 * session has an upload of its own and the reflector, which keeps so many edits of one photo, keeps them all.
 */
export function anotherFile({ bytes }: Picture, comment: string): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(comment, 'latin1');
  const segment = Buffer.alloc(4 + text.length);
  segment.writeUInt16BE(0xfffe, 0);
  segment.writeUInt16BE(2 + text.length, 2);
  segment.set(text, 4);
  return Uint8Array.from(Buffer.concat([bytes.subarray(0, 2), segment, bytes.subarray(2)]));
}

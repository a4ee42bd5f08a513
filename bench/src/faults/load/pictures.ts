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

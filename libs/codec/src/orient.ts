import type { Orientation, PixelImage } from '@safelight/core';

/** Steps through the stored picture, in pixels, while walking the upright one from its top left. */
interface Walk {
  readonly swaps: boolean;
  /** Whether the first upright pixel is in the last stored column, row. */
  readonly fromRight: boolean;
  readonly fromBottom: boolean;
}

const walks: Readonly<Record<Orientation, Walk>> = {
  1: { swaps: false, fromRight: false, fromBottom: false },
  2: { swaps: false, fromRight: true, fromBottom: false },
  3: { swaps: false, fromRight: true, fromBottom: true },
  4: { swaps: false, fromRight: false, fromBottom: true },
  5: { swaps: true, fromRight: false, fromBottom: false },
  6: { swaps: true, fromRight: false, fromBottom: true },
  7: { swaps: true, fromRight: true, fromBottom: true },
  8: { swaps: true, fromRight: true, fromBottom: false },
};

/** Side of the square that is turned at once, so that both pictures' lines stay in the processor's cache. */
const tilePixels = 32;

/** Turns stored pixels upright. The result shares no memory with the input, except at orientation 1. */
export function orient<Image extends PixelImage>(image: Image, orientation: Orientation): Image {
  if (orientation === 1) return image;
  const { data: source, width: storedWidth, height: storedHeight } = image;
  const { swaps, fromRight, fromBottom } = walks[orientation];
  const width = swaps ? storedHeight : storedWidth;
  const height = swaps ? storedWidth : storedHeight;
  const column = fromRight ? -3 : 3;
  const row = fromBottom ? -3 * storedWidth : 3 * storedWidth;
  const start = 3 * ((fromRight ? storedWidth - 1 : 0) + (fromBottom ? storedHeight - 1 : 0) * storedWidth);
  const [right, down] = swaps ? [row, column] : [column, row];
  const out = source instanceof Uint16Array ? new Uint16Array(source.length) : new Uint8Array(source.length);
  for (let top = 0; top < height; top += tilePixels) {
    const bottom = Math.min(height, top + tilePixels);
    for (let left = 0; left < width; left += tilePixels) {
      const end = Math.min(width, left + tilePixels);
      for (let y = top; y < bottom; y++) {
        let from = start + y * down + left * right;
        let to = 3 * (y * width + left);
        for (let x = left; x < end; x++, from += right, to += 3) {
          out[to] = source[from]!;
          out[to + 1] = source[from + 1]!;
          out[to + 2] = source[from + 2]!;
        }
      }
    }
  }
  return { width, height, data: out } as unknown as Image;
}

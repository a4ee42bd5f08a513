import { isTurned, shownOf, type Orientation, type PixelImage } from '@safelight/core';

/** Side of the square that is turned at once, so that both pictures' lines stay in the processor's cache. */
const tilePixels = 32;

/** Turns stored pixels upright. The result shares no memory with the input, except at orientation 1. */
export function orient<Image extends PixelImage>(image: Image, orientation: Orientation): Image {
  if (orientation === 1) return image;
  const { data: source, width: storedWidth, height: storedHeight } = image;
  // The upright picture is walked from its top left: which stored column and row is that?
  const swaps = isTurned(orientation);
  const [a, b, c, d] = shownOf[orientation];
  const [fromRight, fromBottom] = [a + c < 0, b + d < 0];
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

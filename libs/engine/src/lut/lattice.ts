import type { PixelImage } from '@safelight/core';

/**
 * A picture that holds every point of a lattice over the colour cube once, red rising fastest, then green, then blue;
 * a row for each pair of green and blue.
 */
export function lattice(size: number): PixelImage {
  const data = new Uint16Array(size ** 3 * 3);
  const code = (index: number): number => Math.round((index / (size - 1)) * 65_535);
  for (let blue = 0, at = 0; blue < size; blue++) {
    for (let green = 0; green < size; green++) {
      for (let red = 0; red < size; red++, at += 3) {
        data[at] = code(red);
        data[at + 1] = code(green);
        data[at + 2] = code(blue);
      }
    }
  }
  return { width: size, height: size * size, data };
}

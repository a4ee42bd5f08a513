import type { Rgb8Image } from '@safelight/core';
import { blurred, compressed, noisy, sharpened } from '../distortions.ts';
import { photo } from '../pictures.ts';

const photos = [
  'city-sunset.jpg',
  'dandelions.jpg',
  'fig-bowl.jpg',
  'mountain-path.jpg',
  'portrait-astronaut.png',
  'wren.jpg',
] as const;

/** An odd long edge, so that the second scale is no exact half. */
const longEdgePixels = 321;

const changes: Readonly<Record<string, (image: Rgb8Image) => Rgb8Image | Promise<Rgb8Image>>> = {
  clean: (image) => image,
  blurred: (image) => blurred(image, 1.5),
  noisy: (image) => noisy(image, 15),
  sharpened: (image) => sharpened(image, 2),
  // A code of noise breaks the flat blocks, in which the reference's score is a matter of rounding.
  compressed: async (image) => noisy(await compressed(image, 85), 1),
};

/** Name and picture of every case that the port was held against the reference with. */
export async function brisqueCases(): Promise<readonly (readonly [name: string, picture: Rgb8Image])[]> {
  const cases: (readonly [string, Rgb8Image])[] = [];
  for (const name of photos) {
    const image = await photo(name, longEdgePixels);
    for (const [change, at] of Object.entries(changes)) cases.push([`${name} ${change}`, await at(image)]);
  }
  return cases;
}

/** Pictures with noise of a known strength, and with seams of colour along their edges. */
import { decodeSrgb, encodeSrgb } from '../../src/colour/transfer.ts';
import type { Triple } from '../../src/colour/matrix.ts';
import { grey, hueColour, picture, random, type Picture } from './picture.ts';

/** A source of normally distributed numbers (Box & Muller). */
export function normal(seed: number): () => number {
  const next = random(seed);
  return () => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next());
}

/** The picture with white noise of these deviations in encoded values: common to the channels, and of each alone. */
export function noisy({ width, height, r, g, b }: Picture, luma: number, chroma: number, seed = 3): Picture {
  const next = normal(seed);
  return picture(width, height, (x, y) => {
    const i = y * width + x;
    const common = luma * next();
    const channel = (light: number): number => decodeSrgb(Math.max(encodeSrgb(light) + common + chroma * next(), 0));
    return [channel(r[i]!), channel(g[i]!), channel(b[i]!)];
  });
}

/** Two greys with a soft edge between them in the middle, 4 pixels wide. */
export const softEdge = (width: number, height: number): Picture =>
  picture(width, height, (x) => grey(0.35 + 0.3 / (1 + Math.exp(-(x + 0.5 - width / 2) / 1.2))));

/** Three bars, light, dark and light; a green seam of two pixels at the first edge, a purple one at the second. */
export const seams: Picture = picture(180, 120, (x): Triple => {
  if (x === 60 || x === 61) return hueColour(120, 0.6, 0.3);
  if (x === 120 || x === 121) return hueColour(270, 0.6, 0.4);
  return grey(x < 60 || x > 121 ? 0.85 : 0.12);
});

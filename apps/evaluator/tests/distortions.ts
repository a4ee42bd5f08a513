/** What goes wrong with pictures, each with a strength. 0 leaves a picture as it is. */
import { decodeRgb8, encodeImage } from '@safelight/codec';
import type { Rgb8Image } from '@safelight/core';
import { develop, make } from './pictures.ts';

/** Runs over the three channels as planes of floats. */
function filtered(image: Rgb8Image, filter: (plane: Float32Array, width: number, height: number) => Float32Array) {
  const planes = [0, 1, 2].map((channel) =>
    filter(
      Float32Array.from({ length: image.width * image.height }, (_, at) => image.data[3 * at + channel]!),
      image.width,
      image.height,
    ),
  );
  return make(image.width, image.height, (x, y) => {
    const at = y * image.width + x;
    return [planes[0]![at]!, planes[1]![at]!, planes[2]![at]!];
  });
}

function gaussian(plane: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = Math.ceil(3 * sigma);
  const raw = Array.from({ length: 2 * radius + 1 }, (_, at) => Math.exp(-((at - radius) ** 2) / (2 * sigma * sigma)));
  const sum = raw.reduce((total, value) => total + value, 0);
  const pass = (
    from: Float32Array,
    stride: number,
    length: number,
    lines: number,
    lineStride: number,
  ): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let place = 0; place < length; place++) {
        let value = 0;
        for (let tap = -radius; tap <= radius; tap++) {
          const at = Math.min(length - 1, Math.max(0, place + tap));
          value += raw[tap + radius]! * from[line * lineStride + at * stride]!;
        }
        to[line * lineStride + place * stride] = value / sum;
      }
    }
    return to;
  };
  return pass(pass(plane, 1, width, height, width), width, height, width, 1);
}

export const blurred = (image: Rgb8Image, sigma: number): Rgb8Image =>
  filtered(image, (plane, width, height) => gaussian(plane, width, height, sigma));

/** Unsharp mask: with a small radius over-sharpening, with a large one halos. */
const sharpenedBy = (image: Rgb8Image, amount: number, sigma: number): Rgb8Image =>
  filtered(image, (plane, width, height) => {
    const soft = gaussian(plane, width, height, sigma);
    return plane.map((value, at) => value + amount * (value - soft[at]!));
  });
export const sharpened = (image: Rgb8Image, amount: number) => sharpenedBy(image, amount, 0.8);
export const haloed = (image: Rgb8Image, amount: number) => sharpenedBy(image, amount, 4);

/** The same noise every time (mulberry32, Box and Muller). */
function gauss(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Standard deviation in codes; of each channel, or of all at once. */
export function noisy(image: Rgb8Image, sigma: number): Rgb8Image {
  const next = gauss(7);
  return develop(image, ([r, g, b]) => [r + sigma * next(), g + sigma * next(), b + sigma * next()]);
}
export function grainy(image: Rgb8Image, sigma: number): Rgb8Image {
  const next = gauss(11);
  return develop(image, ([r, g, b]) => {
    const grain = sigma * next();
    return [r + grain, g + grain, b + grain];
  });
}

/** Loss 0..100: 100 less the quality of a JPEG. */
export async function compressed(image: Rgb8Image, loss: number): Promise<Rgb8Image> {
  return decodeRgb8(await encodeImage(image, { format: 'jpeg', quality: 100 - loss }));
}

/** Leaves every `step`th code of each channel. */
export const posterised = (image: Rgb8Image, step: number) =>
  develop(image, (rgb) => rgb.map((code) => Math.round(code / step) * step) as [number, number, number]);

/** A veil of light grey, 0 .. 1. */
export const hazed = (image: Rgb8Image, veil: number) =>
  develop(image, (rgb) => rgb.map((code) => code * (1 - veil) + 225 * veil) as [number, number, number]);

/** Corners lose this share of their light; negative gives them more. */
export function vignetted(image: Rgb8Image, fall: number): Rgb8Image {
  const { width, height, data } = image;
  return make(width, height, (x, y) => {
    const reach = (((x + 0.5) / width - 0.5) ** 2 + ((y + 0.5) / height - 0.5) ** 2) / 0.5;
    const factor = Math.max(0, 1 - fall * reach) ** (1 / 2.2);
    const at = 3 * (y * width + x);
    return [data[at]! * factor, data[at + 1]! * factor, data[at + 2]! * factor];
  });
}

/** Every block of `size` pixels becomes one. */
export function pixelated(image: Rgb8Image, size: number): Rgb8Image {
  const { width, height, data } = image;
  return make(width, height, (x, y) => {
    const at = 3 * ((y - (y % size)) * width + (x - (x % size)));
    return [data[at]!, data[at + 1]!, data[at + 2]!];
  });
}

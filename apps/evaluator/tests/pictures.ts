import { readFile } from 'node:fs/promises';
import { decodeRgb8 } from '@safelight/codec';
import type { Evaluation, Rgb8Image } from '@safelight/core';
import { readInstruction } from '@safelight/intent';
import { caseOf, judge, judgeByMetrics, nothingSeen } from '../src/evaluate.ts';
import { lookAt } from '../src/picture/picture.ts';
import { Ranker } from '../src/ranker/ranker.ts';

/** A fixture photograph, every few pixels of it: small enough for ladders of edits. */
export async function photo(name: string, longEdgePixels = 384): Promise<Rgb8Image> {
  const image = await decodeRgb8(await readFile(new URL(`../../../fixtures/photos/${name}`, import.meta.url)));
  const step = Math.max(image.width, image.height) / longEdgePixels;
  const width = Math.floor(image.width / step);
  const height = Math.floor(image.height / step);
  return make(width, height, (x, y) => {
    const at = 3 * (Math.floor(y * step) * image.width + Math.floor(x * step));
    return [image.data[at]!, image.data[at + 1]!, image.data[at + 2]!];
  });
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** Codes 0..255, clipped and rounded. */
export function make(width: number, height: number, pixel: (x: number, y: number) => Rgb): Rgb8Image {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const codes = pixel(x, y);
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = Math.round(Math.min(255, Math.max(0, codes[channel]!)));
    }
  }
  return { width, height, data };
}

export function develop(image: Rgb8Image, change: (rgb: Rgb) => Rgb): Rgb8Image {
  return make(image.width, image.height, (x, y) => {
    const at = 3 * (y * image.width + x);
    return change([image.data[at]!, image.data[at + 1]!, image.data[at + 2]!]);
  });
}

const linear = (code: number): number => (code / 255) ** 2.2;
const encoded = (light: number): number => 255 * Math.max(0, light) ** (1 / 2.2);
const luma = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const each =
  (change: (code: number) => number) =>
  ([r, g, b]: Rgb): Rgb => [change(r), change(g), change(b)];

// Edits as simple pixel operations; 0 (or 1 for factors) leaves a picture as it is.
export const exposed = (image: Rgb8Image, stops: number) =>
  develop(
    image,
    each((code) => encoded(linear(code) * 2 ** stops)),
  );
export const warmed = (image: Rgb8Image, mired: number) =>
  develop(image, ([r, g, b]) => [encoded(linear(r) * (1 + mired)), g, encoded(linear(b) * (1 - mired))]);
export const tinted = (image: Rgb8Image, magenta: number) =>
  develop(image, ([r, g, b]) => [r, encoded(linear(g) * (1 - magenta)), b]);
export const saturated = (image: Rgb8Image, factor: number) =>
  develop(image, (rgb) => each((code) => luma(rgb) + factor * (code - luma(rgb)))(rgb));
export const crushed = (image: Rgb8Image, black: number) =>
  develop(
    image,
    each((code) => ((code - black) * 255) / (255 - black)),
  );
export const lifted = (image: Rgb8Image, black: number) =>
  develop(
    image,
    each((code) => black + (code * (255 - black)) / 255),
  );
export const contrasted = (image: Rgb8Image, factor: number) =>
  develop(
    image,
    each((code) => 128 + factor * (code - 128)),
  );
export const grey = (image: Rgb8Image) => saturated(image, 0);

/** The middle part: a crop with another aspect. */
export function cropped(image: Rgb8Image): Rgb8Image {
  const width = Math.floor(image.width / 2);
  const left = Math.floor(image.width / 4);
  return make(width, image.height, (x, y) => {
    const at = 3 * (y * image.width + left + x);
    return [image.data[at]!, image.data[at + 1]!, image.data[at + 2]!];
  });
}

/** Judges one edit by the metrics alone, with what perception would have found. */
export function evaluate(before: Rgb8Image, after: Rgb8Image, instruction: string, sight = nothingSeen): Evaluation {
  return judgeByMetrics(caseOf(readInstruction(instruction), lookAt(before), lookAt(after), sight), instruction);
}

const ranker = new Ranker();

/** Judges many edits of one original as the service does, ranker included: looks at the original once. */
export function judgeOf(before: Rgb8Image): (after: Rgb8Image, instruction: string) => Promise<Evaluation> {
  const seen = lookAt(before);
  const looked = new WeakMap<Rgb8Image, ReturnType<typeof lookAt>>([[before, seen]]);
  return (after, instruction) => {
    const own = looked.get(after) ?? lookAt(after);
    looked.set(after, own);
    return judge(caseOf(readInstruction(instruction), seen, own, nothingSeen), instruction, ranker);
  };
}

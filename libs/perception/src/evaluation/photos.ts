import { readFileSync } from 'node:fs';
import { decodeRgb8 } from '@safelight/codec';
import type { Rgb8Image } from '@safelight/core';
import { fillPolygon } from '../image/region.ts';
import type { Point } from '../image/region.ts';
import { mapPlane, plane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';

const folder = new URL('../../fixtures/', import.meta.url);

/** A photo with what was marked in it by hand: by tool the outlines, or null where the photo shows no such thing. */
export interface MarkedPhoto {
  readonly file: string;
  readonly outlines: Readonly<Record<string, readonly string[] | null>>;
}

/** `fixtures/outlines.json`: outlines as SVG writes points, "x,y x,y …", in fractions of the picture; even-odd. */
export const markedPhotos = (): readonly MarkedPhoto[] =>
  (JSON.parse(readFileSync(new URL('outlines.json', folder), 'utf8')) as { photos: readonly MarkedPhoto[] }).photos;

export const nameOf = ({ file }: MarkedPhoto): string => file.replace(/^.*\//, '').replace(/\.[a-z]+$/, '');

/** The photo at about 1024 px, as a caller of `find` makes it. */
export const openPhoto = async ({ file }: MarkedPhoto): Promise<Rgb8Image> => {
  const picture = await decodeRgb8(readFileSync(new URL(file, folder)));
  return shrinkByWhole(picture, Math.max(1, Math.floor(Math.max(picture.width, picture.height) / 1024)));
};

const shrinkByWhole = (source: Rgb8Image, factor: number): Rgb8Image => {
  if (factor === 1) {
    return source;
  }
  const width = Math.floor(source.width / factor);
  const height = Math.floor(source.height / factor);
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < 3 * width; x++) {
      const at = Math.floor(x / 3) * factor * 3 + (x % 3);
      let sum = 0;
      for (let k = 0; k < factor * factor; k++) {
        sum += source.data[(y * factor + Math.floor(k / factor)) * source.width * 3 + at + (k % factor) * 3]!;
      }
      data[3 * y * width + x] = Math.round(sum / (factor * factor));
    }
  }
  return { width, height, data };
};

const parse = (points: string): readonly Point[] =>
  points.split(' ').map((pair) => {
    const [x, y] = pair.split(',').map(Number);
    return { x: x!, y: y! };
  });

/** Coverage of outlines at a size; an outline within another is a hole. */
export const drawOutlines = (outlines: readonly string[], width: number, height: number): Plane =>
  outlines
    .map((points) =>
      fillPolygon(
        width,
        height,
        parse(points).map(({ x, y }) => ({ x: x * width, y: y * height })),
      ),
    )
    .reduce((sum, one) => mapPlane(sum, (v, i) => v + one.data[i]! - 2 * v * one.data[i]!), plane(width, height));

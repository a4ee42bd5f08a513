/** Pictures of 16-bit codes, to be compared with another program's. */
import type { PixelImage, RgbProfile } from '@safelight/core';
import { sRgbProfile } from '@safelight/codec';
import { ciede2000, labOfLinear } from '@safelight/measure';
import { apply3, multiply3, type Triple } from '../../src/colour/matrix.ts';
import { fromProPhoto, toProPhoto } from '../../src/colour/spaces.ts';

export const [width, height] = [192, 128];

/** A picture of 16-bit codes from encoded values. */
export function codes(colour: (u: number, v: number) => Triple): PixelImage {
  const data = new Uint16Array(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const rgb = colour((at % width) / (width - 1), Math.floor(at / width) / (height - 1));
    data.set(rgb.map((value) => Math.round(65_535 * value)), 3 * at); // prettier-ignore
  }
  return { width, height, data };
}

/** Waves of 64 pixels and more, the picture moved by so many pixels to the left and up. */
export const waves = (moved = 0): PixelImage =>
  codes((u, v) => {
    const [x, y] = [u * (width - 1) + moved, v * (height - 1) + moved];
    return [0.5 + 0.2 * Math.sin(x / 10 + y / 40), 0.5 + 0.2 * Math.cos(y / 12), 0.5 + 0.2 * Math.sin((x - y) / 14)];
  });

/** A part of a picture. */
export function part(
  { data, ...whole }: PixelImage,
  left: number,
  top: number,
  columns: number,
  rows: number,
): PixelImage {
  const out = new Uint16Array(columns * rows * 3);
  for (let y = 0; y < rows; y++) {
    const from = 3 * ((top + y) * whole.width + left);
    out.set(data.subarray(from, from + 3 * columns), 3 * y * columns);
  }
  return { width: columns, height: rows, data: out };
}

/** ΔE00 of two pictures of one size in a space: mean and largest. */
export function difference(one: PixelImage, two: PixelImage, space: RgbProfile = sRgbProfile): { readonly mean: number; readonly worst: number } {
  if (one.width !== two.width || one.height !== two.height) {
    throw new Error(`${one.width}×${one.height} cannot be compared with ${two.width}×${two.height}.`);
  }
  const toSrgb = multiply3(fromProPhoto(sRgbProfile), toProPhoto(space));
  const curve = space.decode[0];
  const decode = (code: number): number => {
    const place = (code / 65_535) * (curve.length - 1);
    const low = Math.min(Math.floor(place), curve.length - 2);
    return curve[low]! + (curve[low + 1]! - curve[low]!) * (place - low);
  };
  const labAt = ({ data }: PixelImage, at: number) =>
    labOfLinear(...apply3(toSrgb, [decode(data[at]!), decode(data[at + 1]!), decode(data[at + 2]!)]));
  const area = one.width * one.height;
  const all = Array.from({ length: area }, (_, at) => ciede2000(labAt(one, 3 * at), labAt(two, 3 * at)));
  return { mean: all.reduce((sum, x) => sum + x, 0) / area, worst: Math.max(...all) };
} // prettier-ignore

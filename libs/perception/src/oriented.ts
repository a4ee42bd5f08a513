import type { Mask, Matte, Orientation, Rgb8Image, SettingValue } from '@safelight/core';
import type { PerceivedMask, Perception } from './perception.ts';

/** Upright fractions of the picture as functions of stored ones. */
const uprightOf: Readonly<Record<Orientation, (x: number, y: number) => readonly [number, number]>> = {
  1: (x, y) => [x, y],
  2: (x, y) => [1 - x, y],
  3: (x, y) => [1 - x, 1 - y],
  4: (x, y) => [x, 1 - y],
  5: (x, y) => [y, x],
  6: (x, y) => [1 - y, x],
  7: (x, y) => [1 - y, 1 - x],
  8: (x, y) => [y, 1 - x],
};

/** The orientation that undoes one. */
const inverse: Readonly<Record<Orientation, Orientation>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6 };

/** Turns interleaved pixels of any channel count the way an EXIF orientation says. */
const turn = (
  { width, height, data }: Rgb8Image,
  channels: number,
  orientation: Orientation,
): { readonly width: number; readonly height: number; readonly data: Uint8Array } => {
  if (orientation === 1) {
    return { width, height, data };
  }
  const swaps = orientation >= 5;
  const [w, h] = swaps ? [height, width] : [width, height];
  const to = uprightOf[orientation];
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = to((x + 0.5) / width, (y + 0.5) / height);
      const at = (Math.floor(v * h) * w + Math.floor(u * w)) * channels;
      const from = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) {
        out[at + c] = data[from + c]!;
      }
    }
  }
  return { width: w, height: h, data: out };
};

/** The picture as it is shown. */
export const uprightPicture = (stored: Rgb8Image, orientation: Orientation): Rgb8Image => turn(stored, 3, orientation);

/** The matte of a stored picture as it lies over the upright one. */
export const uprightMatte = (stored: Matte, orientation: Orientation): Matte => ({
  ...stored,
  ...turn(stored, 1, orientation),
});

const turnGesture = (value: SettingValue | undefined, orientation: Orientation): SettingValue | undefined =>
  Array.isArray(value)
    ? (value as readonly SettingValue[]).map((point) =>
        Array.isArray(point) && point.length === 2
          ? uprightOf[orientation](Number(point[0]), Number(point[1]))
          : (point as unknown as readonly number[]),
      )
    : value;

/**
 * `find` for a picture, and a mask's geometry, in stored orientation: looks at the upright picture (faces and skies are
 * only known the right way up) and hands the matte back as stored.
 */
export const findStored = async (
  perception: Pick<Perception, 'find'>,
  stored: Rgb8Image,
  orientation: Orientation,
  mask: PerceivedMask,
  signal?: AbortSignal,
): Promise<Matte | null> => {
  const settings: Mask['settings'] = { ...mask.settings };
  const gesture = turnGesture(settings['objectGesture'], orientation);
  const upright = gesture === undefined ? settings : { ...settings, objectGesture: gesture };
  const matte = await perception.find(turn(stored, 3, orientation), { tool: mask.tool, settings: upright }, signal);
  return matte && { ...matte, ...turn(matte, 1, inverse[orientation]) };
};

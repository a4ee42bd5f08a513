import { inverseOf, isTurned, shownPlace } from '@safelight/core';
import type { Mask, Matte, Orientation, Rgb8Image, SettingValue } from '@safelight/core';
import type { PerceivedMask, Perception } from './perception.ts';

/** Turns interleaved pixels of any channel count the way an EXIF orientation says. */
const turn = (
  { width, height, data }: Rgb8Image,
  channels: number,
  orientation: Orientation,
): { readonly width: number; readonly height: number; readonly data: Uint8Array } => {
  if (orientation === 1) {
    return { width, height, data };
  }
  const [w, h] = isTurned(orientation) ? [height, width] : [width, height];
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = shownPlace(orientation, (x + 0.5) / width, (y + 0.5) / height);
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
          ? shownPlace(orientation, Number(point[0]), Number(point[1]))
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
  return matte && { ...matte, ...turn(matte, 1, inverseOf(orientation)) };
};

/** Between the stored picture, in which recipes place things, and the upright one, in which things are recognised. */
import type { Matte, Orientation, SettingValue, SettingValues } from '@safelight/core';

type Point = readonly [x: number, y: number];

/** Position in the upright picture of a position in the stored one; both in fractions of width and height. */
const upright: Readonly<Record<Orientation, (point: Point) => Point>> = {
  1: ([x, y]) => [x, y],
  2: ([x, y]) => [1 - x, y],
  3: ([x, y]) => [1 - x, 1 - y],
  4: ([x, y]) => [x, 1 - y],
  5: ([x, y]) => [y, x],
  6: ([x, y]) => [1 - y, x],
  7: ([x, y]) => [1 - y, 1 - x],
  8: ([x, y]) => [y, 1 - x],
};

/** Turns the positions among a mask's settings upright. */
export function uprightSettings(settings: SettingValues, orientation: Orientation): SettingValues {
  const turn = upright[orientation];
  const turned: Record<string, SettingValue> = { ...settings };
  const point = settings['aiReferencePoint'];
  if (Array.isArray(point)) turned['aiReferencePoint'] = turn(point as unknown as Point);
  const gesture = settings['objectGesture'];
  if (Array.isArray(gesture)) turned['objectGesture'] = (gesture as readonly Point[]).map(turn);
  return turned;
}

/** The matte of the upright picture, laid on the stored one. */
export function storedMatte(matte: Matte, orientation: Orientation): Matte {
  if (orientation === 1) return matte;
  const turn = upright[orientation];
  const swaps = orientation >= 5;
  const [width, height] = swaps ? [matte.height, matte.width] : [matte.width, matte.height];
  const data = new Uint8Array(matte.data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = turn([(x + 0.5) / width, (y + 0.5) / height]);
      data[y * width + x] = matte.data[Math.floor(v * matte.height) * matte.width + Math.floor(u * matte.width)]!;
    }
  }
  return { ...matte, width, height, data };
}

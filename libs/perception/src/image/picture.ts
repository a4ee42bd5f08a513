import type { Rgb8Image } from '@safelight/core';
import { plane, shrinkPlane } from './plane.ts';
import type { Plane } from './plane.ts';

/** R, G, B in 0..1, encoded as in sRGB: what the networks were trained on. */
export type Channels = readonly [Plane, Plane, Plane];

export const channelsOf = (picture: Rgb8Image): Channels => {
  const { width, height, data } = picture;
  const channels = [plane(width, height), plane(width, height), plane(width, height)] as const;
  for (let i = 0, p = 0; i < width * height; i++, p += 3) {
    channels[0].data[i] = data[p]! / 255;
    channels[1].data[i] = data[p + 1]! / 255;
    channels[2].data[i] = data[p + 2]! / 255;
  }
  return channels;
};

const reduced = new WeakMap<Channels, Map<number, Channels>>();

/** The picture at a smaller size: made once, and from its half where that is large enough. */
export const shrinkChannels = (picture: Channels, width: number, height: number): Channels => {
  const known = reduced.get(picture) ?? new Map<number, Channels>();
  reduced.set(picture, known);
  const key = width * 65_536 + height;
  let small = known.get(key);
  if (small === undefined) {
    const [halfWidth, halfHeight] = [Math.ceil(picture[0].width / 2), Math.ceil(picture[0].height / 2)];
    const fromHalf = width < halfWidth && height < halfHeight;
    const [r, g, b] = fromHalf ? shrinkChannels(picture, halfWidth, halfHeight) : picture;
    small = [shrinkPlane(r, width, height), shrinkPlane(g, width, height), shrinkPlane(b, width, height)];
    known.set(key, small);
  }
  return small;
};

/** The picture at its size, a half, a quarter … so that a reduced view of any part needs few samples. */
export const pyramidOf = (picture: Channels): readonly Channels[] => {
  const levels = [picture];
  for (let top = picture; Math.min(top[0].width, top[0].height) >= 64;) {
    top = shrinkChannels(top, Math.ceil(top[0].width / 2), Math.ceil(top[0].height / 2));
    levels.push(top);
  }
  return levels;
};

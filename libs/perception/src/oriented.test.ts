import type { Orientation, Rgb8Image } from '@safelight/core';
import { orient } from '@safelight/codec';
import { expect, it } from 'vitest';
import { findStored } from './oriented.ts';
import type { Perception } from './perception.ts';

const stored: Rgb8Image = { width: 5, height: 3, data: Uint8Array.from({ length: 45 }, (_, i) => i) };

/** Answers with the picture's red channel, so that a matte shows where each pixel went. */
const seen: { picture?: Rgb8Image; gesture?: unknown } = {};
const echo: Pick<Perception, 'find'> = {
  find: (picture, mask) => {
    seen.picture = picture;
    seen.gesture = mask.settings['objectGesture'];
    const { width, height, data } = picture;
    return Promise.resolve({
      width,
      height,
      data: Uint8Array.from({ length: width * height }, (_, i) => data[3 * i]!),
      confidence: 1,
    });
  },
};

it.each([1, 2, 3, 4, 5, 6, 7, 8] as Orientation[])(
  'at orientation %i the finder sees the picture upright and the matte comes back as stored',
  async (orientation) => {
    const matte = await findStored(echo, stored, orientation, {
      tool: 'maskObject',
      settings: { objectGesture: [[0.25, 0.75]] },
    });
    const upright = orient(stored, orientation);
    expect(seen.picture).toEqual({ ...upright, data: Uint8Array.from(upright.data) });
    expect(matte).toEqual({
      width: 5,
      height: 3,
      data: Uint8Array.from({ length: 15 }, (_, i) => 3 * i),
      confidence: 1,
    });
  },
);

it('turns the gesture with the picture', async () => {
  await findStored(echo, stored, 6, { tool: 'maskObject', settings: { objectGesture: [[0.2, 0.1]] } });
  expect(seen.gesture).toEqual([[0.9, 0.2]]);
});

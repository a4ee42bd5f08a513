import { orient } from '@safelight/codec';
import type { Matte, Orientation } from '@safelight/core';
import { expect, test } from 'vitest';
import { storedMatte, uprightSettings } from './turn.ts';

const [width, height] = [4, 3];
const stored = Uint8Array.from({ length: width * height }, (_, i) => i + 1);

test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
  'A matte found in the upright picture lies on what it was found in, orientation %i.',
  (orientation: Orientation) => {
    const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => stored[Math.floor(i / 3)]!);
    const shown = orient({ width, height, data: rgb }, orientation);
    const matte: Matte = {
      width: shown.width,
      height: shown.height,
      data: shown.data.filter((_, i) => i % 3 === 0),
      confidence: 1,
    };
    expect(storedMatte(matte, orientation)).toEqual({ width, height, data: stored, confidence: 1 });
    // The third pixel of the first row, wherever it is shown.
    const point = uprightSettings({ aiReferencePoint: [2.5 / width, 0.5 / height] }, orientation)[
      'aiReferencePoint'
    ] as [number, number];
    const at = Math.floor(point[1] * shown.height) * shown.width + Math.floor(point[0] * shown.width);
    expect(matte.data[at]).toBe(3);
  },
);

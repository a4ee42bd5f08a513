import { expect, it } from 'vitest';
import type { Orientation } from './image.ts';
import { composed, inverseOf, isMirrored, isTurned, shownPlace } from './orientation.ts';

const all: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

it('an orientation after its inverse leaves every place where it was', () => {
  for (const orientation of all) {
    const [u, v] = shownPlace(orientation, 0.25, 0.125);
    expect(shownPlace(inverseOf(orientation), u, v)).toEqual([0.25, 0.125]);
  }
});

// EXIF 2.32, tag 274: where the 0th row and the 0th column of the stored picture are when it is shown.
it('the stored top left corner is shown where EXIF says', () => {
  const corners = all.map((orientation) => shownPlace(orientation, 0, 0).join());
  expect(corners).toEqual(['0,0', '1,0', '1,1', '0,1', '0,0', '1,0', '1,1', '0,1']);
});

it('codes 5 to 8 turn, and codes 2, 4, 5 and 7 mirror', () => {
  expect(all.filter(isTurned)).toEqual([5, 6, 7, 8]);
  expect(all.filter(isMirrored)).toEqual([2, 4, 5, 7]);
});

it('two orientations after another show every place where the one composed of them does', () => {
  for (const first of all) {
    for (const second of all) {
      const [u, v] = shownPlace(first, 0.25, 0.125);
      expect(shownPlace(composed(first, second), 0.25, 0.125)).toEqual(shownPlace(second, u, v));
    }
  }
});

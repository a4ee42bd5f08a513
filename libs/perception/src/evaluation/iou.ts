import type { Matte } from '@safelight/core';
import { resizePlane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';

/** Intersection over union of what is more in than out; nothing found counts as an empty matte. */
export const overlapOf = (matte: Matte | null, truth: Plane): number => {
  if (matte === null) {
    return 0;
  }
  const { data } = resizePlane(truth, matte.width, matte.height);
  let [both, either] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    const found = matte.data[i]! >= 128;
    const marked = data[i]! >= 0.5;
    both += found && marked ? 1 : 0;
    either += found || marked ? 1 : 0;
  }
  return either === 0 ? 1 : both / either;
};

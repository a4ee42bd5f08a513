import { mapPlane, plane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';

/** Raster passes; three are enough in the paper. */
const passes = 3;

/**
 * Minimum barrier distance to the border (Zhang and others, 2015): the least range of values that a path to the edge of
 * the picture must span. Background reaches the border cheaply whatever its gradient; things stand behind a step.
 */
export const barrierToBorder = (source: Plane): Plane => {
  const { width, height, data } = source;
  const distance = mapPlane(plane(width, height), (_, i) => {
    const x = i % width;
    const y = (i - x) / width;
    return x === 0 || y === 0 || x === width - 1 || y === height - 1 ? 0 : Infinity;
  });
  const low = Float32Array.from(data);
  const high = Float32Array.from(data);
  const visit = (i: number, from: number): void => {
    const l = Math.min(low[from]!, data[i]!);
    const h = Math.max(high[from]!, data[i]!);
    if (h - l < distance.data[i]!) {
      distance.data[i] = h - l;
      low[i] = l;
      high[i] = h;
    }
  };
  for (let pass = 0; pass < passes; pass++) {
    const backward = pass % 2 === 1;
    for (let k = 0; k < data.length; k++) {
      const i = backward ? data.length - 1 - k : k;
      const x = i % width;
      const y = (i - x) / width;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
        continue;
      }
      visit(i, backward ? i + 1 : i - 1);
      visit(i, backward ? i + width : i - width);
    }
  }
  return distance;
};

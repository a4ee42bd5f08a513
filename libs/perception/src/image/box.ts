import { plane } from './plane.ts';
import type { Plane } from './plane.ts';

/** Mean over a window of (2 radius + 1)², the window cut at the borders. Running sums: the cost knows no radius. */
export const boxMean = (source: Plane, radius: number): Plane => {
  const { width, height } = source;
  const across = plane(width, height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += source.data[row + x]!;
    }
    for (let x = 0; x < width; x++) {
      if (x + radius < width) {
        sum += source.data[row + x + radius]!;
      }
      if (x - radius - 1 >= 0) {
        sum -= source.data[row + x - radius - 1]!;
      }
      across.data[row + x] = sum / (Math.min(x + radius, width - 1) - Math.max(x - radius, 0) + 1);
    }
  }
  const result = plane(width, height);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++) {
    for (let x = 0; x < width; x++) {
      sums[x]! += across.data[y * width + x]!;
    }
  }
  for (let y = 0; y < height; y++) {
    const enters = y + radius < height ? (y + radius) * width : -1;
    const leaves = y - radius - 1 >= 0 ? (y - radius - 1) * width : -1;
    const count = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
    for (let x = 0; x < width; x++) {
      let sum = sums[x]!;
      if (enters >= 0) {
        sum += across.data[enters + x]!;
      }
      if (leaves >= 0) {
        sum -= across.data[leaves + x]!;
      }
      sums[x] = sum;
      result.data[y * width + x] = sum / count;
    }
  }
  return result;
};

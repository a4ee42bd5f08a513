import type { SettingValue } from '@safelight/core';

export type CurveShape = 's' | 'inverse-s' | 'matte';

/** How far the middle of each half must leave the diagonal to be seen, in codes 0..255. */
const visibleCodes = 4;

/** Whether a curve, read by straight lines between its points, has the shape; what is no curve has none. */
export function hasShape(value: SettingValue | undefined, shape: CurveShape): boolean {
  if (!Array.isArray(value) || !value.every((point) => Array.isArray(point) && point.length === 2)) return false;
  const points = value as readonly (readonly [number, number])[];
  const offset = (x: number): number => at(points, x) - x;
  switch (shape) {
    case 's':
      return offset(64) <= -visibleCodes && offset(191) >= visibleCodes;
    case 'inverse-s':
      return offset(64) >= visibleCodes && offset(191) <= -visibleCodes;
    case 'matte':
      return offset(0) >= 2 * visibleCodes;
  }
}

function at(points: readonly (readonly [number, number])[], x: number): number {
  const [first, last] = [points[0]!, points.at(-1)!];
  if (x <= first[0]) return first[1];
  if (x >= last[0]) return last[1];
  const next = points.findIndex(([px]) => px >= x);
  const [[x1, y1], [x2, y2]] = [points[next - 1]!, points[next]!];
  return y1 + ((x - x1) / (x2 - x1)) * (y2 - y1);
}

import { Fault } from '@safelight/core';
import type { Point } from '../image/region.ts';
import type { PerceivedMask } from '../perception.ts';

const pointsMax = 1000;

/** The outline that `objectGesture` draws: two points are corners of a box, three or more a polygon; fractions. */
export const gestureOf = (mask: PerceivedMask): readonly Point[] => {
  const value = mask.settings['objectGesture'];
  const points = Array.isArray(value) ? (value as readonly unknown[]).map(pointOf) : [];
  if (points.length < 2 || points.length > pointsMax || points.includes(undefined)) {
    throw new Fault(
      'tool.badValue',
      `maskObject needs \`objectGesture\`: the corners of a box or 3 to ${pointsMax} points of an outline around the object, as [x, y] fractions of the picture.`,
      { field: 'objectGesture' },
    );
  }
  const [a, b] = points as [Point, Point];
  return points.length === 2 ? [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }] : (points as readonly Point[]);
};

const pointOf = (value: unknown): Point | undefined => {
  if (!Array.isArray(value) || value.length !== 2) {
    return undefined;
  }
  const [x, y] = value as [unknown, unknown];
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y)
    ? { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) }
    : undefined;
};

/**
 * Finds what to repair a spot with: of offsets on rings around it, the one whose surroundings differ least from the
 * target's once a constant is taken off (healing does that), whose inside is as busy as the target's surroundings, and
 * which is free of other spots. Nothing is random: equal input gives the same source.
 */
import type { CodedLevel } from '../../run/job.ts';
import type { Point } from './area.ts';
import type { Box, Coverage } from './coverage.ts';

/** Distances in boxes, near first, and directions on each. */
const rings = [1, 1.3, 1.7, 2.3, 3.2, 4.5, 7] as const;
const directions = 16;
/** Pixels between the two boxes. */
const gapPixels = 3;
/** Points compared, about this many around the spot and in it. */
const pointsWanted = 250;
/** Offsets whose surroundings fit best and whose inside is then looked at. */
const shortList = 20;
/** The best of them, which are then moved to where edges go on. */
const alignedCount = 3;
/** Width of the surroundings as a share of the box's long side, at least 4 pixels. */
const surroundings = 0.2;
/** Weights beside the difference of the surroundings: too busy inside, other texture, distance in boxes. */
const busyWeight = 0.6;
const textureWeight = 1.5;
const distanceWeight = 0.03;

/** Places of pixels, x and y in turn. */
type Points = Int32Array;

interface Compared {
  readonly around: Points;
  readonly inside: Points;
}

const grown = ({ left, top, width, height }: Box, x: number, y: number): Box => {
  return { left: left - x, top: top - y, width: width + 2 * x, height: height + 2 * y };
};

const meets = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

const lies = ({ left, top, width, height }: Box, level: CodedLevel): boolean =>
  left >= 0 && top >= 0 && left + width <= level.width && top + height <= level.height;

const moved = (box: Box, { x, y }: Point): Box => {
  return { left: box.left + x, top: box.top + y, width: box.width, height: box.height };
};

function pointsOf(coverage: Coverage, level: CodedLevel): Compared {
  const { left, top, width, height, alpha } = coverage;
  const margin = Math.max(4, Math.round(surroundings * Math.max(width, height)));
  const outer = grown(coverage, margin, margin);
  const step = Math.max(1, Math.round(Math.sqrt((outer.width * outer.height) / (2 * pointsWanted))));
  const [around, inside]: [number[], number[]] = [[], []];
  // One pixel is left to the picture's border, for gradients.
  for (let y = Math.max(outer.top, 1); y < Math.min(outer.top + outer.height, level.height - 1); y += step) {
    for (let x = Math.max(outer.left, 1); x < Math.min(outer.left + outer.width, level.width - 1); x += step) {
      const [u, v] = [x - left, y - top];
      const share = u >= 0 && v >= 0 && u < width && v < height ? alpha[v * width + u]! : 0;
      if (share === 0) around.push(x, y);
      else if (share > 0.5) inside.push(x, y);
    }
  }
  return { around: Int32Array.from(around), inside: Int32Array.from(inside) };
}

interface Texture {
  /** Summed over the channels, in codes². */
  readonly variance: number;
  readonly gradient: number;
}

/** Of points moved by an offset; those outside are left out. */
function textureOf({ width, height, data }: CodedLevel, points: Points, { x: dx, y: dy }: Point): Texture {
  const [sums, squares] = [new Float64Array(3), new Float64Array(3)];
  let [gradient, count] = [0, 0];
  const row = 3 * width;
  for (let i = 0; i < points.length; i += 2) {
    const [u, v] = [points[i]! + dx, points[i + 1]! + dy];
    if (u < 1 || v < 1 || u >= width - 1 || v >= height - 1) continue;
    count++;
    for (let c = 0, at = v * row + 3 * u; c < 3; c++, at++) {
      const value = data[at]!;
      sums[c]! += value;
      squares[c]! += value * value;
      const [across, down] = [data[at + 3]! - data[at - 3]!, data[at + row]! - data[at - row]!];
      gradient += across * across + down * down;
    }
  }
  const n = Math.max(count, 1);
  return { variance: varianceOf(sums, squares, n), gradient: gradient / n };
}

const varianceOf = (sums: Float64Array, squares: Float64Array, n: number): number =>
  squares.reduce((total, square, c) => total + Math.max(square / n - (sums[c]! / n) ** 2, 0), 0);

/** Variance of the difference between the surroundings and those at an offset; infinite when most of them lie outside. */
function mismatch({ width, height, data }: CodedLevel, points: Points, { x: dx, y: dy }: Point): number {
  const [sums, squares] = [new Float64Array(3), new Float64Array(3)];
  let count = 0;
  const shift = 3 * (dy * width + dx);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    const [u, v] = [x + dx, y + dy];
    if (u < 0 || v < 0 || u >= width || v >= height) continue;
    count++;
    for (let c = 0, at = 3 * (y * width + x); c < 3; c++, at++) {
      const difference = data[at]! - data[at + shift]!;
      sums[c]! += difference;
      squares[c]! += difference * difference;
    }
  }
  return 4 * count < points.length || count === 0 ? Infinity : varianceOf(sums, squares, count);
}

/** `others`: boxes of spots that are not repaired yet. Null when nothing of the picture is free. */
export function findSource(level: CodedLevel, coverage: Coverage, others: readonly Box[]): Point | null {
  const reach = rings.at(-1)! + 1;
  const near = others.filter((other) => meets(other, grown(coverage, reach * coverage.width, reach * coverage.height)));
  const isFree = (offset: Point): boolean => {
    const box = moved(coverage, offset);
    return lies(box, level) && !meets(box, coverage);
  };
  const isClean = (offset: Point): boolean => !near.some((other) => meets(moved(coverage, offset), other));
  const free = candidates(coverage).filter(isFree);
  const clean = free.filter(isClean);
  const { around, inside } = pointsOf(coverage, level);
  const fits = (clean.length > 0 ? clean : free)
    .map((offset) => ({ offset, fit: mismatch(level, around, offset) }))
    .filter(({ fit }) => fit < Infinity)
    .sort((one, two) => one.fit - two.fit)
    .slice(0, shortList);
  const target = textureOf(level, around, { x: 0, y: 0 });
  const costOf = ({ offset, fit }: Fit): number => {
    const source = textureOf(level, inside, offset);
    const texture = (Math.sqrt(source.gradient) - Math.sqrt(target.gradient)) ** 2;
    const busy = Math.max(source.variance - target.variance, 0);
    const distance = Math.max(Math.abs(offset.x) / coverage.width, Math.abs(offset.y) / coverage.height);
    // Half a code more, so that distance decides between flat places.
    return (fit + busyWeight * busy + textureWeight * texture + 0.5) * (1 + distanceWeight * distance);
  };
  const isAllowed = (offset: Point): boolean => isFree(offset) && (clean.length === 0 || isClean(offset));
  const cheapest = (all: readonly Fit[]): Fit[] =>
    all
      .map((fit) => ({ fit, cost: costOf(fit) }))
      .sort((one, two) => one.cost - two.cost)
      .map(({ fit }) => fit);
  const firstStep = Math.max(coverage.width, coverage.height) / 4;
  const aligned = cheapest(fits)
    .slice(0, alignedCount)
    .map((start) => align(level, around, start, firstStep, isAllowed));
  return cheapest(aligned)[0]?.offset ?? null;
}

interface Fit {
  readonly offset: Point;
  readonly fit: number;
}

/** Moves an offset downhill, in ever smaller steps: an edge that crosses the spot then goes on straight. */
function align(
  level: CodedLevel,
  around: Points,
  start: Fit,
  firstStep: number,
  isAllowed: (offset: Point) => boolean,
): Fit {
  let best = start;
  for (let step = Math.round(firstStep); step >= 1; step = Math.floor(step / 2)) {
    const { x, y } = best.offset;
    for (const [dx, dy] of neighbours) {
      const offset = { x: x + dx * step, y: y + dy * step };
      if (!isAllowed(offset)) continue;
      const fit = mismatch(level, around, offset);
      if (fit < best.fit) best = { offset, fit };
    }
  }
  return best;
}

const neighbours = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const)).filter(([dx, dy]) => dx !== 0 || dy !== 0); // prettier-ignore

/** Offsets at which the box does not meet itself. */
function candidates({ width, height }: Box): Point[] {
  const [w, h] = [width + gapPixels, height + gapPixels];
  return rings.flatMap((ring) =>
    Array.from({ length: directions }, (_, i) => {
      const angle = (2 * Math.PI * i) / directions;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const reach = ring / Math.max(Math.abs(cos), Math.abs(sin));
      return { x: away(cos * reach * w), y: away(sin * reach * h) };
    }),
  );
}

/** Rounded away from zero: the boxes stay apart. */
const away = (x: number): number => Math.sign(x) * Math.ceil(Math.abs(x) - 1e-9);

/**
 * Which way is up: vanishing points of a picture's line segments (RANSAC with a fixed seed, then weighted least
 * squares; the goals are those of Lee, Shechtman, Wang and Lee, CVPR 2012) and the turn of the camera that makes
 * verticals vertical and horizontals horizontal. Places are half diagonals from the centre of the shown picture.
 */
import type { Triple } from '../colour/matrix.ts';

export interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Angles of the turn in radians; `groups/transform/perspective.ts` has their matrices. Roll acts first, yaw last. */
export interface Turn {
  readonly roll: number;
  readonly pitch: number;
  readonly yaw: number;
  /** Focal length that goes with it, in half diagonals. */
  readonly focal: number;
  /** 0..1: how many lines agree, and how much of all lines of their kind they are. */
  readonly confidence: number;
}

export type UprightMode = 'auto' | 'full' | 'level' | 'vertical';

const degree = Math.PI / 180;
/** A line agrees with a vanishing point that it misses by less than this. */
const agreement = 2 * degree;
/** Lines so far from the axes count as vertical or as level at first sight. */
const verticalReach = 35 * degree;
const levelReach = 12 * degree;
/** Beyond these turns the camera was tilted on purpose, or the lines are no verticals. */
const rollMax = 15 * degree;
const pitchMax = 32 * degree;
const yawMax = 38 * degree;
/** Length of agreeing lines, in half diagonals, that is half the way to certainty. */
const lengthForHalf = 0.7;
/** Fewer lines agree by chance. */
const linesMin = 4;
/** A line of this length needs no other: a horizon over the sea. */
const lengthAlone = 0.7;
/** Under this confidence nothing is corrected: a field of flowers reached 0.44, the least building 0.65. */
const confidenceMin = 0.5;
const trials = 400;
/** Smaller turns than this are left alone: they cost a resampling and nobody sees them. */
const leastTurn = 0.05 * degree;
/** Auto corrects so much of pitch and yaw, and no more than that; a view along a street keeps its depth. */
const autoPitch = { share: 0.85, most: 14 * degree } as const;
const autoYaw = { share: 0.5, most: 8 * degree, from: 16 * degree } as const;
/** Focal lengths tried against the assumed one when horizontals are there to tell. */
const focalFactors = [0.7, 0.84, 1, 1.19, 1.41, 1.68, 2] as const;
/** Pitch from which the horizontals tell the focal length. */
const tellingPitch = 3 * degree;
/** What another focal length must do better than the assumed one. */
const focalGain = 1.04;

interface Ray extends Line {
  readonly length: number;
  readonly angle: number;
  readonly middleX: number;
  readonly middleY: number;
}

/** A repeatable sequence in 0..1 (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const rayOf = (line: Line): Ray => {
  const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
  return {
    ...line,
    length: Math.hypot(dx, dy),
    angle: Math.atan2(dy, dx),
    middleX: (line.x1 + line.x2) / 2,
    middleY: (line.y1 + line.y2) / 2,
  };
};

/** An angle between lines, −90°..90°. */
function between(angle: number): number {
  const turned = angle % Math.PI;
  if (turned > Math.PI / 2) return turned - Math.PI;
  return turned < -Math.PI / 2 ? turned + Math.PI : turned;
}

/** Normal of the plane through the eye and a line. */
function normalOf({ x1, y1, x2, y2 }: Line, focal: number): Triple {
  const [x, y, z] = [focal * (y1 - y2), focal * (x2 - x1), x1 * y2 - x2 * y1];
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** By how much a line misses the vanishing point of a direction. */
function miss(ray: Ray, [x, y, z]: Triple, focal: number): number {
  const angle = Math.atan2(focal * y - ray.middleY * z, focal * x - ray.middleX * z);
  return Math.abs(between(angle - ray.angle));
}

const weightOf = (missed: number): number => Math.max(0, 1 - (missed / agreement) ** 2);

const cross = ([a, b, c]: Triple, [x, y, z]: Triple): Triple => [b * z - c * y, c * x - a * z, a * y - b * x];

function unit([x, y, z]: Triple): Triple {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** The direction that is most nearly at right angles to weighted normals, found from a near one by turning to it. */
function leastSquares(normals: readonly Triple[], weights: readonly number[], start: Triple): Triple {
  let direction = start;
  for (let step = 0; step < 8; step++) {
    // Two axes across the direction; the small turn along each that fits best.
    const across = unit(cross(direction, Math.abs(direction[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
    const other = cross(direction, across);
    let [aa, ab, bb, ra, rb] = [1e-12, 0, 1e-12, 0, 0];
    for (const [i, [x, y, z]] of normals.entries()) {
      const weight = weights[i]!;
      const a = x * across[0] + y * across[1] + z * across[2];
      const b = x * other[0] + y * other[1] + z * other[2];
      const r = x * direction[0] + y * direction[1] + z * direction[2];
      aa += weight * a * a;
      ab += weight * a * b;
      bb += weight * b * b;
      ra -= weight * a * r;
      rb -= weight * b * r;
    }
    const det = aa * bb - ab * ab;
    if (Math.abs(det) < 1e-18) break;
    const [s, t] = [(ra * bb - rb * ab) / det, (rb * aa - ra * ab) / det];
    direction = unit([
      direction[0] + s * across[0] + t * other[0],
      direction[1] + s * across[1] + t * other[1],
      direction[2] + s * across[2] + t * other[2],
    ]);
  }
  return direction;
}

const rollTo = ([x, y]: Triple): number => Math.atan2(x, y);
const pitchTo = ([x, y, z]: Triple): number => -Math.atan2(z, Math.hypot(x, y));

interface Found {
  readonly direction: Triple;
  readonly confidence: number;
}

/** How far the lines that agree can be trusted. */
function trust(rays: readonly Ray[], weights: readonly number[]): number {
  const [agreeing, all] = rays.reduce(
    ([sum, total], ray, i) => [sum + ray.length * weights[i]!, total + ray.length],
    [0, 0],
  );
  const agreed = rays.filter((_, i) => weights[i]! > 0.3);
  const isLong = agreed.some(({ length }) => length > lengthAlone);
  if ((agreed.length < linesMin && !isLong) || all === 0) return 0;
  const amount = agreeing / (agreeing + lengthForHalf);
  return amount * Math.min(1, (2 * agreeing) / all);
}

/** The vanishing point of verticals. */
function findVertical(rays: readonly Ray[], focal: number): Found | null {
  const upright = rays.filter(({ angle }) => Math.abs(between(angle - Math.PI / 2)) < verticalReach);
  if (upright.length < linesMin) return null;
  const normals = upright.map((ray) => normalOf(ray, focal));
  const random = sequence(1);
  const total = upright.reduce((sum, { length }) => sum + length, 0);
  const pick = (): number => {
    let left = random() * total;
    for (const [i, { length }] of upright.entries()) if ((left -= length) <= 0) return i;
    return upright.length - 1;
  };
  let best: { readonly direction: Triple; readonly score: number } | null = null;
  for (let trial = 0; trial < trials; trial++) {
    const [one, two] = [pick(), pick()];
    // One line alone stands for verticals that do not converge.
    const axis: Triple = one === two ? [0, 0, 1] : normals[two]!;
    const raw = cross(normals[one]!, axis);
    if (Math.hypot(...raw) < 1e-4) continue;
    const direction = unit(raw[1] < 0 ? [-raw[0], -raw[1], -raw[2]] : raw);
    if (Math.abs(rollTo(direction)) > rollMax || Math.abs(pitchTo(direction)) > pitchMax) continue;
    // Level verticals are the more likely ones: of equals the smaller turn wins.
    const turn = Math.abs(rollTo(direction)) + Math.abs(pitchTo(direction));
    const score =
      upright.reduce((sum, ray) => sum + ray.length * weightOf(miss(ray, direction, focal)), 0) * (1 - 0.15 * turn);
    if (best === null || score > best.score) best = { direction, score };
  }
  if (best === null) return null;
  let { direction } = best;
  let weights: number[] = [];
  for (let i = 0; i < 6; i++) {
    weights = upright.map((ray) => weightOf(miss(ray, direction, focal)));
    // The direction of a line is known the better the longer it is.
    const squared = upright.map(({ length }, at) => weights[at]! * length ** 2);
    direction = leastSquares(normals, squared, direction);
    if (direction[1] < 0) direction = [-direction[0], -direction[1], -direction[2]];
  }
  if (Math.abs(rollTo(direction)) > rollMax || Math.abs(pitchTo(direction)) > pitchMax) return null;
  return { direction, confidence: trust(upright, weights) };
}

/** The roll of a picture whose level lines lie near one angle: a horizon, shelves, stairs. */
function findLevel(rays: readonly Ray[]): { readonly roll: number; readonly confidence: number } | null {
  const level = rays.filter(({ angle }) => Math.abs(between(angle)) < levelReach);
  if (level.length === 0) return null;
  const weightsAt = (angle: number): number[] =>
    level.map((ray) => Math.max(0, 1 - (between(ray.angle - angle) / degree) ** 2));
  const scoreOf = (angle: number): number =>
    weightsAt(angle).reduce((sum, weight, i) => sum + weight * level[i]!.length ** 1.5, 0);
  let best = 0;
  for (let angle = -levelReach; angle <= levelReach; angle += degree / 4) {
    if (scoreOf(angle) > scoreOf(best)) best = angle;
  }
  for (let i = 0; i < 5; i++) {
    const weights = weightsAt(best);
    let [sum, total] = [0, 0];
    for (const [at, ray] of level.entries()) {
      const weight = weights[at]! * ray.length ** 2;
      sum += weight * between(ray.angle - best);
      total += weight;
    }
    if (total > 0) best += sum / total;
  }
  // A level line of the picture falls by `best` to the right: the turn back is the other way.
  return { roll: -best, confidence: trust(level, weightsAt(best)) };
}

const rotateRoll = (angle: number, [x, y, z]: Triple): Triple => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * x - s * y, s * x + c * y, z];
};
const rotatePitch = (angle: number, [x, y, z]: Triple): Triple => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x, c * y - s * z, s * y + c * z];
};

/** What a line away from the picture's plane counts against one along it, and what a radian of yaw takes from a score. */
const acrossShare = 0.7;
const yawCost = 0.4;
/** How much better than no yaw at all the best one must fit. */
const clearGain = 1.3;

interface Heading {
  readonly yaw: number;
  readonly score: number;
  readonly confidence: number;
}

/**
 * The yaw that turns the strongest level direction into the picture's plane. Walls stand at right angles: lines along
 * the one and along the other speak for the same yaw.
 */
function findHeading(rays: readonly Ray[], vertical: Triple, focal: number): Heading | null {
  const [roll, pitch] = [rollTo(vertical), pitchTo(vertical)];
  const others = rays.filter((ray) => miss(ray, vertical, focal) > 3 * agreement);
  /** A level direction of the scene as the camera sees it. */
  const seen = (angle: number): Triple => rotateRoll(-roll, rotatePitch(-pitch, [Math.cos(angle), 0, Math.sin(angle)]));
  const weightsAt = (angle: number): number[] => {
    const [one, two] = [seen(angle), seen(angle + Math.PI / 2)];
    return others.map((ray) =>
      Math.max(weightOf(miss(ray, one, focal)), acrossShare * weightOf(miss(ray, two, focal))),
    );
  };
  const scoreAt = (angle: number): number => {
    const sum = weightsAt(angle).reduce((total, weight, i) => total + weight * others[i]!.length, 0);
    return sum * (1 - yawCost * Math.abs(angle));
  };
  let best = { angle: 0, score: scoreAt(0) };
  const look = (from: number, to: number, step: number): void => {
    for (let angle = from; angle <= to; angle += step) {
      const score = scoreAt(angle);
      if (score > best.score * (1 + 1e-9)) best = { angle, score };
    }
  };
  look(-yawMax, yawMax, degree);
  for (let step = degree / 4; step > degree / 100; step /= 4) look(best.angle - 4 * step, best.angle + 4 * step, step);
  // A skyline of many fronts has lines for any yaw: only what stands out is one.
  const isClear = best.score > clearGain * scoreAt(0);
  const confidence = isClear ? trust(others, weightsAt(best.angle)) : 0;
  return { yaw: -best.angle, score: best.score, confidence };
}

const limited = (angle: number, { share, most }: { readonly share: number; readonly most: number }): number =>
  Math.sign(angle) * Math.min(Math.abs(angle) * share, most);

/** The turn that a mode asks for; null when the lines do not tell, or when the picture stands as it should. */
export function uprightOf(lines: readonly Line[], mode: UprightMode, focal: number): Turn | null {
  const rays = lines.map(rayOf);
  const vertical = findVertical(rays, focal);
  const level = findLevel(rays);
  const isVertical = vertical !== null && vertical.confidence >= confidenceMin;
  const isLevel = level !== null && level.confidence >= confidenceMin;
  if (!isVertical && !isLevel) return null;
  const levelOnly = (): Turn | null =>
    isLevel ? { roll: level.roll, pitch: 0, yaw: 0, focal, confidence: level.confidence } : null;
  let turn: Turn | null;
  if (!isVertical) turn = levelOnly();
  else {
    const roll = rollTo(vertical.direction);
    const found: Turn = { roll, pitch: 0, yaw: 0, focal, confidence: vertical.confidence };
    const pitch = pitchTo(vertical.direction);
    if (mode === 'level') turn = isLevel && level.confidence > 1.5 * vertical.confidence ? levelOnly() : found;
    else if (mode === 'vertical') turn = { ...found, pitch };
    else turn = headed(rays, vertical, focal, mode);
  }
  if (turn === null || Math.max(Math.abs(turn.roll), Math.abs(turn.pitch), Math.abs(turn.yaw)) < leastTurn) return null;
  return turn;
}

/** The turn of the modes that look at horizontals too. Where these tell the focal length, it is taken from them. */
function headed(rays: readonly Ray[], assumed: Found, focal: number, mode: 'auto' | 'full'): Turn {
  const level = (found: Found, own: number): Turn => ({
    roll: rollTo(found.direction),
    pitch: pitchTo(found.direction),
    yaw: 0,
    focal: own,
    confidence: found.confidence,
  });
  let best: { readonly turn: Turn; readonly heading: Heading | null } = {
    turn: level(assumed, focal),
    heading: findHeading(rays, assumed.direction, focal),
  };
  // A camera that is hardly tilted sees the same through every lens.
  const factors = Math.abs(best.turn.pitch) > tellingPitch ? focalFactors.filter((factor) => factor !== 1) : [];
  for (const factor of factors) {
    const own = focal * factor;
    const found = findVertical(rays, own);
    if (found === null || found.confidence < confidenceMin) continue;
    const heading = findHeading(rays, found.direction, own);
    const gain = best.turn.focal === focal ? focalGain : 1;
    if ((heading?.score ?? 0) > gain * (best.heading?.score ?? 0)) best = { turn: level(found, own), heading };
  }
  const { turn, heading } = best;
  const isHeaded = heading !== null && heading.confidence >= confidenceMin;
  const yaw = isHeaded ? heading.yaw : 0;
  if (mode === 'full') return { ...turn, yaw };
  return {
    ...turn,
    pitch: limited(turn.pitch, autoPitch),
    yaw: Math.abs(yaw) < autoYaw.from ? limited(yaw, autoYaw) : 0,
  };
}

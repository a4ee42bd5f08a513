/**
 * Lateral chromatic aberration, from tiles of the full-resolution picture: by how much red and blue lie nearer to or
 * further from the centre than green, fitted as a polynomial of the radius. In each tile a channel is taken for a line
 * of green (its own gain and offset, so a coloured edge is no shift) moved along the radius.
 */
import type { Lateral, LateralCoefficients } from '../graph/program.ts';
import type { FullPicture } from './noise.ts';
import { solve } from './solve.ts';

const tilePixels = 48;
/** Room around a tile for the largest shift and the filters. */
const marginPixels = 10;
const tilesPerSide = 18;
/** Largest shift looked for, in pixels. */
const shiftMax = 6;
/** Tiles nearer to the centre than this (in half diagonals) show no shift. */
const radiusMin = 0.2;
/** A tile must show so much contrast (deviation on the encoded axis 0..1), and the channels must go together. */
const contrastMin = 0.02;
const correlationMin = 0.85;
/** Deviation of a tile's shift, in pixels, that no tile is better than. */
const shiftDeviation = 0.05;
/** Light above this may be clipped, and a clipped edge stands elsewhere in each channel. */
const clipped = 0.94;
const tilesMin = 12;
/** Corrections under this many pixels in the corner are left out; beyond the most it is no aberration of a lens. */
const leastPixels = 0.08;
const mostShare = 0.004;
/** Pull of the polynomial's coefficients towards 0, by deviations seen in lenses (shares of the radius). */
const usual = [0.0015, 0.0015, 0.001] as const;
const rounds = 8;

/** A tile with its margin: encoded light, softened, and which pixels can be trusted. */
interface Tile {
  readonly planes: readonly [Float32Array, Float32Array, Float32Array];
  readonly isClear: Uint8Array;
  /** Unit vector away from the picture's centre, and the radius in half diagonals. */
  readonly alongX: number;
  readonly alongY: number;
  readonly radius: number;
}

const side = tilePixels + 2 * marginPixels;

function soften(plane: Float32Array): Float32Array {
  const across = new Float32Array(plane.length);
  for (let i = 1; i < plane.length - 1; i++) across[i] = (plane[i - 1]! + 2 * plane[i]! + plane[i + 1]!) / 4;
  const out = new Float32Array(plane.length);
  for (let i = side; i < plane.length - side; i++)
    out[i] = (across[i - side]! + 2 * across[i]! + across[i + side]!) / 4;
  return out;
}

function tileAt(full: FullPicture, left: number, top: number): Tile | null {
  const { r, g, b } = full.read(left, top, side, side);
  const encode = (plane: Float32Array): Float32Array => plane.map((x) => Math.sqrt(Math.min(Math.max(x, 0), 1)));
  const isClear = new Uint8Array(side * side).fill(1);
  let isAny = false;
  for (let i = 0; i < isClear.length; i++) {
    if (Math.max(r[i]!, g[i]!, b[i]!) < clipped) {
      isAny = true;
      continue;
    }
    // The filters reach two pixels over, and a clipped edge is smeared.
    const [x, y] = [i % side, Math.floor(i / side)];
    for (let ny = Math.max(y - 3, 0); ny <= Math.min(y + 3, side - 1); ny++) {
      isClear.fill(0, ny * side + Math.max(x - 3, 0), ny * side + Math.min(x + 3, side - 1) + 1);
    }
  }
  if (!isAny) return null;
  const unit = Math.hypot(full.width, full.height) / 2;
  const [x, y] = [left + side / 2 - full.width / 2, top + side / 2 - full.height / 2];
  const distance = Math.hypot(x, y);
  if (distance / unit < radiusMin) return null;
  const planes = [soften(encode(r)), soften(encode(g)), soften(encode(b))] as const;
  return { planes, isClear, alongX: x / distance, alongY: y / distance, radius: distance / unit };
}

const cubic = (t: number): readonly number[] => [
  -0.5 * t ** 3 + t ** 2 - 0.5 * t,
  1.5 * t ** 3 - 2.5 * t ** 2 + 1,
  -1.5 * t ** 3 + 2 * t ** 2 + 0.5 * t,
  0.5 * t ** 3 - 0.5 * t ** 2,
];

/** The plane read so far to the right and down; its own margin is lost on the way. */
function moved(plane: Float32Array, x: number, y: number): Float32Array {
  const filter = (from: Float32Array, distance: number, step: number): Float32Array => {
    const whole = Math.floor(distance);
    const [w0, w1, w2, w3] = cubic(distance - whole) as [number, number, number, number];
    const out = new Float32Array(from.length);
    const offset = whole * step;
    const [first, end] = [Math.max(0, step - offset), Math.min(from.length, from.length - 2 * step - offset)];
    for (let i = first; i < end; i++) {
      const at = i + offset;
      out[i] = w0 * from[at - step]! + w1 * from[at]! + w2 * from[at + step]! + w3 * from[at + 2 * step]!;
    }
    return out;
  };
  return filter(filter(plane, x, 1), y, side);
}

interface Fit {
  readonly gain: number;
  readonly correlation: number;
  /** Further shift along the radius, in pixels, and how surely it is known: 1 / deviation². */
  readonly shift: number;
  readonly certainty: number;
}

/** Channel ≈ gain · green + offset + gain · shift · slope, over the pixels that are clear in both places. */
function fit({ isClear, alongX, alongY }: Tile, channel: Float32Array, green: Float32Array): Fit | null {
  let [n, c, g, s, cc, cg, cs, gg, gs, ss] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = marginPixels; row < side - marginPixels; row++) {
    for (let i = row * side + marginPixels; i < (row + 1) * side - marginPixels; i++) {
      if (isClear[i] === 0) continue;
      const value = channel[i]!;
      const level = green[i]!;
      const slope = (alongX * (green[i + 1]! - green[i - 1]!) + alongY * (green[i + side]! - green[i - side]!)) / 2;
      n++;
      c += value;
      g += level;
      s += slope;
      cc += value * value;
      cg += value * level;
      cs += value * slope;
      gg += level * level;
      gs += level * slope;
      ss += slope * slope;
    }
  }
  if (n < (tilePixels * tilePixels) / 4) return null;
  const covariance = (product: number, one: number, two: number): number => product / n - (one / n) * (two / n);
  const [vcc, vcg, vcs] = [covariance(cc, c, c), covariance(cg, c, g), covariance(cs, c, s)];
  const [vgg, vgs, vss] = [covariance(gg, g, g), covariance(gs, g, s), covariance(ss, s, s)];
  if (vgg < contrastMin ** 2 || vcc < (contrastMin / 2) ** 2) return null;
  const det = vgg * vss - vgs * vgs;
  if (det <= 1e-14) return null;
  const gain = (vcg * vss - vcs * vgs) / det;
  const product = (vcs * vgg - vcg * vgs) / det;
  const rest = Math.max(vcc - gain * vcg - product * vcs, 1e-9);
  if (Math.abs(gain) < 0.15) return null;
  const certainty = (n * gain * gain * (det / vgg)) / rest;
  return { gain, correlation: Math.sqrt(Math.max(1 - rest / vcc, 0)), shift: product / gain, certainty };
}

interface Measured {
  readonly radius: number;
  readonly shift: number;
  readonly weight: number;
}

/** Correlation with green read so many whole pixels aside; every other pixel of every other row tells enough. */
function correlation({ isClear }: Tile, channel: Float32Array, green: Float32Array, offset: number): number {
  let [n, c, g, cc, cg, gg] = [0, 0, 0, 0, 0, 0];
  for (let row = marginPixels; row < side - marginPixels; row += 2) {
    for (let i = row * side + marginPixels; i < (row + 1) * side - marginPixels; i += 2) {
      if (isClear[i] === 0) continue;
      const [value, level] = [channel[i]!, green[i + offset]!];
      n++;
      c += value;
      g += level;
      cc += value * value;
      cg += value * level;
      gg += level * level;
    }
  }
  const [vcc, vcg, vgg] = [cc * n - c * c, cg * n - c * g, gg * n - g * g];
  if (vgg < (n * contrastMin) ** 2 || vcc < (n * contrastMin) ** 2 / 4) return 0;
  return Math.abs(vcg) / Math.sqrt(vcc * vgg);
}

/** How far along the radius green must be read to look like the channel. */
function measure(tile: Tile, channel: 0 | 2): Measured | null {
  const { planes, alongX, alongY, radius } = tile;
  const green = planes[1];
  const at = (shift: number): Fit | null => fit(tile, planes[channel], moved(green, shift * alongX, shift * alongY));
  let [shift, likeness] = [0, 0];
  for (let whole = -shiftMax + 1; whole < shiftMax; whole++) {
    const offset = Math.round(whole * alongX) + Math.round(whole * alongY) * side;
    const own = correlation(tile, planes[channel], green, offset);
    if (own > likeness) [shift, likeness] = [whole, own];
  }
  if (likeness < correlationMin - 0.15) return null;
  let found = at(shift);
  if (found === null) return null;
  for (let i = 0; i < 3; i++) {
    shift += Math.min(Math.max(found.shift, -1), 1);
    if (Math.abs(shift) > shiftMax) return null;
    const next = at(shift);
    if (next === null) return null;
    found = next;
  }
  if (found.correlation < correlationMin) return null;
  return { radius, shift: shift + found.shift, weight: 1 / (shiftDeviation ** 2 + 1 / found.certainty) };
}

/** Robust weighted least squares of shift = radius · (c₀ + c₁r² + c₂r⁴), in half diagonals. */
function polynomial(all: readonly Measured[], unit: number): LateralCoefficients {
  let [c0, c1, c2] = [0, 0, 0];
  const expected = (r: number): number => r * (c0 + c1 * r ** 2 + c2 * r ** 4);
  let tolerance = Infinity;
  for (let round = 0; round < rounds; round++) {
    const a = usual.map((deviation, i) => usual.map((_, j) => (i === j ? 1 / deviation ** 2 : 0)));
    const y = [0, 0, 0];
    for (const { radius, shift, weight } of all) {
      const off = Math.abs(shift / unit - expected(radius)) / tolerance;
      // Tukey's weight: what is far off counts no longer.
      const share = off < 1 ? (1 - off ** 2) ** 2 : 0;
      const basis = [radius, radius ** 3, radius ** 5];
      const w = weight * share * unit ** 2;
      for (let i = 0; i < 3; i++) {
        y[i]! += w * basis[i]! * (shift / unit);
        for (let j = 0; j < 3; j++) a[i]![j]! += w * basis[i]! * basis[j]!;
      }
    }
    // The pull towards 0 keeps the system regular.
    [c0, c1, c2] = solve(a, y) as [number, number, number];
    const misses = all.map(({ radius, shift }) => Math.abs(shift / unit - expected(radius))).sort((x, z) => x - z);
    tolerance = Math.max(6 * misses[misses.length >> 1]!, 0.15 / unit);
  }
  return [c0, c1, c2];
}

/** The picture's lateral aberration; null when there is none that can be seen, or when it does not tell. */
export function lateralOf(full: FullPicture): Lateral | null {
  const [freeX, freeY] = [full.width - side, full.height - side];
  if (freeX < 0 || freeY < 0) return null;
  const steps = (free: number): number => Math.min(tilesPerSide, Math.floor(free / tilePixels) + 1);
  const tiles: Tile[] = [];
  for (let row = 0; row < steps(freeY); row++) {
    for (let column = 0; column < steps(freeX); column++) {
      const along = (index: number, count: number, free: number): number =>
        Math.round(count === 1 ? free / 2 : (index / (count - 1)) * free);
      const tile = tileAt(full, along(column, steps(freeX), freeX), along(row, steps(freeY), freeY));
      if (tile !== null) tiles.push(tile);
    }
  }
  const unit = Math.hypot(full.width, full.height) / 2;
  const channel = (index: 0 | 2): LateralCoefficients => {
    const measured = tiles.map((tile) => measure(tile, index)).filter((found) => found !== null);
    if (measured.length < tilesMin) return [0, 0, 0];
    // Green read further out looks like the channel: the channel's own place is nearer by as much.
    const [c0, c1, c2] = polynomial(measured, unit).map((c) => -c) as [number, number, number];
    const most = Math.max(...[0.5, 0.75, 1].map((r) => Math.abs(r * (c0 + c1 * r ** 2 + c2 * r ** 4))));
    return most * unit < leastPixels || most > mostShare ? [0, 0, 0] : [c0, c1, c2];
  };
  const [red, blue] = [channel(0), channel(2)];
  return [...red, ...blue].every((c) => c === 0) ? null : { red, blue };
}

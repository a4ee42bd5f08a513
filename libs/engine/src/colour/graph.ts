/** Colour mathematics as graph nodes. */
import type { F, GraphBuilder, Rgb } from '../graph/graph.ts';
import type { Matrix3 } from './matrix.ts';
import { labToLms, lmsToLab, lmsToProPhoto, luminanceWeights, proPhotoToLms } from './spaces.ts';

/** Added to luminance before its logarithm: 2^-11, under the first code of 8-bit sRGB; black is −11 EV. */
export const luminanceFloor = 2 ** -11;

export const maxOf = (b: GraphBuilder, [x, y, z]: Rgb): F => b.max(b.max(x, y), z);
export const minOf = (b: GraphBuilder, [x, y, z]: Rgb): F => b.min(b.min(x, y), z);
export const scaled = (b: GraphBuilder, [x, y, z]: Rgb, by: F): Rgb => [b.mul(x, by), b.mul(y, by), b.mul(z, by)];
export const each = (rgb: Rgb, f: (x: F, channel: 0 | 1 | 2) => F): Rgb => [f(rgb[0], 0), f(rgb[1], 1), f(rgb[2], 2)];
/** from + (to − from) · t. */
export const mix = (b: GraphBuilder, from: F, to: F, t: F): F => b.add(from, b.mul(b.sub(to, from), t));
export const clamp01 = (b: GraphBuilder, x: F): F => b.max(b.min(x, b.constant(1)), b.constant(0));

function dot(b: GraphBuilder, [x, y, z]: Rgb, [wx, wy, wz]: readonly [F, F, F]): F {
  return b.add(b.add(b.mul(wx, x), b.mul(wy, y)), b.mul(wz, z));
}

/** A constant matrix on a colour. */
export function constantMatrix(b: GraphBuilder, m: Matrix3, rgb: Rgb): Rgb {
  const row = (at: number): F => dot(b, rgb, [b.constant(m[at]!), b.constant(m[at + 1]!), b.constant(m[at + 2]!)]);
  return [row(0), row(3), row(6)];
}

/** A matrix of parameters `name.0` to `name.8` on a colour. */
export function paramMatrix(b: GraphBuilder, name: string, rgb: Rgb): Rgb {
  const row = (at: number): F =>
    dot(b, rgb, [b.param(`${name}.${at}`), b.param(`${name}.${at + 1}`), b.param(`${name}.${at + 2}`)]);
  return [row(0), row(3), row(6)];
}

export const matrixParams = (name: string, m: Matrix3): Record<string, number> =>
  Object.fromEntries(m.map((value, i) => [`${name}.${i}`, value]));

/**
 * Largest magnitude of a source channel; white is 1. Beyond it single precision could not keep the small channels
 * beside the large one through a matrix and back.
 */
export const sourceLimit = 64;

/** The source's colour, finite and bounded, in linear ProPhoto. */
export function sourceGraph(b: GraphBuilder): Rgb {
  const limit = b.constant(sourceLimit);
  const channel = (name: string): F =>
    b.max(b.min(b.finite(b.input(`source.${name}`)), limit), b.constant(-sourceLimit));
  return paramMatrix(b, 'in', [channel('r'), channel('g'), channel('b')]);
}

/** Planes `name.r|g|b` that an earlier stage made: a colour in linear ProPhoto. */
export const planeGraph = (b: GraphBuilder, name: string): Rgb => [
  b.input(`${name}.r`),
  b.input(`${name}.g`),
  b.input(`${name}.b`),
];

/** Writes a colour as the planes `name.r|g|b`. */
export function outputPlanes(b: GraphBuilder, name: string, [r, g, z]: Rgb): void {
  b.output(`${name}.r`, r);
  b.output(`${name}.g`, g);
  b.output(`${name}.b`, z);
}

/** CIE luminance of linear ProPhoto. */
export function luminance(b: GraphBuilder, rgb: Rgb): F {
  const [r, g, z] = luminanceWeights;
  return dot(b, rgb, [b.constant(r), b.constant(g), b.constant(z)]);
}

/** log2 of luminance, floored softly. */
export const logLuminance = (b: GraphBuilder, rgb: Rgb): F =>
  b.log2(b.add(b.max(luminance(b, rgb), b.constant(0)), b.constant(luminanceFloor)));

/** Hermite step of x between two constants. */
export function smoothstep(b: GraphBuilder, from: number, to: number, x: F): F {
  const t = clamp01(b, b.mul(b.sub(x, b.constant(from)), b.constant(1 / (to - from))));
  return b.mul(b.mul(t, t), b.sub(b.constant(3), b.mul(b.constant(2), t)));
}

/** A table of `length` samples whose ends stand for `low` and `high`, read at x. */
export function tableAt(b: GraphBuilder, name: string, x: F, low: number, high: number, length: number): F {
  const step = (length - 1) / (high - low);
  return b.table(name, b.mul(b.sub(x, b.constant(low)), b.constant(step)));
}

/** Linear ProPhoto → OKLab. */
export function toLab(b: GraphBuilder, rgb: Rgb): Rgb {
  const lms = constantMatrix(b, proPhotoToLms, rgb);
  return constantMatrix(
    b,
    lmsToLab,
    each(lms, (x) => b.cbrt(x)),
  );
}

/** OKLab → linear ProPhoto. */
export function fromLab(b: GraphBuilder, lab: Rgb): Rgb {
  const roots = constantMatrix(b, labToLms, lab);
  return constantMatrix(
    b,
    lmsToProPhoto,
    each(roots, (x) => b.mul(b.mul(x, x), x)),
  );
}

/** HSV of a linear colour; hue in sextants 0..6 from red. Neutral and non-positive colours have saturation 0. */
export interface Hsv {
  readonly hue: F;
  /** 0..1, damped below 0.4 % of full scale, where the hue is noise. */
  readonly saturation: F;
  readonly max: F;
  /** max − min. */
  readonly delta: F;
}

const darkOffset = 0.004;

export function toHsv(b: GraphBuilder, rgb: Rgb): Hsv {
  const [r, g, z] = rgb;
  const max = maxOf(b, rgb);
  const delta = b.sub(max, minOf(b, rgb));
  const inverse = b.div(b.constant(1), b.max(delta, b.constant(1e-9)));
  const fromRed = b.mul(b.sub(g, z), inverse);
  const wrapped = b.select(b.lt(fromRed, b.constant(0)), b.add(fromRed, b.constant(6)), fromRed);
  const fromGreen = b.add(b.mul(b.sub(z, r), inverse), b.constant(2));
  const fromBlue = b.add(b.mul(b.sub(r, g), inverse), b.constant(4));
  const hue = b.select(b.le(max, r), wrapped, b.select(b.le(max, g), fromGreen, fromBlue));
  const saturation = b.min(b.div(delta, b.add(b.max(max, b.constant(0)), b.constant(darkOffset))), b.constant(1));
  return { hue, saturation, max, delta };
}

/** The colour with this hue (any number of turns), largest channel and spread. */
export function fromHsv(b: GraphBuilder, hue: F, max: F, delta: F): Rgb {
  const channel = (n: number): F => {
    const turned = b.mul(b.add(hue, b.constant(n)), b.constant(1 / 6));
    const k = b.mul(b.sub(turned, b.floor(turned)), b.constant(6));
    const fall = clamp01(b, b.min(k, b.sub(b.constant(4), k)));
    return b.sub(max, b.mul(delta, fall));
  };
  return [channel(5), channel(3), channel(1)];
}

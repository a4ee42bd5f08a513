/** The end of the kernel: output primaries, gamut map, encoding, dither. */
import type { RgbProfile } from '@safelight/core';
import { clamp01, constantMatrix, each, matrixParams, paramMatrix } from '../colour/graph.ts';
import { fromProPhoto, labToLms, lmsToLab, lmsToProPhoto, proPhotoToLms, toProPhoto } from '../colour/spaces.ts';
import { multiply3 } from '../colour/matrix.ts';
import { encodingTables, rootTableLength } from '../colour/transfer.ts';
import type { F, GraphBuilder, M, Rgb } from '../graph/graph.ts';
import type { Bindings } from '../groups/feature.ts';

/** u8 is dithered; u16 is rounded; float is linear, in the output profile, not clamped to the gamut. */
export type OutputFormat = 'u8' | 'u16' | 'float';

/** Steps of bisection before the last chord; the rest is under a thousandth of the chroma. */
const bisections = 3;

const any = (b: GraphBuilder, [x, y, z]: readonly [M, M, M]): M => b.or(b.or(x, y), z);

function outside(b: GraphBuilder, rgb: Rgb): M {
  const [zero, one] = [b.constant(0), b.constant(1)];
  const off = (x: F): M => b.or(b.lt(x, zero), b.lt(one, x));
  return any(b, [off(rgb[0]), off(rgb[1]), off(rgb[2])]);
}

/**
 * Brings colours into the output's gamut at constant OKLab hue and lightness by taking chroma away; colours inside
 * come out as they went in. Along the line to grey each channel is a cubic of the share t of chroma that is kept;
 * the largest t inside is bracketed by bisection and met by a chord.
 */
function mapGamut(b: GraphBuilder, rgb: Rgb): Rgb {
  const [zero, one] = [b.constant(0), b.constant(1)];
  const roots = each(paramMatrix(b, 'gamut.lms', rgb), (x) => b.cbrt(x));
  const [lightness, labA, labB] = constantMatrix(b, lmsToLab, roots);
  const held = clamp01(b, lightness);
  const away = constantMatrix(b, labToLms, [zero, labA, labB]);
  // Channel(t) = held³ + t·first + t²·second + t³·third.
  const three = b.mul(b.constant(3), held);
  const first = each(paramMatrix(b, 'gamut.rgb', away), (x) => b.mul(x, b.mul(three, held)));
  const squares = each(away, (x) => b.mul(x, x));
  const second = each(paramMatrix(b, 'gamut.rgb', squares), (x) => b.mul(x, three));
  const third = paramMatrix(b, 'gamut.rgb', [
    b.mul(squares[0], away[0]),
    b.mul(squares[1], away[1]),
    b.mul(squares[2], away[2]),
  ]);
  const grey = b.mul(b.mul(held, held), held);
  const at = (t: F): Rgb =>
    each(first, (x, i) => b.add(grey, b.mul(t, b.add(x, b.mul(t, b.add(second[i], b.mul(t, third[i])))))));
  let [low, high] = [zero, one];
  for (let i = 0; i < bisections; i++) {
    const middle = b.mul(b.add(low, high), b.constant(0.5));
    const over = outside(b, at(middle));
    low = b.select(over, low, middle);
    high = b.select(over, middle, high);
  }
  const [inner, outer] = [at(low), at(high)];
  let share = one;
  for (const i of [0, 1, 2] as const) {
    const rise = b.sub(outer[i], inner[i]);
    const bound = b.select(b.lt(one, outer[i]), one, zero);
    const over = b.or(b.lt(one, outer[i]), b.lt(outer[i], zero));
    const met = clamp01(b, b.div(b.sub(bound, inner[i]), b.select(over, rise, one)));
    share = b.min(share, b.select(over, met, one));
  }
  const mapped = at(b.add(low, b.mul(b.sub(high, low), share)));
  const off = outside(b, rgb);
  return each(rgb, (x, i) => b.select(off, mapped[i], x));
}

/** Interleaved gradient noise (Jimenez 2014), 0..1, one value for all channels so that greys stay grey. */
function gradientNoise(b: GraphBuilder): F {
  const fraction = (x: F): F => b.sub(x, b.floor(x));
  const [x, y] = [b.toF(b.column()), b.toF(b.row())];
  const diagonal = fraction(b.add(b.mul(x, b.constant(0.06711056)), b.mul(y, b.constant(0.00583715))));
  return fraction(b.mul(diagonal, b.constant(52.9829189)));
}

/** Dither that leaves this share of a code at both ends free: an exact code stays exact under small rounding. */
const guard = 0.02;

export interface OutputShape {
  readonly format: OutputFormat;
  /** Whether colours can have left the output's gamut. */
  readonly mapped: boolean;
  /** Whether the three encoding curves are one. */
  readonly oneCurve: boolean;
}

/** Writes the outputs `r`, `g`, `b` of a linear ProPhoto colour. */
export function outputGraph(b: GraphBuilder, rgb: Rgb, { format, mapped, oneCurve }: OutputShape): void {
  const names = ['r', 'g', 'b'] as const;
  const linear = paramMatrix(b, 'out', rgb);
  if (format === 'float') {
    linear.forEach((x, i) => {
      b.output(names[i]!, x);
    });
    return;
  }
  const inside = mapped ? mapGamut(b, linear) : linear;
  const codeMax = b.constant(format === 'u8' ? 255 : 65535);
  const offset =
    format === 'u8' ? b.add(b.mul(gradientNoise(b), b.constant(1 - 2 * guard)), b.constant(guard)) : b.constant(0.5);
  inside.forEach((x, i) => {
    const table = oneCurve ? 'encode' : `encode.${names[i]!}`;
    const encoded = clamp01(b, b.table(table, b.mul(b.sqrt(x), b.constant(rootTableLength - 1))));
    const code = b.floor(b.add(b.mul(encoded, codeMax), offset));
    b.output(names[i]!, b.min(code, codeMax));
  });
}

export function bindOutput(profile: RgbProfile, { oneCurve }: OutputShape, out: Bindings): void {
  Object.assign(
    out.params,
    matrixParams('out', fromProPhoto(profile)),
    matrixParams('gamut.lms', multiply3(proPhotoToLms, toProPhoto(profile))),
    matrixParams('gamut.rgb', multiply3(fromProPhoto(profile), lmsToProPhoto)),
  );
  const [r, g, b] = encodingTables(profile);
  Object.assign(out.tables, oneCurve ? { encode: r } : { 'encode.r': r, 'encode.g': g, 'encode.b': b });
}

/** Calibration: turns and scales the primaries about a fixed white, and tints the toe between green and magenta. */
import type { Settings } from '../../compile/settings.ts';
import { luminance } from '../../colour/graph.ts';
import { identity3, invert3, multiply3, type Matrix3 } from '../../colour/matrix.ts';
import { sRgbToProPhoto } from '../../colour/spaces.ts';
import type { GraphBuilder, Rgb } from '../../graph/graph.ts';

const primaryTools: readonly string[] = [
  'redPrimaryHue',
  'redPrimarySaturation',
  'greenPrimaryHue',
  'greenPrimarySaturation',
  'bluePrimaryHue',
  'bluePrimarySaturation',
];
export const calibrationTools: readonly string[] = ['shadowTint', ...primaryTools];

/** Share of the next primary mixed in at the end of a hue slider. */
const hueReach = 0.16;
/** Share of the others taken out at the end of a saturation slider. */
const saturationReach = 0.18;

/** Matrix on linear ProPhoto; acts on the sRGB primaries, rows sum to 1 so that neutrals stay. */
export function calibrationMatrix(settings: Settings): Matrix3 {
  if (primaryTools.every((tool) => settings.number(tool) === 0)) return identity3;
  // Rows: output R, G, B. Columns: the primary that is moved. A positive hue goes up the circle R → G → B → R.
  const m = [...identity3];
  const primaries = ['red', 'green', 'blue'];
  primaries.forEach((primary, column) => {
    const hue = settings.slider(`${primary}PrimaryHue`) * hueReach;
    const saturation = settings.slider(`${primary}PrimarySaturation`) * saturationReach;
    m[((column + 1) % 3) * 3 + column] = hue - saturation;
    m[((column + 2) % 3) * 3 + column] = -hue - saturation;
  });
  for (const row of [0, 3, 6]) {
    const own = row + row / 3;
    m[own] = 2 - (m[row]! + m[row + 1]! + m[row + 2]!);
  }
  return multiply3(sRgbToProPhoto, m, invert3(sRgbToProPhoto));
}

/** Luminance (scene light) at which the shadow tint has fallen to a quarter. */
const toe = 0.04;
/** EV of green against magenta in deepest black at the end of the slider. */
const tintReach = 0.6;

export function shadowTintGraph(b: GraphBuilder, [r, g, z]: Rgb): Rgb {
  const y = b.max(luminance(b, [r, g, z]), b.constant(0));
  const root = b.div(b.constant(1), b.add(b.constant(1), b.mul(y, b.constant(1 / toe))));
  const ev = b.mul(b.param('shadowTint'), b.mul(root, root));
  const other = b.exp2(b.mul(ev, b.constant(0.5)));
  return [b.mul(r, other), b.mul(g, b.exp2(b.neg(ev))), b.mul(z, other)];
}

export const shadowTintOf = (settings: Settings): number => settings.slider('shadowTint') * tintReach;

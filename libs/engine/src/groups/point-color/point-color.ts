/**
 * Point colour: each swatch selects colours near its sample by the product of three trapezoids with smooth ramps (hue,
 * saturation, encoded value) and shifts them, or pulls them toward the sample. All swatches look at the colour as it
 * came in, so their order does not matter. Neutrals do not move.
 */
import { clamp01, fromHsv, luminance, scaled, smoothstep, toHsv } from '../../colour/graph.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { Bindings, DisplayFeature } from '../feature.ts';
import { swatchesOf, type Swatch, type Window } from './swatch.ts';

/** Sextants at the end of the hue shift: 60°. */
const hueReach = 1;
/** EV at the end of the luminance shift. */
const luminanceReach = 1.5;
/** Share of a positive saturation that is held back where the colour is saturated already. */
const heldBack = 0.6;
/** Positive variance; more would turn the order of neighbouring hues around within the ramps. */
const varianceUp = 0.75;
/** Narrowest ramp: a step of a window is one code wide at least. */
const rampMin = 1 / 255;

const square = (b: GraphBuilder, x: F): F => b.mul(x, x);

/** The sRGB curve of a linear value 0..1. */
function encoded(b: GraphBuilder, x: F): F {
  const power = b.exp2(b.mul(b.log2(x), b.constant(1 / 2.4)));
  const curved = b.sub(b.mul(power, b.constant(1.055)), b.constant(0.055));
  return b.select(b.lt(x, b.constant(0.0031308)), b.mul(x, b.constant(12.92)), curved);
}

/** Share of a window at x: rises and falls are Hermite steps. */
function windowGraph(b: GraphBuilder, x: F, name: string): F {
  const ramp = (end: string): F =>
    clamp01(b, b.add(b.mul(x, b.param(`${name}.${end}Slope`)), b.param(`${name}.${end}Offset`)));
  const t = b.min(ramp('rise'), ramp('fall'));
  return b.mul(square(b, t), b.sub(b.constant(3), b.add(t, t)));
}

function windowParams(name: string, [lowerNone, lowerFull, upperFull, upperNone]: Window): Record<string, number> {
  const rise = 1 / Math.max(lowerFull - lowerNone, rampMin);
  const fall = 1 / Math.max(upperNone - upperFull, rampMin);
  return {
    [`${name}.riseSlope`]: rise,
    [`${name}.riseOffset`]: 1 - lowerFull * rise,
    [`${name}.fallSlope`]: -fall,
    [`${name}.fallOffset`]: 1 + upperFull * fall,
  };
}

/** `count` swatches on linear ProPhoto; their parameters are named after `prefix` (see `bindPointColors`). */
export function pointColorGraph(b: GraphBuilder, rgb: Rgb, prefix: string, count: number): Rgb {
  const [zero, one] = [b.constant(0), b.constant(1)];
  const { hue, saturation, max, delta } = toHsv(b, rgb);
  const value = encoded(b, clamp01(b, max));
  // Hues of greys are noise.
  const coloured = smoothstep(b, 0, 0.06, saturation);
  let [turn, change, ev] = [zero, zero, zero];
  for (let i = 0; i < count; i++) {
    const name = (part: string): string => `${prefix}.${i}.${part}`;
    const turns = b.sub(hue, b.param(name('hue')));
    const near = b.sub(turns, b.mul(b.constant(6), b.floor(b.add(b.mul(turns, b.constant(1 / 6)), b.constant(0.5)))));
    const chosen = b.mul(
      b.mul(windowGraph(b, near, name('hueWindow')), windowGraph(b, saturation, name('saturationWindow'))),
      windowGraph(b, value, name('valueWindow')),
    );
    const weight = b.mul(chosen, coloured);
    const variance = b.param(name('variance'));
    turn = b.add(turn, b.mul(weight, b.add(b.param(name('hueShift')), b.mul(variance, near))));
    // Saturation moves by a factor: toward or away from the sample's by the share of the distance.
    const far = b.sub(one, b.div(b.param(name('saturation')), b.max(saturation, b.constant(0.02))));
    const pulled = b.mul(variance, b.max(far, b.constant(-1)));
    change = b.add(change, b.mul(weight, b.add(b.param(name('saturationShift')), pulled)));
    ev = b.add(ev, b.mul(weight, b.param(name('luminanceShift'))));
  }
  const turned = fromHsv(b, b.add(hue, turn), max, delta);
  // Half way between constant value and constant luminance, as in the HSL mixer.
  const tiny = b.constant(1e-6);
  const y = luminance(b, turned);
  const kept = b.sqrt(b.div(b.max(luminance(b, rgb), tiny), b.max(y, tiny)));
  const room = b.sub(one, b.mul(saturation, b.constant(heldBack)));
  const stronger = b.add(b.max(b.min(change, zero), b.constant(-1)), b.mul(b.max(change, zero), room));
  const factor = b.add(one, stronger);
  const coloursOf = (x: F): F => b.add(y, b.mul(b.sub(x, y), factor));
  return scaled(b, [coloursOf(turned[0]), coloursOf(turned[1]), coloursOf(turned[2])], b.mul(kept, b.exp2(ev)));
}

/** A swatch that changes nothing. */
const neutral: Swatch = {
  hue: 0,
  saturation: 0,
  hueWindow: [-1, -1, 1, 1],
  saturationWindow: [0, 0, 1, 1],
  valueWindow: [0, 0, 1, 1],
  hueShift: 0,
  saturationShift: 0,
  luminanceShift: 0,
  variance: 0,
};

/** Parameters of a graph of `pointColorGraph` with that prefix and at most `count` swatches. */
export function bindPointColors(swatches: readonly Swatch[], prefix: string, count: number, out: Bindings): void {
  for (let i = 0; i < count; i++) {
    const swatch = swatches[i] ?? neutral;
    const name = `${prefix}.${i}`;
    Object.assign(out.params, {
      [`${name}.hue`]: swatch.hue,
      [`${name}.saturation`]: swatch.saturation,
      [`${name}.hueShift`]: swatch.hueShift * hueReach,
      [`${name}.saturationShift`]: swatch.saturationShift,
      [`${name}.luminanceShift`]: swatch.luminanceShift * luminanceReach,
      [`${name}.variance`]: swatch.variance * (swatch.variance > 0 ? varianceUp : 1),
      ...windowParams(`${name}.hueWindow`, swatch.hueWindow),
      ...windowParams(`${name}.saturationWindow`, swatch.saturationWindow),
      ...windowParams(`${name}.valueWindow`, swatch.valueWindow),
    });
  }
}

/** At least one, so that a graph compiled in without a swatch is a graph still. */
const countOf = (swatches: readonly Swatch[]): number => Math.max(swatches.length, 1);

export const pointColorFeature: DisplayFeature = {
  name: 'pointColor',
  space: 'rgb',
  isActive: ({ settings, edit }) => !settings.flag('convertToGrayscale') && swatchesOf(edit.pointColors).length > 0,
  variant: ({ edit }) => String(countOf(swatchesOf(edit.pointColors))),
  graph: (b, rgb, variant) => pointColorGraph(b, rgb, 'pointColor', Number(variant)),
  bind: ({ edit }, out) => {
    const swatches = swatchesOf(edit.pointColors);
    bindPointColors(swatches, 'pointColor', countOf(swatches), out);
  },
};

/**
 * Defringe: takes the purple and green seams of longitudinal colour error off edges. A seam is narrow: its colour is
 * replaced by the mean colour of the pixels around it that are outside the hue windows, as far as luma has an edge there.
 * What is wider than the surroundings looked at is an object of that colour and stays.
 *
 * The sliders of hue run over the HSV circle of linear ProPhoto: purple from blue (0) by violet and magenta to rose (100),
 * green from yellow (0) to cyan (100).
 */
import { clamp01, mix, outputPlanes, planeGraph, smoothstep, toHsv } from '../../colour/graph.ts';
import { GraphBuilder, type F, type Graph } from '../../graph/graph.ts';
import { gaussian, gaussianParams, tap, tapsOf, type Axis } from '../detail/gaussian.ts';
import { fromOpponent, toOpponent } from '../detail/root.ts';
import { localPlane, type FeatureContext, type NeighbourFeature } from '../feature.ts';

export const defringeTools: readonly string[] = [
  'defringePurpleAmount',
  'defringePurpleHueLo',
  'defringePurpleHueHi',
  'defringeGreenAmount',
  'defringeGreenHueLo',
  'defringeGreenHueHi',
];

/** Degrees of HSV hue at the ends of the hue sliders. */
const windows = { Purple: [220, 340], Green: [60, 180] } as const;
type Window = keyof typeof windows;
const names = ['Purple', 'Green'] as const;
/** Least width of a window in slider units, and how far it fades out beyond its ends, in degrees. */
const widthMin = 10;
const fadeDegrees = 15;
/** Deviation of the surroundings in full-resolution pixels; a level with less than the least has no seams to show. */
const aroundPixels = 3.5;
const aroundMinPixels = 0.7;
/** Luma ranges (root axis) between which an edge is told. */
const edgeFrom = 0.08;
const edgeTo = 0.3;
/** HSV saturations between which a colour counts. */
const saturationFrom = 0.04;
const saturationTo = 0.2;
/** Shares of the surroundings outside the windows between which a seam is told from an object. */
const seamFrom = 0.2;
const seamTo = 0.5;

interface Shape {
  /** Of the surroundings: taps on each side and how many pixels they are apart. */
  readonly taps: number;
  readonly spacing: number;
  /** How far luma is looked at for an edge. */
  readonly edge: number;
  readonly local: boolean;
}

const scaleOf = ({ frame }: FeatureContext): number => Math.max(aroundPixels * frame.scale, aroundMinPixels);

function shapeOf(context: FeatureContext): Shape {
  const around = scaleOf(context);
  const spacing = spacingOf(around);
  return { taps: tapsOf(around / spacing), spacing, edge: Math.max(1, Math.round(around)), local: isLocal(context) };
}

/** Every second pixel is enough for a wide mean. */
const spacingOf = (around: number): number => (around > 2 ? 2 : 1);

const isLocal = ({ locals }: FeatureContext): boolean => locals.tools.has('localDefringe');

/** How far a hue (in sextants) lies in a window: 1 inside, fading beyond. */
function memberGraph(b: GraphBuilder, name: Window, hue: F): F {
  const turns = b.mul(b.sub(hue, b.param(`defringe.${name}.centre`)), b.constant(1 / 6));
  const apart = b.abs(b.sub(turns, b.floor(b.add(turns, b.constant(0.5)))));
  return clamp01(b, b.mul(b.sub(b.param(`defringe.${name}.end`), apart), b.constant(360 / fadeDegrees)));
}

/** Smallest and largest value at distances of 1, 2, 4 … pixels. */
function rangeGraph(b: GraphBuilder, low: string, high: string, reach: number, axis: Axis): [F, F] {
  let [least, most] = [tap(b, low, 0, axis), tap(b, high, 0, axis)];
  for (let i = 1; i <= reach; i *= 2) {
    for (const side of [-i, i]) {
      least = b.min(least, tap(b, low, side, axis));
      most = b.max(most, tap(b, high, side, axis));
    }
  }
  return [least, most];
}

/** How strongly a pixel is to be repaired, and how far it is a seam of any colour that is repaired. */
function seamGraph(b: GraphBuilder, hue: F, colourful: F, local: boolean): [strength: F, member: F] {
  const one = b.constant(1);
  let [spared, outside] = [one, one];
  for (const name of names) {
    const member = b.mul(memberGraph(b, name, hue), colourful);
    spared = b.mul(spared, b.sub(one, b.mul(member, b.param(`defringe.${name}.amount`))));
    outside = b.mul(outside, b.sub(one, b.mul(member, b.param(`defringe.${name}.on`))));
  }
  const [strength, member] = [b.sub(one, spared), b.sub(one, outside)];
  if (!local) return [strength, member];
  const amount = b.max(b.min(b.input(localPlane('localDefringe')), one), b.constant(-1));
  const added = b.mul(b.max(amount, b.constant(0)), colourful);
  const kept = b.mul(strength, b.add(one, b.min(amount, b.constant(0))));
  return [b.max(kept, added), b.max(member, added)];
}

const blurredPlanes = ['outside', 'outsideU', 'outsideV'] as const;

function stages(from: string, to: string, variant: string): readonly Graph[] {
  const { taps, spacing, edge, local } = JSON.parse(variant) as Shape;
  const first = new GraphBuilder();
  const rgb = planeGraph(first, from);
  const { y, u, v } = toOpponent(first, rgb);
  const { hue, saturation } = toHsv(first, rgb);
  const [strength, member] = seamGraph(first, hue, smoothstep(first, saturationFrom, saturationTo, saturation), local);
  const outside = first.sub(first.constant(1), member);
  Object.entries({ y, u, v, strength }).forEach(([name, value]) => {
    first.output(`defringe.${name}`, value);
  });
  [outside, first.mul(outside, u), first.mul(outside, v)].forEach((value, i) => {
    first.output(`defringe.${blurredPlanes[i]!}`, value);
  });

  const rows = new GraphBuilder();
  const [rowLow, rowHigh] = rangeGraph(rows, 'defringe.y', 'defringe.y', edge, 'row');
  rows.output('defringe.low', rowLow);
  rows.output('defringe.high', rowHigh);
  for (const name of blurredPlanes) {
    rows.output(`defringe.${name}.row`, gaussian(rows, `defringe.${name}`, 'defringe.around', taps, 'row', spacing));
  }

  const b = new GraphBuilder();
  const [low, high] = rangeGraph(b, 'defringe.low', 'defringe.high', edge, 'column');
  const [share, aroundU, aroundV] = blurredPlanes.map((name) =>
    gaussian(b, `defringe.${name}.row`, 'defringe.around', taps, 'column', spacing),
  ) as [F, F, F];
  const seam = b.mul(smoothstep(b, seamFrom, seamTo, share), smoothstep(b, edgeFrom, edgeTo, b.sub(high, low)));
  const repaired = b.mul(b.input('defringe.strength'), seam);
  const inverse = b.div(b.constant(1), b.max(share, b.constant(seamFrom)));
  const blended = (plane: string, around: F): F => mix(b, b.input(plane), b.mul(around, inverse), repaired);
  const colour = { u: blended('defringe.u', aroundU), v: blended('defringe.v', aroundV) };
  outputPlanes(b, to, fromOpponent(b, { y: b.input('defringe.y'), ...colour }));
  return [first.build(), rows.build(), b.build()];
}

/** Most of the effect comes early: amounts of 3 to 6 are what photographers use. */
const shareOf = (amount: number): number => 1 - (1 - amount / 20) ** 3;

export const defringeFeature: NeighbourFeature = {
  name: 'defringe',
  isActive: (context) => {
    const wanted = isLocal(context) || names.some((name) => context.settings.number(`defringe${name}Amount`) > 0);
    return wanted && aroundPixels * context.frame.scale >= aroundMinPixels;
  },
  variant: (context) => JSON.stringify(shapeOf(context)),
  stages,
  bind: (context, out) => {
    const { settings } = context;
    const around = scaleOf(context);
    Object.assign(out.params, gaussianParams('defringe.around', around / spacingOf(around)));
    for (const name of names) {
      const [start, end] = windows[name];
      const at = (slider: number): number => start + ((end - start) * slider) / 100;
      const [low, high] = [settings.number(`defringe${name}HueLo`), settings.number(`defringe${name}HueHi`)];
      const width = Math.max(high - low, widthMin);
      const amount = settings.number(`defringe${name}Amount`);
      out.params[`defringe.${name}.centre`] = at((low + high) / 2) / 60;
      out.params[`defringe.${name}.end`] = ((end - start) * width) / 200 / 360 + fadeDegrees / 360;
      out.params[`defringe.${name}.amount`] = shareOf(amount);
      out.params[`defringe.${name}.on`] = Math.min(1, amount / 2);
    }
  },
};

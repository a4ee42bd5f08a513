/**
 * Sharpening of the developed picture's lightness (√ luminance): an unsharp mask that Detail turns from one without
 * halos (what overshoots the neighbourhood is held back) into an inverse of the blur (a second term of its Neumann
 * series: Van Cittert), and that Masking restricts to edges. The colour is scaled as a whole, so its hue stays.
 */
import { clamp01, each, luminance, mix, outputPlanes, planeGraph } from '../../colour/graph.ts';
import { GraphBuilder, type F, type Graph } from '../../graph/graph.ts';
import { localPlane, type FeatureContext, type NeighbourFeature } from '../feature.ts';
import { gaussian, gaussianParams, tap, tapsOf, type Axis } from './gaussian.ts';
import { varianceGraph, varianceParams } from './noise-model.ts';
import { toRoot } from './root.ts';

export const sharpeningTools: readonly string[] = ['sharpness', 'sharpenRadius', 'sharpenDetail', 'sharpenMasking'];

/** Radii below this many pixels of a level do nothing that can be seen there. */
const radiusMinPixels = 0.4;
/** Gain of the unsharp mask at amount 100. */
const strength = 1.6;
/** Share of an overshoot that stays, at Detail 0 and 100; and the free part of it, in ranges of the neighbourhood. */
const overshootFrom = 0.1;
const overshootTo = 0.85;
const free = 0.04;
/** Deviations of the photo's noise that are not sharpened at Detail 0; at 100 all is. */
const coreDeviations = 1.6;
const coreMin = 1e-9;
/** Lightness ratio of one pixel, at most and (inverted) at least. */
const ratioMax = 2;
/** Deviation in full-resolution pixels of the blur whose gradient makes the mask. */
const maskPixels = 2;
/** Quantile of the photo's gradients at Masking 100; the mask rises around it. */
const maskQuantile = 0.97;
/** Deviation in full-resolution pixels of what a local negative amount turns the picture to. */
const softPixels = 2.2;

interface Shape {
  readonly taps: number;
  readonly deconvolved: boolean;
  /** Taps of the mask's blur; 0 without a mask. */
  readonly maskTaps: number;
  /** Taps of the local blur; 0 without local amounts. */
  readonly softTaps: number;
  /** Half the window in which an overshoot is told. */
  readonly window: number;
}

const radiusOf = ({ settings, frame }: FeatureContext): number => settings.number('sharpenRadius') * frame.scale;
const isLocal = ({ locals }: FeatureContext): boolean => locals.tools.has('localSharpness');

function shapeOf(context: FeatureContext): Shape {
  const { settings, frame } = context;
  const radius = Math.max(radiusOf(context), radiusMinPixels);
  return {
    taps: tapsOf(radius),
    deconvolved: settings.number('sharpenDetail') > 0,
    maskTaps: settings.number('sharpenMasking') > 0 ? tapsOf(maskPixels * frame.scale) : 0,
    softTaps: isLocal(context) ? tapsOf(softPixels * frame.scale) : 0,
    window: Math.min(3, Math.max(1, Math.round(radius))),
  };
}

/** Smallest and largest value of a plane within the window. */
function rangeOf(b: GraphBuilder, low: string, high: string, window: number, axis: Axis): [F, F] {
  let [least, most] = [tap(b, low, 0, axis), tap(b, high, 0, axis)];
  for (let i = 1; i <= window; i++) {
    for (const side of [-i, i]) {
      least = b.min(least, tap(b, low, side, axis));
      most = b.max(most, tap(b, high, side, axis));
    }
  }
  return [least, most];
}

const channels = ['r', 'g', 'b'] as const;

function stages(from: string, to: string, variant: string): readonly Graph[] {
  const { taps, deconvolved, maskTaps, softTaps, window } = JSON.parse(variant) as Shape;
  const graphs: Graph[] = [];
  const stage = (build: (b: GraphBuilder) => void): void => {
    const b = new GraphBuilder();
    build(b);
    graphs.push(b.build());
  };
  stage((b) => b.output('sharpen.light', toRoot(b, luminance(b, planeGraph(b, from)))));
  stage((b) => {
    b.output('sharpen.row', gaussian(b, 'sharpen.light', 'sharpen.radius', taps, 'row'));
    const [low, high] = rangeOf(b, 'sharpen.light', 'sharpen.light', window, 'row');
    b.output('sharpen.low', low);
    b.output('sharpen.high', high);
    if (maskTaps > 0) b.output('sharpen.maskRow', gaussian(b, 'sharpen.light', 'sharpen.mask', maskTaps, 'row'));
    if (softTaps === 0) return;
    for (const c of channels)
      b.output(`sharpen.soft.${c}`, gaussian(b, `${from}.${c}`, 'sharpen.soft', softTaps, 'row'));
  });
  stage((b) => {
    const blurred = gaussian(b, 'sharpen.row', 'sharpen.radius', taps, 'column');
    b.output('sharpen.edge', b.sub(b.input('sharpen.light'), blurred));
    if (maskTaps > 0) b.output('sharpen.smooth', gaussian(b, 'sharpen.maskRow', 'sharpen.mask', maskTaps, 'column'));
  });
  if (deconvolved) {
    stage((b) => b.output('sharpen.edgeRow', gaussian(b, 'sharpen.edge', 'sharpen.radius', taps, 'row')));
  }
  stage((b) => {
    const light = b.input('sharpen.light');
    const edge = b.input('sharpen.edge');
    let boost = edge;
    if (deconvolved) {
      const finer = b.sub(edge, gaussian(b, 'sharpen.edgeRow', 'sharpen.radius', taps, 'column'));
      boost = b.add(edge, b.mul(b.param('sharpen.finer'), finer));
    }
    const squared = b.mul(edge, edge);
    const core = b.add(varianceGraph(b, 'sharpen.core', b.sub(light, edge)), b.constant(coreMin));
    const cored = b.div(squared, b.add(squared, core));
    let amount = b.param('sharpen.amount');
    if (softTaps > 0) amount = localAmount(b, amount);
    if (maskTaps > 0) amount = b.mul(amount, maskGraph(b));
    const wanted = b.add(light, b.mul(amount, b.mul(boost, cored)));
    const [low, high] = rangeOf(b, 'sharpen.low', 'sharpen.high', window, 'column');
    const room = b.mul(b.sub(high, low), b.constant(free));
    const held = b.min(b.max(wanted, b.sub(low, room)), b.add(high, room));
    const sharp = b.add(held, b.mul(b.sub(wanted, held), b.param('sharpen.overshoot')));
    const limit = b.constant(ratioMax);
    const ratio = b.max(b.min(b.div(sharp, light), limit), b.constant(1 / ratioMax));
    const gain = b.mul(ratio, ratio);
    const colour = each(planeGraph(b, from), (x) => b.mul(x, gain));
    outputPlanes(b, to, softTaps === 0 ? colour : each(colour, (x, i) => softened(b, x, channels[i], softTaps)));
  });
  return graphs;
}

/** The global amount with a local one added; a negative one fades it until −50. */
function localAmount(b: GraphBuilder, global: F): F {
  const local = b.input(localPlane('localSharpness'));
  const kept = clamp01(b, b.add(b.constant(1), b.mul(b.constant(2), local)));
  return b.add(b.mul(global, kept), b.mul(b.max(local, b.constant(0)), b.constant(strength)));
}

/** A channel turned to its blur where the local amount is negative: softly at first, wholly at −100. */
function softened(b: GraphBuilder, x: F, channel: string, taps: number): F {
  const local = b.max(b.min(b.input(localPlane('localSharpness')), b.constant(0)), b.constant(-1));
  return mix(b, x, gaussian(b, `sharpen.soft.${channel}`, 'sharpen.soft', taps, 'column'), b.mul(local, local));
}

/** 0 on plain areas, 1 on edges. */
function maskGraph(b: GraphBuilder): F {
  const across = (dx: number, dy: number): F =>
    b.sub(b.input('sharpen.smooth', dx, dy), b.input('sharpen.smooth', -dx, -dy));
  const [x, y] = [across(1, 0), across(0, 1)];
  const steep = b.sqrt(b.add(b.mul(x, x), b.mul(y, y)));
  const t = clamp01(b, b.sub(b.mul(steep, b.param('sharpen.mask.slope')), b.constant(0.5)));
  return b.mul(b.mul(t, t), b.sub(b.constant(3), b.mul(b.constant(2), t)));
}

/** A quantile of evenly spaced ones. */
function quantileOf(quantiles: readonly number[], share: number): number {
  const at = share * (quantiles.length - 1);
  const low = Math.min(Math.floor(at), quantiles.length - 2);
  return quantiles[low]! + (quantiles[low + 1]! - quantiles[low]!) * (at - low);
}

export const sharpeningFeature: NeighbourFeature = {
  name: 'sharpening',
  isActive: (context) =>
    isLocal(context) || (context.settings.number('sharpness') > 0 && radiusOf(context) >= radiusMinPixels),
  variant: (context) => JSON.stringify(shapeOf(context)),
  stages,
  bind: (context, out) => {
    const { settings, frame, analysis } = context;
    const noise = analysis.noise();
    const detail = settings.slider('sharpenDetail');
    const radius = radiusOf(context);
    const edge = quantileOf(noise.gradients, maskQuantile * settings.slider('sharpenMasking'));
    Object.assign(
      out.params,
      gaussianParams('sharpen.radius', Math.max(radius, radiusMinPixels)),
      gaussianParams('sharpen.mask', maskPixels * frame.scale),
      gaussianParams('sharpen.soft', softPixels * frame.scale),
      varianceParams('sharpen.core', noise.luma.zones, (coreDeviations * (1 - detail) * frame.scale) ** 2),
      {
        'sharpen.amount': radius < radiusMinPixels ? 0 : strength * settings.slider('sharpness'),
        'sharpen.finer': detail,
        'sharpen.overshoot': overshootFrom + (overshootTo - overshootFrom) * detail ** 2,
        // Differences over two pixels of the level, against the gradient per full-resolution pixel.
        'sharpen.mask.slope': frame.scale / (2 * Math.max(edge, 1e-6)),
      },
    );
  },
};

/** Lens vignetting: light that the lens takes from the corners of the whole picture, given back before anything else. */
import { each } from '../../colour/graph.ts';
import type { GraphBuilder, Rgb } from '../../graph/graph.ts';
import { positionGraph, bindPosition, type PositionVariant } from '../crop/position.ts';
import type { Bindings, FeatureContext } from '../feature.ts';

/** EV at the corners at ±100. */
const cornerEv = 2;
/** Midpoint 0 lifts the weight near the centre ninefold, 100 lowers it as much. */
const midpointReach = 9;

/**
 * Scene light by 2^(ev · w), with w = q / (q + k (1 − q)) of the squared radius q, 1 in the corners: smooth at the
 * centre whatever the midpoint, the plain square of the radius at 50.
 */
export function lensVignetteGraph(b: GraphBuilder, scene: Rgb, variant: PositionVariant): Rgb {
  const [u, v] = positionGraph(b, variant);
  const half = b.constant(0.5);
  const [x, y] = [
    b.mul(b.sub(u, half), b.param('lensVignette.scaleU')),
    b.mul(b.sub(v, half), b.param('lensVignette.scaleV')),
  ];
  const one = b.constant(1);
  const square = b.min(b.add(b.mul(x, x), b.mul(y, y)), one);
  const rest = b.mul(b.sub(one, square), b.param('lensVignette.midpoint'));
  const gain = b.exp2(b.mul(b.param('lensVignette.ev'), b.div(square, b.add(square, rest))));
  return each(scene, (channel) => b.mul(channel, gain));
}

export const isLensVignetteActive = ({ settings }: Pick<FeatureContext, 'settings'>): boolean =>
  settings.number('lensVignetteAmount') !== 0;

export function bindLensVignette({ settings, frame }: FeatureContext, out: Bindings): void {
  bindPosition(frame, out);
  // Half a diagonal is 1.
  const diagonal = Math.hypot(frame.fullWidth, frame.fullHeight) / 2;
  Object.assign(out.params, {
    'lensVignette.scaleU': frame.fullWidth / diagonal,
    'lensVignette.scaleV': frame.fullHeight / diagonal,
    'lensVignette.ev': cornerEv * settings.slider('lensVignetteAmount'),
    'lensVignette.midpoint': midpointReach ** (2 * settings.slider('lensVignetteMidpoint') - 1),
  });
}

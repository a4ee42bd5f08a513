/**
 * Texture: a band of medium-fine detail at the level's own resolution, between two edge-avoiding blurs of log
 * luminance. The blurs are separable bilateral ones with Tukey weights (no division or exponential per tap), so an
 * edge is in neither blur and stays.
 */
import { logLuminance } from '../../colour/graph.ts';
import { unshapeGraph } from '../../colour/shoulder.ts';
import type { Settings } from '../../compile/settings.ts';
import { GraphBuilder, type F, type Graph, type Rgb } from '../../graph/graph.ts';
import type { Frame } from '../crop/frame.ts';
import { sliderGraph } from '../local-adjust/slider.ts';

/** The fine and the coarse end of the band: standard deviations of the blurs, as shares of the uncropped long edge. */
const fine = 0.00015;
const coarse = 0.0008;
/** A blur narrower than this many pixels is left out; a coarse one narrower than that leaves no band. */
const narrowestPixels = 0.45;
/** EV difference at which a neighbour counts no longer. */
const edgeEv = 0.7;
/** EV below which positive texture takes detail for noise. */
const noiseEv = 0.02;
/** Instead of its square where detail is taken away: all of it goes. */
const noNoise = 1e-9;
const up = 1.6;
const down = 0.9;

export interface Blur {
  /** Distance between taps in pixels. */
  readonly spacing: number;
  /** Weight of the centre and of the taps at 1, 2, … spacings. */
  readonly weights: readonly number[];
}

/** Sampled Gaussian of that standard deviation in pixels; its length is bounded, its spacing grows. */
export function blurOf(sigma: number): Blur | null {
  if (sigma < narrowestPixels) return null;
  const spacing = Math.max(1, Math.round(sigma * 0.75));
  const taps = Math.min(3, Math.max(1, Math.ceil((2 * sigma) / spacing)));
  const weights = Array.from({ length: taps + 1 }, (_, i) => Math.exp(-0.5 * ((i * spacing) / sigma) ** 2));
  return { spacing, weights };
}

export interface TextureShape {
  readonly fine: Blur | null;
  readonly coarse: Blur;
}

/** The blurs at a level, or null when the whole band is finer than its pixels. */
export function textureShape(frame: Frame): TextureShape | null {
  const longEdge = Math.max(frame.fullWidth, frame.fullHeight) * frame.scale;
  const wide = blurOf(coarse * longEdge);
  return wide === null ? null : { fine: blurOf(fine * longEdge), coarse: wide };
}

export function textureParams(settings: Settings): Record<string, number> {
  const t = settings.slider('texture');
  return {
    'texture.slider': t,
    'texture.amount': t * (t > 0 ? up : down),
    'texture.noise': t > 0 ? noiseEv ** 2 : noNoise,
  };
}

function blurGraph(b: GraphBuilder, plane: string, { spacing, weights }: Blur, vertical: boolean): F {
  const at = (i: number): F => (vertical ? b.input(plane, 0, i * spacing) : b.input(plane, i * spacing, 0));
  const centre = at(0);
  let sum = b.constant(0);
  let total = b.constant(weights[0]!);
  for (let i = 1; i < weights.length; i++) {
    for (const side of [-i, i]) {
      const difference = b.sub(at(side), centre);
      const scaled = b.mul(difference, b.constant(1 / edgeEv));
      const near = b.max(b.sub(b.constant(1), b.mul(scaled, scaled)), b.constant(0));
      const weight = b.mul(b.mul(near, near), b.constant(weights[i]!));
      sum = b.add(sum, b.mul(weight, difference));
      total = b.add(total, weight);
    }
  }
  return b.add(centre, b.div(sum, total));
}

/** The stages before the main one: log luminance of the displayed colour that `start` gives, then the rows' blurs. */
export function textureStages(shape: TextureShape, start: (b: GraphBuilder) => Rgb): Graph[] {
  const first = new GraphBuilder();
  first.output('texture.level', logLuminance(first, unshapeGraph(first, start(first))));

  const rows = new GraphBuilder();
  if (shape.fine !== null) rows.output('texture.fine', blurGraph(rows, 'texture.level', shape.fine, false));
  rows.output('texture.coarse', blurGraph(rows, 'texture.level', shape.coarse, false));
  return [first.build(), rows.build()];
}

/** Past −110 detail would come back turned over. */
const bounds = [-1.1, 2] as const;

/** Amount and noise at a pixel: parameters, unless corrections move the slider. */
function amounts(b: GraphBuilder, locals: ReadonlySet<string>): { readonly amount: () => F; readonly noise: () => F } {
  if (!locals.has('localTexture')) {
    return { amount: () => b.param('texture.amount'), noise: () => b.param('texture.noise') };
  }
  const t = sliderGraph(b, 'texture.slider', 'localTexture', locals, bounds);
  const isUp = b.lt(b.constant(0), t);
  return {
    amount: () => b.mul(t, b.select(isUp, b.constant(up), b.constant(down))),
    noise: () => b.select(isUp, b.constant(noiseEv ** 2), b.constant(noNoise)),
  };
}

/** EV gain from the blurs' columns. */
export function textureGraph(b: GraphBuilder, shape: TextureShape, locals: ReadonlySet<string>): F {
  const { amount, noise } = amounts(b, locals);
  const narrow = shape.fine === null ? b.input('texture.level') : blurGraph(b, 'texture.fine', shape.fine, true);
  const detail = b.sub(narrow, blurGraph(b, 'texture.coarse', shape.coarse, true));
  const squared = b.mul(detail, detail);
  const core = b.div(b.mul(squared, detail), b.add(squared, noise()));
  return b.mul(amount(), core);
}

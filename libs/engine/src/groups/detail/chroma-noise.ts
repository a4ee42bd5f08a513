/**
 * Colour noise: the two colour differences are blurred with wider and wider triangles (à-trous 1 2 1). A neighbour
 * counts as long as its luma and its colour are within the photo's noise of the pixel's, so colour stays on its side
 * of an edge.
 */
import { GraphBuilder, type F, type Graph } from '../../graph/graph.ts';
import type { Noise } from '../../analysis/noise.ts';
import type { FeatureContext } from '../feature.ts';
import { tap, type Axis } from './gaussian.ts';
import { varianceGraph, varianceParams } from './noise-model.ts';

/** Distances of the taps in full-resolution pixels; together a deviation of 16 pixels. */
const spacings = [1, 2, 4, 9, 20] as const;
/** A level leaves out taps nearer than this many of its pixels. */
const nearestPixels = 0.6;
/** Colour distances, in the noise's deviations, at which a neighbour no longer counts: at amount 0 and 100. */
const reachFrom = 3;
const reachTo = 7;
/** What each blur leaves of that distance, for it leaves less noise. */
const reachFall = 0.8;
/** Luma distance at which a neighbour no longer counts: in deviations of luma noise, and at least. */
const lumaReach = 5;
const lumaReachMin = 0.06;
/** Stops of colour distance from Detail 0 to 100. */
const detailStops = 2;
/** Share of a blur, by its place, at Smoothness 0 and 100. */
const unsmooth = [1, 1, 0.6, 0.2, 0] as const;

export interface ChromaBlur {
  /** Place among the full-resolution blurs. */
  readonly place: number;
  readonly spacing: number;
}

/** The blurs that a level can show. */
export const chromaBlurs = (scale: number): ChromaBlur[] =>
  spacings.flatMap((spacing, place) => {
    const pixels = spacing * scale;
    return pixels < nearestPixels ? [] : [{ place, spacing: Math.max(1, Math.round(pixels)) }];
  });

function blurred(
  b: GraphBuilder,
  planes: readonly [string, string],
  { place, spacing }: ChromaBlur,
  axis: Axis,
): [F, F] {
  const luma = b.input('noise.y0');
  const [u, v] = [b.input(planes[0]), b.input(planes[1])];
  const colourScale = b.mul(varianceGraph(b, 'noise.chroma', luma), b.param(`noise.chroma.reach${place}`));
  let total = b.constant(2);
  let [sumU, sumV] = [b.constant(0), b.constant(0)];
  for (const side of [-spacing, spacing]) {
    const apart = b.sub(tap(b, 'noise.y0', side, axis), luma);
    const [du, dv] = [b.sub(tap(b, planes[0], side, axis), u), b.sub(tap(b, planes[1], side, axis), v)];
    const colour = b.mul(b.add(b.mul(du, du), b.mul(dv, dv)), colourScale);
    const distance = b.add(b.mul(b.mul(apart, apart), b.param('noise.chroma.luma')), colour);
    const near = b.max(b.sub(b.constant(1), distance), b.constant(0));
    const weight = b.mul(near, near);
    total = b.add(total, weight);
    sumU = b.add(sumU, b.mul(weight, du));
    sumV = b.add(sumV, b.mul(weight, dv));
  }
  const share = b.div(b.param(`noise.chroma.share${place}`), total);
  return [b.add(u, b.mul(sumU, share)), b.add(v, b.mul(sumV, share))];
}

const planesAt = (step: string): readonly [string, string] => [`noise.u${step}`, `noise.v${step}`];

/** Stages that blur `noise.u0`, `noise.v0` by the luma `noise.y0`; the last planes are those of `chromaResult`. */
export function chromaStages(blurs: readonly ChromaBlur[]): Graph[] {
  return blurs.flatMap((blur, i) =>
    (['row', 'column'] as const).map((axis) => {
      const b = new GraphBuilder();
      const [from, to] = axis === 'row' ? [String(i), `${i}r`] : [`${i}r`, String(i + 1)];
      const [u, v] = blurred(b, planesAt(from), blur, axis);
      b.output(planesAt(to)[0], u);
      b.output(planesAt(to)[1], v);
      return b.build();
    }),
  );
}

export function chromaResult(b: GraphBuilder, blurs: readonly ChromaBlur[]): [F, F] {
  const [u, v] = planesAt(String(blurs.length));
  return [b.input(u), b.input(v)];
}

export function chromaParams({ settings }: FeatureContext, noise: Noise): Record<string, number> {
  const amount = settings.slider('colorNoiseReduction');
  const smoothness = settings.slider('colorNoiseSmoothness');
  const reach =
    (reachFrom + (reachTo - reachFrom) * amount) * 2 ** (detailStops * (0.5 - settings.slider('colorNoiseDetail')));
  const loudest = Math.max(...noise.luma.zones);
  // Most of the effect comes early, as it does on the slider that photographers know.
  const share = 1 - (1 - amount) ** 6;
  const out: Record<string, number> = {
    ...varianceParams('noise.chroma', noise.chroma.zones, 1, -2),
    'noise.chroma.luma': 1 / (lumaReachMin ** 2 + (lumaReach * loudest) ** 2),
  };
  spacings.forEach((_, place) => {
    out[`noise.chroma.reach${place}`] = 1 / (reach * reachFall ** place) ** 2;
    out[`noise.chroma.share${place}`] = share * (unsmooth[place]! + (1 - unsmooth[place]!) * smoothness);
  });
  return out;
}

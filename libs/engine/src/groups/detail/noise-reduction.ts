/** Noise reduction: the first thing that happens to the source, on luma and colour differences of the root axis. */
import { outputPlanes, planeGraph } from '../../colour/graph.ts';
import { GraphBuilder, type Graph } from '../../graph/graph.ts';
import type { FeatureContext, NeighbourFeature } from '../feature.ts';
import { chromaBlurs, chromaParams, chromaResult, chromaStages, type ChromaBlur } from './chroma-noise.ts';
import { lumaBands, lumaGraph, lumaParams, lumaStages } from './luma-noise.ts';
import { fromOpponent, toOpponent } from './root.ts';

export const noiseTools: readonly string[] = [
  'luminanceNoiseReduction',
  'luminanceNoiseDetail',
  'luminanceNoiseContrast',
  'colorNoiseReduction',
  'colorNoiseDetail',
  'colorNoiseSmoothness',
];

interface Shape {
  readonly bands: number;
  readonly blurs: readonly ChromaBlur[];
  readonly local: boolean;
}

const wantsLuma = ({ settings, locals }: FeatureContext): boolean =>
  settings.number('luminanceNoiseReduction') > 0 || locals.tools.has('localNoise');
const wantsChroma = ({ settings }: FeatureContext): boolean => settings.number('colorNoiseReduction') > 0;

/** What the level can show of what is wanted; of everything when nothing is wanted and it is compiled in all the same. */
function shapeOf(context: FeatureContext): Shape {
  const [luma, chroma] = [wantsLuma(context), wantsChroma(context)];
  const all = !luma && !chroma;
  const { scale } = context.frame;
  return {
    bands: luma || all ? lumaBands(scale) : 0,
    blurs: chroma || all ? chromaBlurs(scale) : [],
    local: context.locals.tools.has('localNoise'),
  };
}

function stages(from: string, to: string, variant: string): readonly Graph[] {
  const { bands, blurs, local } = JSON.parse(variant) as Shape;
  const first = new GraphBuilder();
  const { y, u, v } = toOpponent(first, planeGraph(first, from));
  first.output('noise.y0', y);
  first.output('noise.u0', u);
  first.output('noise.v0', v);

  const last = new GraphBuilder();
  const [smoothU, smoothV] = chromaResult(last, blurs);
  outputPlanes(last, to, fromOpponent(last, { y: lumaGraph(last, bands, local), u: smoothU, v: smoothV }));
  return [first.build(), ...chromaStages(blurs), ...(bands > 0 ? lumaStages(bands, local) : []), last.build()];
}

export const noiseFeature: NeighbourFeature = {
  name: 'noise',
  isActive: (context) => {
    if (!wantsLuma(context) && !wantsChroma(context)) return false;
    const { bands, blurs } = shapeOf(context);
    return bands > 0 || blurs.length > 0;
  },
  variant: (context) => JSON.stringify(shapeOf(context)),
  stages,
  bind: (context, out) => {
    const noise = context.analysis.noise();
    Object.assign(out.params, lumaParams(context, noise.luma), chromaParams(context, noise));
  },
};

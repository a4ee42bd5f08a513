/**
 * Lens blur: the blurred planes of the canonical image laid over the source where it is out of focus, before it is
 * developed. Sharp pixels stay as they are.
 */
import { createHash } from 'node:crypto';
import type { Matte } from '@safelight/core';
import type { Analysis } from '../../analysis/analysis.ts';
import type { Depth } from '../../analysis/depth.ts';
import { clamp01, each, luminance, mix, outputPlanes, planeGraph } from '../../colour/graph.ts';
import type { Settings } from '../../compile/settings.ts';
import { GraphBuilder, type Graph, type Rgb } from '../../graph/graph.ts';
import type { CanonicalPlane } from '../../graph/program.ts';
import { resized } from '../../masks/refine.ts';
import type { FeatureContext, NeighbourFeature } from '../feature.ts';
import { blurPlaneNames, blurPlanes } from './blur.ts';
import { blurRequest, hasForeground, type BlurRequest } from './request.ts';

export const lensBlurTools: readonly string[] = [
  'lensBlurActive',
  'lensBlurAmount',
  'lensBlurHighlightsBoost',
  'lensBlurHighlightsThreshold',
  'lensBlurShapeDetail',
  'lensBlurCatEye',
  'lensBlurCatEyeScale',
  'lensBlurAspect',
  'lensBlurRotation',
  'lensBlurSphericalAberration',
  'lensBlurBokeh',
  'lensBlurFocalRange',
  'lensBlurFocusSource',
];

/** Key of a supplied depth map among the mattes of a render: 0 nearest … 255 farthest. */
export const depthMapKey = 'depth';

/** What the planes of a blur are made of, and their name in the cache. */
export interface WantedBlur {
  readonly key: string;
  readonly depth: CanonicalPlane;
  readonly request: BlurRequest;
}

type BlurContext = Pick<FeatureContext, 'settings' | 'analysis' | 'depthMap'>;

/** The supplied map, or the estimate. */
function depthFor(analysis: Analysis, map: Matte | undefined): Pick<Depth, 'plane' | 'subject'> {
  if (map === undefined) return analysis.depth();
  const shown = analysis.shown();
  const { plane } = analysis.kept.getOrMake(`depth ${digestOf(map)}`, () => {
    const { width, height } = shown;
    return { plane: { width, height, data: resized(map, shown) } };
  });
  return { plane, subject: analysis.depth().subject };
}

const digests = new WeakMap<Matte, string>();
function digestOf(map: Matte): string {
  const digest = digests.get(map) ?? createHash('sha256').update(`${map.width} `).update(map.data).digest('base64');
  digests.set(map, digest);
  return digest;
}

/** Null when nothing is blurred. */
export function wantedBlur({ settings, analysis, depthMap }: BlurContext): WantedBlur | null {
  const depth = (): Pick<Depth, 'plane' | 'subject'> => depthFor(analysis, depthMap);
  const request = blurRequest(settings, depth);
  if (request === null) return null;
  const map = depthMap === undefined ? '' : digestOf(depthMap);
  return { key: `blur ${JSON.stringify(request)} ${map}`, depth: depth().plane, request };
}

function graph(from: string, to: string, variant: string): Graph {
  const b = new GraphBuilder();
  const rgb = planeGraph(b, from);
  const root = b.sqrt(luminance(b, rgb));
  const share = clamp01(b, b.add(b.mul(b.input('blur.alphaA'), root), b.input('blur.alphaB')));
  const back: Rgb = [b.input('blur.r'), b.input('blur.g'), b.input('blur.b')];
  let out = each(rgb, (x, i) => mix(b, x, back[i], share));
  if (variant === 'near') {
    const front: Rgb = [b.input('blur.nearR'), b.input('blur.nearG'), b.input('blur.nearB')];
    const seen = b.sub(b.constant(1), b.input('blur.nearAlpha'));
    out = each(out, (x, i) => b.add(b.mul(x, seen), front[i]));
  }
  outputPlanes(b, to, out);
  return b.build();
}

const isActive = ({ settings }: { readonly settings: Settings }): boolean =>
  settings.flag('lensBlurActive') && settings.number('lensBlurAmount') !== 0;

const nothing: CanonicalPlane = { width: 1, height: 1, data: new Float32Array(1) };

export const lensBlurFeature: NeighbourFeature = {
  name: 'lensBlur',
  isActive,
  variant: (context) => {
    const wanted = wantedBlur(context);
    return wanted !== null && hasForeground(wanted.request.focus) ? 'near' : 'far';
  },
  stages: (from, to, variant) => [graph(from, to, variant)],
  bind: (context, out) => {
    const wanted = wantedBlur(context);
    const planes =
      wanted === null
        ? undefined
        : context.analysis.kept.getOrMake(wanted.key, () =>
            blurPlanes(context.analysis.shown(), wanted.depth, wanted.request),
          );
    for (const name of blurPlaneNames) out.planes[`blur.${name}`] = planes?.[name] ?? nothing;
  },
};

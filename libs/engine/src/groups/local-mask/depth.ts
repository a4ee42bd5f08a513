/**
 * Depth range: full between the nearest and the farthest distance, fading over the feather outside them. Distances are
 * the engine's own guess from one picture, 0 nearest … 1 farthest.
 */
import type { MaskKind } from './kind.ts';
import { ramp } from './kind.ts';

/** Least length of a fade, so that an edge between two things is not a row of steps. */
const fadeMin = 0.02;

export const depthRange: MaskKind = {
  tools: ['maskDepthRange'],
  variant: () => '',
  graph: (b, _pixel, name) => {
    const depth = b.input('mask.depth');
    const rise = ramp(b, b.mul(b.sub(depth, b.param(`${name}.low`)), b.param(`${name}.slope`)));
    const fall = ramp(b, b.mul(b.sub(b.param(`${name}.high`), depth), b.param(`${name}.slope`)));
    return b.mul(rise, fall);
  },
  bind: ({ settings, analysis }, name, out) => {
    out.planes['mask.depth'] = analysis.depth().plane;
    const [nearest = 0, farthest = 1, feather = 0] = settings.numbers('depthRangeBounds');
    const fade = Math.max(feather, fadeMin);
    Object.assign(out.params, {
      [`${name}.low`]: Math.min(nearest, farthest) - fade,
      [`${name}.high`]: Math.max(nearest, farthest) + fade,
      [`${name}.slope`]: 1 / fade,
    });
  },
};

/**
 * Moiré of local adjustments: fine colour that has no counterpart in luma is an interference of the subject with the
 * sensor's filter mosaic. It is blurred away; fine colour that goes with luma (a striped shirt) stays.
 */
import { clamp01, outputPlanes, planeGraph, smoothstep } from '../../colour/graph.ts';
import { GraphBuilder, type F, type Graph } from '../../graph/graph.ts';
import { localPlane, type FeatureContext, type NeighbourFeature } from '../feature.ts';
import { tap, type Axis } from './gaussian.ts';
import { fromOpponent, toOpponent } from './root.ts';

/** Distances of the taps of the blurs in full-resolution pixels; together a deviation of some 11 pixels. */
const spacings = [1, 2, 4, 9, 12] as const;
const nearestPixels = 0.6;
/** Distance of the nine samples over which colour is compared with luma. */
const comparedPixels = 4;
/** Luma distance at which a neighbour no longer counts. */
const lumaReach = 0.25;
/** Energy, against that of fine colour, which fine luma must have to speak for it. */
const lumaShare = 0.08;
/** Squared correlations of fine colour and fine luma between which colour turns from moiré to subject. */
const subjectFrom = 0.35;
const subjectTo = 0.8;

interface Shape {
  readonly spacings: readonly number[];
  readonly compared: number;
}

const shapeOf = ({ frame }: FeatureContext): Shape => ({
  spacings: spacings
    .filter((spacing) => spacing * frame.scale >= nearestPixels)
    .map((spacing) => Math.max(1, Math.round(spacing * frame.scale))),
  compared: Math.max(1, Math.round(comparedPixels * frame.scale)),
});

const planes = ['y', 'u', 'v'] as const;

/** 1 2 1 with neighbours of other luma left out; luma itself is blurred in the same way. */
function blurred(b: GraphBuilder, step: string, spacing: number, axis: Axis): [F, F, F] {
  const luma = b.input('moire.y0');
  let total = b.constant(2);
  const sums: [F, F, F] = [b.constant(0), b.constant(0), b.constant(0)];
  for (const side of [-spacing, spacing]) {
    const apart = b.mul(b.sub(tap(b, 'moire.y0', side, axis), luma), b.constant(1 / lumaReach));
    const near = b.max(b.sub(b.constant(1), b.mul(apart, apart)), b.constant(0));
    const weight = b.mul(near, near);
    total = b.add(total, weight);
    planes.forEach((plane, i) => {
      const name = `moire.${plane}${step}`;
      sums[i] = b.add(sums[i]!, b.mul(weight, b.sub(tap(b, name, side, axis), b.input(name))));
    });
  }
  return planes.map((plane, i) => b.add(b.input(`moire.${plane}${step}`), b.div(sums[i]!, total))) as [F, F, F];
}

const moments = ['uy', 'vy', 'cc', 'yy'] as const;

/** 1 2 1 of a moment. */
function around(b: GraphBuilder, name: string, spacing: number, axis: Axis): F {
  const sides = b.add(tap(b, name, -spacing, axis), tap(b, name, spacing, axis));
  return b.add(b.mul(tap(b, name, 0, axis), b.constant(0.5)), b.mul(sides, b.constant(0.25)));
}

function stages(from: string, to: string, variant: string): readonly Graph[] {
  const { spacings: blurs, compared } = JSON.parse(variant) as Shape;
  const graphs: Graph[] = [];
  const stage = (build: (b: GraphBuilder) => void): void => {
    const b = new GraphBuilder();
    build(b);
    graphs.push(b.build());
  };
  stage((b) => {
    const source = toOpponent(b, planeGraph(b, from));
    for (const plane of planes) b.output(`moire.${plane}0`, source[plane]);
  });
  for (const [i, spacing] of blurs.entries()) {
    for (const axis of ['row', 'column'] as const) {
      const [start, end] = axis === 'row' ? [String(i), `${i}r`] : [`${i}r`, String(i + 1)];
      stage((b) => {
        blurred(b, start, spacing, axis).forEach((value, plane) => {
          b.output(`moire.${planes[plane]!}${end}`, value);
        });
      });
    }
  }
  const fine = (b: GraphBuilder, plane: string): F =>
    b.sub(b.input(`moire.${plane}0`), b.input(`moire.${plane}${blurs.length}`));
  stage((b) => {
    const [y, u, v] = [fine(b, 'y'), fine(b, 'u'), fine(b, 'v')];
    const values = [b.mul(u, y), b.mul(v, y), b.add(b.mul(u, u), b.mul(v, v)), b.mul(y, y)];
    moments.forEach((name, i) => {
      b.output(`moire.${name}`, values[i]!);
    });
  });
  stage((b) => {
    for (const name of moments) b.output(`moire.${name}.row`, around(b, `moire.${name}`, compared, 'row'));
  });
  stage((b) => {
    const [uy, vy, cc, yy] = moments.map((name) => around(b, `moire.${name}.row`, compared, 'column')) as [F, F, F, F];
    const together = b.add(b.mul(uy, uy), b.mul(vy, vy));
    const own = b.add(yy, b.mul(cc, b.constant(lumaShare)));
    const correlation = b.div(together, b.add(b.mul(cc, own), b.constant(1e-10)));
    const isMoire = b.sub(b.constant(1), smoothstep(b, subjectFrom, subjectTo, correlation));
    const share = b.mul(clamp01(b, b.input(localPlane('localMoire'))), isMoire);
    const colour = (plane: 'u' | 'v'): F => b.sub(b.input(`moire.${plane}0`), b.mul(fine(b, plane), share));
    outputPlanes(b, to, fromOpponent(b, { y: b.input('moire.y0'), u: colour('u'), v: colour('v') }));
  });
  return graphs;
}

export const moireFeature: NeighbourFeature = {
  name: 'moire',
  isActive: (context) => context.locals.tools.has('localMoire') && shapeOf(context).spacings.length > 0,
  variant: (context) => JSON.stringify(shapeOf(context)),
  stages,
  bind: () => undefined,
};

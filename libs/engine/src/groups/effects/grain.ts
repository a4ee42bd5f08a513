/**
 * Grain: band-limited value noise in full-resolution pixels of the uncropped picture, so it stays where it is when the
 * picture is cropped or shown smaller. Octaves that a level cannot show are left out, as averaging would do.
 */
import { each, luminance, mix, smoothstep } from '../../colour/graph.ts';
import type { F, GraphBuilder, I, Rgb } from '../../graph/graph.ts';
import type { DisplayFeature, FeatureContext } from '../feature.ts';
import { sliderGraph } from '../local-adjust/slider.ts';

export const grainTools: readonly string[] = ['grainAmount', 'grainSize', 'grainRoughness', 'grainSeed'];

/** EV of one standard deviation at amount 100. */
const strength = 0.32;
/** Particle size in full-resolution pixels of a picture of 4000 pixels, at size 0 and 100. */
const sizeFrom = 1;
const sizeTo = 4.5;
const referenceLongEdge = 4000;
/** Standard deviation of one octave of smoothly interpolated uniform noise in −1..1. */
const octaveDeviation = 0.41;
/** Cell of the octaves in particles, coarse to fine, and the angle of their lattices in degrees. */
const octaves = [
  { cell: 2.7, angle: 17 },
  { cell: 1, angle: 41 },
  { cell: 0.55, angle: 68 },
] as const;

/** Cell sizes in full-resolution pixels. */
function cellsOf({ settings, frame }: FeatureContext): number[] {
  const size = sizeFrom + (sizeTo - sizeFrom) * settings.slider('grainSize');
  const particle = Math.max(size * (Math.max(frame.fullWidth, frame.fullHeight) / referenceLongEdge), 1);
  return octaves.map(({ cell }) => particle * cell);
}

/** Share of an octave's deviation that is left when a level's pixels average over cells of that many pixels. */
const left = (cellPixels: number): number => Math.min(1, Math.max(0, (cellPixels - 0.7) / 0.8));

/** Multipliers of the lattice coordinates. */
const alongX = 0x27d4eb2f;
const alongY = 0x165667b1;

/** A well mixed 32-bit integer of two multiplied lattice coordinates and the seed (finaliser of the Murmur3 kind). */
function hash(b: GraphBuilder, x: I, y: I, seed: I): F {
  let h = b.ixor(b.iadd(x, y), seed);
  h = b.imul(b.ixor(h, b.ishr(h, 15)), b.int(0x2c1b3c6d));
  h = b.imul(b.ixor(h, b.ishr(h, 13)), b.int(0x297a2d39));
  h = b.ixor(h, b.ishr(h, 16));
  return b.sub(b.mul(b.toF(b.iand(h, b.int(0xffffff))), b.constant(2 / 0xffffff)), b.constant(1));
}

function octave(b: GraphBuilder, index: number): F {
  const [column, row] = [b.toF(b.column()), b.toF(b.row())];
  const along = (axis: string): F =>
    b.add(
      b.add(b.mul(column, b.param(`grain.${index}.${axis}x`)), b.mul(row, b.param(`grain.${index}.${axis}y`))),
      b.param(`grain.${index}.${axis}`),
    );
  const [u, v] = [along('u'), along('v')];
  const [fu, fv] = [b.floor(u), b.floor(v)];
  const fade = (t: F): F => b.mul(b.mul(t, t), b.sub(b.constant(3), b.mul(b.constant(2), t)));
  const [tu, tv] = [fade(b.sub(u, fu)), fade(b.sub(v, fv))];
  // Multiplication and addition wrap alike, so the next column's product is one addition away.
  const [x, y] = [b.imul(b.toI(fu), b.int(alongX)), b.imul(b.toI(fv), b.int(alongY))];
  const [x1, y1] = [b.iadd(x, b.int(alongX)), b.iadd(y, b.int(alongY))];
  const seed = b.iadd(b.paramI('grain.seed'), b.int(Math.imul(index + 1, 0x9e3779b9)));
  const upper = mix(b, hash(b, x, y, seed), hash(b, x1, y, seed), tu);
  const lower = mix(b, hash(b, x, y1, seed), hash(b, x1, y1, seed), tu);
  return b.mul(mix(b, upper, lower, tv), b.param(`grain.${index}.amount`));
}

/** Ends of the slider with corrections: twice as much as the slider alone, and never less than none. */
const bounds = [0, 2] as const;
/** In the variant: corrections move the amount. */
const local = 'local';
const localTools: ReadonlySet<string> = new Set(['localGrain']);

function graph(b: GraphBuilder, rgb: Rgb, variant: string): Rgb {
  const isLocal = variant.endsWith(local);
  let noise = b.constant(0);
  for (const index of variant.replace(local, '')) noise = b.add(noise, octave(b, Number(index)));
  if (isLocal) noise = b.mul(noise, sliderGraph(b, 'grain.slider', 'localGrain', localTools, bounds));
  const y = luminance(b, rgb);
  const bell = b.sub(b.constant(1), b.mul(smoothstep(b, 0.1, 0.95, y), b.constant(0.85)));
  const gain = b.exp2(b.mul(noise, bell));
  return each(rgb, (x) => b.mul(x, gain));
}

/** Octaves that the level can show. */
const shown = (context: FeatureContext): number[] =>
  cellsOf(context).flatMap((cell, i) => (left(cell * context.frame.scale) > 0 ? [i] : []));

export const grainFeature: DisplayFeature = {
  name: 'grain',
  space: 'rgb',
  isActive: ({ settings, locals }) => settings.number('grainAmount') !== 0 || locals.tools.has('localGrain'),
  variant: (context) => shown(context).join('') + (context.locals.tools.has('localGrain') ? local : ''),
  graph,
  bind: (context, out) => {
    const { settings, frame, locals } = context;
    const { crop: map, fullWidth, fullHeight, scale } = frame;
    const roughness = settings.slider('grainRoughness');
    const weights = [0.9 * roughness, 1, 0.25 + 0.5 * roughness];
    const total = Math.hypot(...weights);
    out.params['grain.seed'] = settings.number('grainSeed', 0) | 0;
    out.params['grain.slider'] = settings.slider('grainAmount');
    const amount = locals.tools.has('localGrain') ? strength : settings.slider('grainAmount') * strength;
    cellsOf(context).forEach((cell, i) => {
      const angle = (octaves[i]!.angle * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle) / cell, Math.sin(angle) / cell];
      // Full-resolution coordinates of pixel centres, turned into the octave's lattice.
      const [xx, xy, x0] = [map.ux * fullWidth, map.uy * fullWidth, map.u0 * fullWidth];
      const [yx, yy, y0] = [map.vx * fullHeight, map.vy * fullHeight, map.v0 * fullHeight];
      const place = (axis: string, cx: number, cy: number): void => {
        out.params[`grain.${i}.${axis}x`] = cx * xx + cy * yx;
        out.params[`grain.${i}.${axis}y`] = cx * xy + cy * yy;
        out.params[`grain.${i}.${axis}`] = cx * (x0 + (xx + xy) / 2) + cy * (y0 + (yx + yy) / 2);
      };
      place('u', cos, sin);
      place('v', -sin, cos);
      out.params[`grain.${i}.amount`] = (amount * weights[i]! * left(cell * scale)) / (total * octaveDeviation);
    });
  },
};

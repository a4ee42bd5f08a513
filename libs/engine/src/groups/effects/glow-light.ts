/**
 * The light that a glow scatters: what is bright on the canonical image in scene light, after white balance and
 * exposure, spread over octaves of a pyramid. It knows nothing of the render's size, so a proxy glows as the full
 * picture does.
 */
import type { ScenePlanes } from '../../analysis/haze.ts';
import { expand, reduce, type PyramidLevel } from '../../analysis/pyramid.ts';
import { luminanceFloor } from '../../colour/graph.ts';
import type { Matrix3 } from '../../colour/matrix.ts';
import { luminanceWeights } from '../../colour/spaces.ts';
import type { CanonicalPlane } from '../../graph/program.ts';

/** 0 Diffuse, 1 Glow, 2 Halo. */
export type GlowStyle = 0 | 1 | 2;

export interface GlowLight {
  /** Where the bright begins to glow, in log2 of scene luminance: nothing below `from`, everything above `to`. */
  readonly from: number;
  readonly to: number;
  /** Size of the glow's middle octave as log2 of a share of the long edge. */
  readonly octave: number;
  readonly style: GlowStyle;
}

export type GlowPlanes = Readonly<Record<'r' | 'g' | 'b', CanonicalPlane>>;

/** Scene light that a pixel can give at most, white being 1 to 2: a stuck pixel of a float picture is no lamp. */
const lightMax = 8;
/** Deviation of the octaves' weights: a lens scatters into a long tail, not into one disc. */
const octaveDeviation = { 0: 0.9, 1: 1.5, 2: 0.7 } as const;
/** A halo is a wide glow without the narrow one, so many octaves finer and so strong. */
const haloCore = { octaves: 1.6, share: 1 } as const;

/** The picture's light above the threshold, planar. */
function brightPass({ r, g, b }: ScenePlanes, m: Matrix3, { from, to }: GlowLight): Float32Array[] {
  const out = [0, 1, 2].map(() => new Float32Array(r.length));
  const [wr, wg, wb] = luminanceWeights;
  for (let i = 0; i < r.length; i++) {
    const [x, y, z] = [r[i]!, g[i]!, b[i]!];
    const lit = [
      m[0]! * x + m[1]! * y + m[2]! * z,
      m[3]! * x + m[4]! * y + m[5]! * z,
      m[6]! * x + m[7]! * y + m[8]! * z,
    ] as const;
    const luminance = wr * lit[0] + wg * lit[1] + wb * lit[2];
    const level = Math.log2(Math.max(luminance, 0) + luminanceFloor);
    const t = Math.min(Math.max((level - from) / (to - from), 0), 1);
    const share = t * t * (3 - 2 * t);
    for (let c = 0; c < 3; c++) out[c]![i] = share * Math.min(Math.max(lit[c]!, 0), lightMax);
  }
  return out;
}

/** Weights of a pyramid's levels around a middle one; they sum to 1, and the finest has none: it is not blurred. */
function weightsOf(levels: number, middle: number, deviation: number): number[] {
  const held = Math.min(Math.max(middle, 1), levels - 1);
  const raw = Array.from({ length: levels }, (_, l) =>
    l === 0 ? 0 : Math.exp(-((l - held) ** 2) / 2 / deviation ** 2),
  );
  const sum = raw.reduce((total, x) => total + x, 0);
  return raw.map((x) => x / sum);
}

/** Σ weight · level, at the size of the finest. */
function spread(pyramid: readonly PyramidLevel[], weights: readonly number[]): Float32Array {
  let coarse: Float32Array = pyramid.at(-1)!.data.map((x) => x * weights.at(-1)!);
  for (let l = pyramid.length - 2; l >= 0; l--) {
    const finer = pyramid[l]!;
    const out = expand(coarse, pyramid[l + 1]!, finer);
    const weight = weights[l]!;
    if (weight > 0) for (let i = 0; i < out.length; i++) out[i]! += weight * finer.data[i]!;
    coarse = out;
  }
  return coarse;
}

function pyramidOf(data: Float32Array, { width, height }: ScenePlanes): PyramidLevel[] {
  const pyramid: PyramidLevel[] = [{ width, height, data }];
  while (Math.max(pyramid.at(-1)!.width, pyramid.at(-1)!.height) > 4) {
    const finest = pyramid.at(-1)!;
    pyramid.push(reduce(finest.data, finest));
  }
  return pyramid;
}

/** Scattered light in linear ProPhoto, scene light, for a full slider. `matrix` leads from the source to developed light. */
export function glowPlanes(scene: ScenePlanes, matrix: Matrix3, light: GlowLight): GlowPlanes {
  const { width, height } = scene;
  // A level's samples are 2^l of the finest ones wide.
  const middle = light.octave + Math.log2(Math.max(width, height));
  const plane = (data: Float32Array): CanonicalPlane => {
    const pyramid = pyramidOf(data, scene);
    const out = spread(pyramid, weightsOf(pyramid.length, middle, octaveDeviation[light.style]));
    if (light.style === 2) {
      const core = spread(pyramid, weightsOf(pyramid.length, middle - haloCore.octaves, octaveDeviation[2]));
      for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i]! - haloCore.share * core[i]!, 0);
    }
    const kept = new Float32Array(new SharedArrayBuffer(out.byteLength));
    kept.set(out);
    return { width, height, data: kept };
  };
  const [r, g, b] = brightPass(scene, matrix, light);
  return { r: plane(r!), g: plane(g!), b: plane(b!) };
}

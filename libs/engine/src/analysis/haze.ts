/** Airlight and veil (He, Sun, Tang 2011: dark channel prior, guided refinement) of the canonical image. */
import { luminanceOf } from '../colour/spaces.ts';
import type { Triple } from '../colour/matrix.ts';
import { boxMin, type Size } from './box.ts';
import { Guide, type Coefficients } from './guided.ts';

export interface Haze extends Coefficients {
  /** Colour of the veil in linear ProPhoto, scene light. */
  readonly airlight: Triple;
  /** Colour of mist that is laid on: as bright as the airlight, tinted like the picture as a whole. */
  readonly mist: Triple;
  /** Mean change of midtones' log luminance when shares of 0, 0.2 … 1 of the veil are removed. */
  readonly losses: readonly number[];
}

/** Windows as shares of the long edge. */
const darkRadius = 0.02;
const refineRadius = 0.08;
/** Regularisation of the refinement in EV². */
const refineEpsilon = 0.05;
/** The airlight is the mean of this share of pixels, those of the brightest dark channel. */
const airShare = 0.001;
/** Luminance that the airlight has at least (a night has no haze) and at most (a veil is no lamp). */
const airLuminanceMin = 0.3;
const airLuminanceMax = 1.1;
/** Scene light from which a channel is clipped and tells no colour. */
const clippedAt = 1.8;
/** Share of the airlight's own colour that is believed. */
const airColour = 0.75;
/** Share of the loss of brightness that is given back. */
const restored = 0.5;

export interface ScenePlanes extends Size {
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
}

export function hazeOf(scene: ScenePlanes, level: Float32Array): Haze {
  const longEdge = Math.max(scene.width, scene.height);
  const { r, g, b } = scene;
  const radius = Math.max(1, Math.round(darkRadius * longEdge));
  const dark = boxMin(
    r.map((x, i) => Math.min(x, g[i]!, b[i]!)),
    scene,
    radius,
  );
  const airlight = airlightOf(scene, dark);
  const relative = boxMin(
    r.map((x, i) => Math.min(x / airlight[0], g[i]! / airlight[1], b[i]! / airlight[2])),
    scene,
    radius,
  ).map((x) => Math.min(Math.max(x, 0), 1));
  const coefficients = new Guide(level, scene, refineRadius * longEdge).fit(relative, refineEpsilon);
  return {
    ...coefficients,
    airlight,
    mist: mistOf(scene, airlight),
    losses: lossesOf(scene, coefficients, level, airlight),
  };
}

function airlightOf({ r, g, b }: ScenePlanes, dark: Float32Array): Triple {
  const believed = dark.map((x, i) => (Math.max(r[i]!, g[i]!, b[i]!) < clippedAt ? x : -1));
  const sorted = believed.toSorted();
  const threshold = sorted[Math.floor(sorted.length * (1 - airShare))]!;
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < dark.length; i++) {
    if (believed[i]! < threshold) continue;
    sum[0]! += r[i]!;
    sum[1]! += g[i]!;
    sum[2]! += b[i]!;
    count++;
  }
  const mean: Triple = [sum[0]! / count, sum[1]! / count, sum[2]! / count];
  const luminance = Math.max(luminanceOf(mean), 1e-4);
  const target = Math.min(Math.max(luminance, airLuminanceMin), airLuminanceMax);
  const channel = (x: number): number => target * (1 + airColour * (Math.max(x, 0) / luminance - 1));
  return [channel(mean[0]), channel(mean[1]), channel(mean[2])];
}

/** Share of the picture's mean colour that mist takes on. */
const mistColour = 0.45;

function mistOf({ r, g, b }: ScenePlanes, airlight: Triple): Triple {
  const mean = [r, g, b].map((plane) => plane.reduce((sum, x) => sum + Math.max(x, 0), 0) / plane.length);
  const luminance = Math.max(luminanceOf(mean as unknown as Triple), 1e-4);
  const target = luminanceOf(airlight);
  const [x, y, z] = mean.map((channel) => target * (1 + mistColour * (channel / luminance - 1)));
  return [x!, y!, z!];
}

/** Pixels on which the darkening is sampled, evenly spread. */
const sampledMax = 60_000;

const shares = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

function lossesOf(
  { r, g, b }: ScenePlanes,
  { a: slope, b: offset }: Coefficients,
  level: Float32Array,
  airlight: Triple,
): number[] {
  const air = luminanceOf(airlight);
  const step = Math.max(1, Math.floor(level.length / sampledMax));
  return shares.map((share) => {
    let [sum, count] = [0, 0];
    for (let i = 0; i < level.length; i += step) {
      const before = luminanceOf([r[i]!, g[i]!, b[i]!]);
      if (before < 0.02 || before > 0.8) continue;
      const veil = Math.min(Math.max(slope.data[i]! * level[i]! + offset.data[i]!, 0), 1);
      const least = Math.min(r[i]! / airlight[0], g[i]! / airlight[1], b[i]! / airlight[2]);
      const [wanted, most] = [share * veil, Math.max(0.85 * least, 1e-5)];
      const off = Math.min((wanted * most) / Math.hypot(wanted, most), 0.9);
      const after = (before - air * off) / (1 - off);
      sum += Math.log2(Math.max(after, 1e-3) / before);
      count++;
    }
    return count === 0 ? 0 : Math.max(sum / count, -1.5);
  });
}

/** Gain that keeps the mean log luminance of midtones when that share of the veil is removed. */
export function hazeGain({ losses }: Haze, removed: number): number {
  const position = Math.min(Math.max(removed, 0), 1) * (losses.length - 1);
  const i = Math.min(Math.floor(position), losses.length - 2);
  const loss = losses[i]! + (losses[i + 1]! - losses[i]!) * (position - i);
  return 2 ** (-restored * loss);
}

/**
 * How far away things are, guessed from one picture by what painters and eyes go by: the ground rises toward the
 * horizon, far things lie under haze, a lens that was focused on something near leaves the rest soft, and what stands by
 * itself against its surroundings is near. The cues are averaged by how much each has to say here, drawn to the edges by
 * a guided filter, and where they contradict each other the confidence says so.
 */
import { encodeSrgb } from '../colour/transfer.ts';
import type { CanonicalPlane } from '../graph/program.ts';
import { labOf, luminanceOf } from '../colour/spaces.ts';
import { barrierDistance } from './barrier.ts';
import { boxMean, type Size } from './box.ts';
import { Guide } from './guided.ts';
import type { Haze, ScenePlanes } from './haze.ts';
import { expand, reduce } from './pyramid.ts';

export interface Depth {
  /** 0 nearest … 1 farthest, over the uncropped picture. */
  readonly plane: CanonicalPlane;
  /** What is probably meant to be looked at, 0..1. */
  readonly subject: CanonicalPlane;
  /** How far the cues agree, 0 (a guess) … 1. */
  readonly confidence: number;
}

/** Weights of the cues when all have their full say. */
const weights = { ground: 0.8, alone: 1.1, focus: 1.2, haze: 0.8, skin: 1.5 } as const;
/** Long edge on which what stands alone is found. */
const aloneLongEdge = 256;
/** Long edge above which cues are computed at half the size. */
const cueLongEdgeMax = 640;
/** Windows as shares of the long edge. */
const focusRadius = 0.012;
const refineRadius = 0.016;
/** Regularisation in squares of encoded luminance. */
const refineEpsilon = 0.02 ** 2;

interface Cue {
  /** 0 near … 1 far. */
  readonly far: Float32Array;
  /** How much it has to say, by sample. */
  readonly weight: Float32Array;
}

const clamp01 = (x: number): number => Math.min(Math.max(x, 0), 1);
/** Samples that a quantile is told from. */
const sampledMax = 20_000;
function quantile(values: Float32Array, share: number): number {
  const step = Math.ceil(values.length / sampledMax);
  const sorted = Float32Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values[i * step]!).sort();
  return sorted[Math.round(share * (sorted.length - 1))]!;
}

/** Encoded luminance of displayed light, 0..1. */
export function encodedLuminance({ r, g, b }: ScenePlanes): Float32Array {
  const out = new Float32Array(r.length);
  for (let i = 0; i < out.length; i++) out[i] = encodeSrgb(clamp01(luminanceOf([r[i]!, g[i]!, b[i]!])));
  return out;
}

/** Half the size when it is large: cues are smooth. */
function small(data: Float32Array, size: Size): Sized {
  return Math.max(size.width, size.height) > cueLongEdgeMax ? reduce(data, size) : { ...size, data };
}

type Sized = Size & { readonly data: Float32Array };

export function depthOf(shown: ScenePlanes, haze: Haze, hazeLevel: Float32Array): Depth {
  const { width, height } = shown;
  const luminance = encodedLuminance(shown);
  const guide = small(luminance, shown);
  const [r, g, b] = [shown.r, shown.g, shown.b].map((channel) => small(channel, shown).data);
  const size = { width: guide.width, height: guide.height };
  const alone = aloneCue({ ...size, r: r!, g: g!, b: b! }, guide.data);
  const focus = focusCue(luminance, shown);
  const skin = skinCue({ ...size, r: r!, g: g!, b: b! });
  const cues: readonly (Cue & { readonly share: number })[] = [
    { ...groundCue(size), share: weights.ground },
    { ...alone, share: weights.alone },
    { ...focus, share: weights.focus },
    { ...hazeCue(haze, hazeLevel, size), share: weights.haze },
    { ...skin, share: weights.skin },
  ];
  const far = new Float32Array(guide.data.length);
  let disagreement = 0;
  for (let i = 0; i < far.length; i++) {
    let [sum, squares, total] = [0, 0, 0];
    for (const { far: value, weight, share } of cues) {
      const w = weight[i]! * share;
      total += w;
      sum += w * value[i]!;
      squares += w * value[i]! * value[i]!;
    }
    far[i] = sum / total;
    disagreement += Math.sqrt(Math.max(squares / total - far[i]! * far[i]!, 0));
  }
  const refined = refine(far, guide, { width, height, data: luminance });
  const [near, most] = [quantile(refined, 0.02), quantile(refined, 0.98)];
  const span = Math.max(most - near, 1e-3);
  for (let i = 0; i < refined.length; i++) refined[i] = clamp01((refined[i]! - near) / span);
  return {
    plane: { width, height, data: inSharedMemory(refined) },
    subject: { ...size, data: inSharedMemory(subjectOf({ alone, focus, skin }, size)) },
    // Cues that all say the same agree; half a range apart they know nothing. A flat result tells no depth either.
    confidence: clamp01(1 - (2.5 * disagreement) / far.length) * clamp01(span / 0.3),
  };
}

/** Drawn to the edges of the picture's light, at its full size. */
function refine(far: Float32Array, guide: Sized, full: Sized): Float32Array {
  const fit = new Guide(guide.data, guide, refineRadius * Math.max(guide.width, guide.height)).fit(far, refineEpsilon);
  const enlarged = (data: Float32Array): Float32Array =>
    guide.width === full.width ? data : expand(data, guide, full);
  const [a, b] = [enlarged(fit.a.data), enlarged(fit.b.data)];
  const out = new Float32Array(full.data.length);
  for (let i = 0; i < out.length; i++) out[i] = a[i]! * full.data[i]! + b[i]!;
  return out;
}

/** The lower, the nearer. */
function groundCue({ width, height }: Size): Cue {
  const far = Float32Array.from({ length: width * height }, (_, i) => 1 - (Math.floor(i / width) + 0.5) / height);
  return { far, weight: new Float32Array(far.length).fill(1) };
}

/** What stands by itself is near; it has a say where something stands out clearly. */
function aloneCue({ width, height, r, g, b }: ScenePlanes, luminance: Float32Array): Cue {
  const opponent = (x: Float32Array, y: Float32Array): Float32Array =>
    x.map((value, i) => (value - y[i]!) / (Math.abs(value) + Math.abs(y[i]!) + 0.1));
  const distances = [luminance, opponent(r, g), opponent(b, g)].map((channel) => {
    const sizes: (Size & { data: Float32Array })[] = [{ width, height, data: channel }];
    while (Math.max(sizes.at(-1)!.width, sizes.at(-1)!.height) > aloneLongEdge) {
      const finest = sizes.at(-1)!;
      sizes.push(reduce(finest.data, finest));
    }
    let data: Float32Array = barrierDistance(sizes.at(-1)!.data, sizes.at(-1)!);
    for (let i = sizes.length - 2; i >= 0; i--) data = expand(data, sizes[i + 1]!, sizes[i]!);
    return data;
  });
  const distance = distances[0]!.map((x, i) => x + distances[1]![i]! + distances[2]![i]!);
  const most = Math.max(quantile(distance, 0.97), 0.15);
  const far = distance.map((x) => 1 - clamp01(x / most));
  return { far, weight: far.map((x) => 0.35 + 0.65 * Math.abs(2 * x - 1)) };
}

/** How fine the detail is against coarser detail: sharp is near, soft is far. Flat places say nothing. */
function focusCue(luminance: Float32Array, size: Size): Cue {
  const half = reduce(luminance, size);
  const quarter = reduce(half.data, half);
  const soft = expand(half.data, half, size);
  const softer = expand(quarter.data, quarter, half);
  const finest = new Float32Array(luminance.length);
  for (let i = 0; i < finest.length; i++) finest[i] = Math.abs(luminance[i]! - soft[i]!);
  const middle = half.data.map((x, i) => Math.abs(x - softer[i]!));
  // Both on the size of the cues, which is that of the half or of the whole.
  const fineSmall = small(finest, size);
  const coarseSmall = fineSmall.width === half.width ? middle : expand(middle, half, size);
  const radius = Math.max(2, Math.round(focusRadius * Math.max(fineSmall.width, fineSmall.height)));
  const [fine, coarse] = [boxMean(fineSmall.data, fineSmall, radius), boxMean(coarseSmall, fineSmall, radius)];
  const ratio = fine.map((x, i) => x / (coarse[i]! + 0.002));
  const say = coarse.map((x) => clamp01((x - 0.002) / 0.01));
  const textured = ratio.filter((_, i) => say[i]! > 0.5);
  if (textured.length < 16) return { far: ratio.fill(0.5), weight: say.fill(0) };
  const [softest, sharpest] = [quantile(textured, 0.1), quantile(textured, 0.9)];
  // A picture that is sharp, or soft, all over was not focused on anything.
  const reliable = clamp01((sharpest - softest) / Math.max(sharpest, 1e-6) / 0.6);
  const span = Math.max(sharpest - softest, 1e-6);
  return {
    far: ratio.map((x) => 1 - clamp01((x - softest) / span)),
    weight: say.map((x) => x * reliable),
  };
}

/** The veil, where the picture has one. */
function hazeCue({ a, b }: Haze, level: Float32Array, to: Size): Cue {
  const veil = level.map((x, i) => clamp01(a.data[i]! * x + b.data[i]!));
  const [low, high] = [quantile(veil, 0.05), quantile(veil, 0.95)];
  const span = Math.max(high - low, 1e-3);
  const own = veil.map((x) => clamp01((x - low) / span));
  const far = a.width === to.width ? own : expand(own, a, to);
  return { far, weight: new Float32Array(far.length).fill(clamp01((high - low - 0.15) / 0.4)) };
}

/** People are what pictures are of: what has the colour of skin is near. */
function skinCue({ width, height, r, g, b }: ScenePlanes): Cue {
  const weight = new Float32Array(r.length);
  for (let i = 0; i < weight.length; i++) {
    const [lightness, a, c] = labOf([Math.max(r[i]!, 0), Math.max(g[i]!, 0), Math.max(b[i]!, 0)]);
    const chroma = Math.hypot(a, c);
    const hue = (Math.atan2(c, a) * 180) / Math.PI;
    const inside = (x: number, from: number, to: number, ramp: number): number =>
      clamp01(Math.min(x - from, to - x) / ramp + 0.5);
    weight[i] = inside(hue, 32, 72, 12) * inside(chroma, 0.035, 0.13, 0.02) * inside(lightness, 0.4, 0.97, 0.1);
  }
  // Eyes, lips and shine on a face belong to it.
  const radius = Math.max(1, Math.round(focusRadius * Math.max(width, height)));
  const around = boxMean(weight, { width, height }, radius);
  return { far: new Float32Array(r.length), weight: weight.map((x, i) => Math.max(x, around[i]!)) };
}

interface SubjectCues {
  readonly alone: Cue;
  readonly focus: Cue;
  readonly skin: Cue;
}

/** Alone, sharp, with skin, and toward the middle. */
function subjectOf({ alone, focus, skin }: SubjectCues, { width, height }: Size): Float32Array {
  const sigma = 0.35;
  return alone.far.map((far, i) => {
    const x = ((i % width) + 0.5) / width - 0.5;
    const y = (Math.floor(i / width) + 0.5) / height - 0.5;
    const middle = Math.exp(-(x * x + y * y) / (2 * sigma * sigma));
    const sharp = 0.5 + (0.5 - focus.far[i]!) * focus.weight[i]!;
    return Math.max(1 - far, 0.8 * skin.weight[i]!) * middle * sharp;
  });
}

function inSharedMemory(data: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return copy;
}

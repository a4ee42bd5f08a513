import type { RgbProfile, WhitePoint } from '@safelight/core';
import { luminanceFloor, sourceLimit } from '../colour/graph.ts';
import type { Matrix3 } from '../colour/matrix.ts';
import { developed, unshape } from '../colour/shoulder.ts';
import { luminanceWeights, toProPhoto } from '../colour/spaces.ts';
import type { Lateral } from '../graph/program.ts';
import { nominalWhite } from '../groups/basic/white-balance.ts';
import { clarityDifference } from './clarity.ts';
import { depthOf, type Depth } from './depth.ts';
import { averageOf, Guide, type Coefficients } from './guided.ts';
import { hazeOf, type Haze, type ScenePlanes } from './haze.ts';
import { lateralOf } from './lateral-ca.ts';
import { segmentsOf, type Segment } from './lines.ts';
import { PlaneCache } from './plane-cache.ts';
import { noiseOf, type FullPicture, type Noise } from './noise.ts';
import { reduce, type PyramidLevel } from './pyramid.ts';
import { greyMixOf, neutralOf, tonesOf, type Tones } from './statistics.ts';

/** Long edge of the canonical image in pixels; a smaller picture is analysed as it is. */
export const canonicalLongEdgePixels = 1024;

/**
 * What is smooth by nature (base layer, clarity, haze) is computed at half the canonical size when that is larger than
 * this: its windows are still several samples wide, and the guide brings the edges back (fast guided filter, He & Sun
 * 2015).
 */
const smoothLongEdgePixels = 640;

/** Windows of the base layer as shares of the long edge, and its edge threshold in EV². */
const baseRadii = [0.013, 0.05] as const;
const baseEpsilon = 0.25;
/** Clarity is computed at half the canonical size; window (in its pixels) and threshold of its upsampling. */
const clarityRadius = 3;
const clarityEpsilon = 0.01;

/** Planes that are kept for the masks of edits. */
const keptBytesMax = 160 * 2 ** 20;

/** What of a profile tells what a level's numbers are. */
export type LightProfile = Pick<RgbProfile, 'toXyzD50' | 'light'>;

/** The canonical image's linear RGB in the source profile, planar. */
export interface SourceLevel {
  readonly width: number;
  readonly height: number;
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
}

/** Scene light with its log2 luminance. */
interface SmoothLevel {
  readonly scene: ScenePlanes;
  readonly level: Float32Array;
}

/** Parts that take long enough to be made on the workers, before a program is compiled. */
export interface AnalysisParts {
  /** The base layer as lines of the source's log luminance: base = a · level + b. */
  readonly base: Coefficients;
  /** EV that full clarity adds, as lines of the source's log luminance. */
  readonly clarity: Coefficients;
  readonly haze: Haze;
  /** Straight line segments of the shown light. */
  readonly segments: readonly Segment[];
  /** Noise and edges at full resolution. */
  readonly noise: Noise;
  /** Lateral chromatic aberration at full resolution; null when there is none. */
  readonly lateral: Lateral | null;
  /** How far away things are, estimated. */
  readonly depth: Depth;
}
export type AnalysisPart = keyof AnalysisParts;

/**
 * What is known of a photo as a whole, made once from its canonical image. Each part is computed when it is first
 * asked for, unless a worker has made it before, and kept.
 */
export class Analysis {
  /** Planes that edits asked for. */
  readonly kept = new PlaneCache(keptBytesMax);
  readonly #source: SourceLevel;
  readonly #full: FullPicture;
  readonly #light: 'displayed' | 'scene';
  readonly #toProPhoto: Matrix3;
  #shown: ScenePlanes | undefined;
  #smooth: SmoothLevel | undefined;
  readonly #parts: { -readonly [part in AnalysisPart]?: AnalysisParts[part] } = {};
  #tones: Tones | undefined;
  #neutral: WhitePoint | undefined;
  #greyMix: readonly number[] | undefined;

  /** `full` is the picture at full resolution; when absent, the canonical image is all there is. */
  constructor(source: SourceLevel, profile: LightProfile, full = wholeOf(source)) {
    this.#source = source;
    this.#full = full;
    this.#light = profile.light ?? 'displayed';
    this.#toProPhoto = toProPhoto(profile);
  }

  /** Memory held once every part has been asked for, in bytes. */
  get byteLength(): number {
    const samples = this.#source.width * this.#source.height;
    return 4 * samples * (3 + 4 / 4 + 6 / 4) + this.kept.byteLength;
  }

  /** Displayed light in linear ProPhoto at the canonical size. */
  shown(): ScenePlanes {
    return (this.#shown ??= displayedPlanes(this.#source, this.#toProPhoto, this.#light));
  }

  /** Scene light at the size of what is smooth. */
  smooth(): SmoothLevel {
    if (this.#smooth === undefined) {
      const isLarge = Math.max(this.#source.width, this.#source.height) > smoothLongEdgePixels;
      const scene = displayedPlanes(isLarge ? halved(this.#source) : this.#source, this.#toProPhoto, this.#light);
      for (const plane of [scene.r, scene.g, scene.b]) {
        for (let i = 0; i < plane.length; i++) plane[i] = unshape(plane[i]!);
      }
      const level = new Float32Array(scene.r.length);
      const [wr, wg, wb] = luminanceWeights;
      for (let i = 0; i < level.length; i++) {
        const luminance = wr * scene.r[i]! + wg * scene.g[i]! + wb * scene.b[i]!;
        level[i] = Math.log2(Math.max(luminance, 0) + luminanceFloor);
      }
      this.#smooth = { scene, level };
    }
    return this.#smooth;
  }

  has(part: AnalysisPart): boolean {
    return this.#parts[part] !== undefined;
  }

  /** Takes what a worker made of the same canonical image. */
  keep<P extends AnalysisPart>(part: P, value: AnalysisParts[P]): void {
    this.#parts[part] = value;
  }

  base(): Coefficients {
    return (this.#parts.base ??= this.#makeBase());
  }

  clarity(): Coefficients {
    return (this.#parts.clarity ??= this.#makeClarity());
  }

  haze(): Haze {
    return (this.#parts.haze ??= hazeOf(this.smooth().scene, this.smooth().level));
  }

  depth(): Depth {
    return (this.#parts.depth ??= depthOf(this.shown(), this.haze(), this.smooth().level));
  }

  segments(): readonly Segment[] {
    return (this.#parts.segments ??= segmentsOf(this.shown()));
  }

  lateral(): Lateral | null {
    if (this.#parts.lateral === undefined) this.#parts.lateral = lateralOf(this.#full);
    return this.#parts.lateral;
  }

  #makeBase(): Coefficients {
    const { scene, level } = this.smooth();
    const longEdge = Math.max(scene.width, scene.height);
    return averageOf(
      new Guide(level, scene, baseRadii[0] * longEdge).self(baseEpsilon),
      new Guide(level, scene, baseRadii[1] * longEdge).self(baseEpsilon),
    );
  }

  #makeClarity(): Coefficients {
    const { scene, level } = this.smooth();
    const isHalf = scene.width < this.#source.width;
    const half = isHalf ? { width: scene.width, height: scene.height, data: level } : reduce(level, scene);
    const difference = clarityDifference(half.data, half);
    return new Guide(half.data, half, clarityRadius).fit(difference, clarityEpsilon);
  }

  noise(): Noise {
    return (this.#parts.noise ??= noiseOf(this.#full, this.#toProPhoto, this.#light));
  }

  /** Percentiles of the displayed picture. */
  tones(): Tones {
    return (this.#tones ??= tonesOf(this.shown()));
  }

  /** The light that automatic white balance assumes. */
  neutral(): WhitePoint {
    return (this.#neutral ??= neutralOf(this.smooth().scene, nominalWhite));
  }

  /** Automatic black-and-white mix, eight values −1..1. */
  greyMix(): readonly number[] {
    return (this.#greyMix ??= greyMixOf(this.shown()));
  }
}

const finite = (x: number): number => (Number.isFinite(x) ? Math.min(Math.max(x, -sourceLimit), sourceLimit) : 0);

function displayedPlanes(source: SourceLevel, m: Matrix3, light: 'displayed' | 'scene'): ScenePlanes {
  const { width, height } = source;
  const [r, g, b] = [0, 1, 2].map(() => new Float32Array(width * height)) as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < r.length; i++) {
    const x = finite(source.r[i]!);
    const y = finite(source.g[i]!);
    const z = finite(source.b[i]!);
    r[i] = m[0]! * x + m[1]! * y + m[2]! * z;
    g[i] = m[3]! * x + m[4]! * y + m[5]! * z;
    b[i] = m[6]! * x + m[7]! * y + m[8]! * z;
  }
  if (light === 'scene')
    for (const plane of [r, g, b]) for (let i = 0; i < plane.length; i++) plane[i] = developed(plane[i]!);
  return { width, height, r, g, b };
}

/** Every plane at half its size. */
function halved(source: SourceLevel): SourceLevel {
  const half = (plane: Float32Array): PyramidLevel => {
    const bounded = new Float32Array(plane.length);
    for (let i = 0; i < plane.length; i++) bounded[i] = finite(plane[i]!);
    return reduce(bounded, source);
  };
  const [r, g, b] = [half(source.r), half(source.g), half(source.b)];
  return { width: r.width, height: r.height, r: r.data, g: g.data, b: b.data };
}

/** The canonical image as the picture at full resolution. */
const wholeOf = ({ width, height, r, g, b }: SourceLevel): FullPicture => ({
  width,
  height,
  read: (left, top, columns, rows) => {
    const part = (plane: Float32Array): Float32Array =>
      Float32Array.from({ length: columns * rows }, (_, i) =>
        finite(plane[(top + Math.floor(i / columns)) * width + left + (i % columns)]!),
      );
    return { r: part(r), g: part(g), b: part(b) };
  },
});

/**
 * Analyses a photo's canonical image: its whole picture, area-averaged in linear light to at most
 * `canonicalLongEdgePixels`.
 */
export const analyse = (source: SourceLevel, profile: LightProfile, full?: FullPicture): Analysis =>
  new Analysis(source, profile, full);

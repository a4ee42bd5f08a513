import type { RgbProfile } from '@safelight/core';
import { luminanceFloor, sourceLimit } from '../colour/graph.ts';
import { unshape } from '../colour/shoulder.ts';
import { luminanceOf, toProPhoto } from '../colour/spaces.ts';
import type { WhitePoint } from '../colour/temperature.ts';
import { nominalWhite } from '../groups/basic/white-balance.ts';
import { clarityDifference } from './clarity.ts';
import { averageOf, Guide, type Coefficients } from './guided.ts';
import { hazeOf, type Haze, type ScenePlanes } from './haze.ts';
import { reduce } from './pyramid.ts';
import { greyMixOf, neutralOf, tonesOf, type Tones } from './statistics.ts';

/** Long edge of the canonical image in pixels; a smaller picture is analysed as it is. */
export const canonicalLongEdgePixels = 1024;

/** Windows of the base layer as shares of the long edge, and its edge threshold in EV². */
const baseRadii = [0.013, 0.05] as const;
const baseEpsilon = 0.25;
/** Clarity is computed at half the canonical size; window (in its pixels) and threshold of its upsampling. */
const clarityRadius = 3;
const clarityEpsilon = 0.01;

/** The canonical image's linear RGB in the source profile, planar. */
export interface SourceLevel {
  readonly width: number;
  readonly height: number;
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
}

/**
 * What is known of a photo as a whole, made once from its canonical image. Each part is computed when it is first
 * asked for and kept.
 */
export class Analysis {
  readonly #scene: ScenePlanes;
  readonly #shown: ScenePlanes;
  readonly #level: Float32Array;
  #base: Coefficients | undefined;
  #clarity: Coefficients | undefined;
  #haze: Haze | undefined;
  #tones: Tones | undefined;
  #neutral: WhitePoint | undefined;
  #greyMix: readonly number[] | undefined;

  constructor(source: SourceLevel, profile: RgbProfile) {
    const m = toProPhoto(profile);
    const { width, height } = source;
    const planes = (): ScenePlanes => ({
      width,
      height,
      r: new Float32Array(width * height),
      g: new Float32Array(width * height),
      b: new Float32Array(width * height),
    });
    const [shown, scene] = [planes(), planes()];
    this.#level = new Float32Array(width * height);
    for (let i = 0; i < width * height; i++) {
      const [x, y, z] = [finite(source.r[i]!), finite(source.g[i]!), finite(source.b[i]!)];
      const r = m[0]! * x + m[1]! * y + m[2]! * z;
      const g = m[3]! * x + m[4]! * y + m[5]! * z;
      const b = m[6]! * x + m[7]! * y + m[8]! * z;
      shown.r[i] = r;
      shown.g[i] = g;
      shown.b[i] = b;
      scene.r[i] = unshape(r);
      scene.g[i] = unshape(g);
      scene.b[i] = unshape(b);
      const luminance = luminanceOf([scene.r[i]!, scene.g[i]!, scene.b[i]!]);
      this.#level[i] = Math.log2(Math.max(luminance, 0) + luminanceFloor);
    }
    this.#shown = shown;
    this.#scene = scene;
  }

  /** Memory held once every part has been asked for, in bytes. */
  get byteLength(): number {
    const samples = this.#level.length;
    return 4 * (samples * (3 + 3 + 1 + 2 + 2) + samples / 2);
  }

  /** The base layer as lines of the source's log luminance: base = a · level + b. */
  base(): Coefficients {
    const longEdge = Math.max(this.#scene.width, this.#scene.height);
    return (this.#base ??= averageOf(
      new Guide(this.#level, this.#scene, baseRadii[0] * longEdge).self(baseEpsilon),
      new Guide(this.#level, this.#scene, baseRadii[1] * longEdge).self(baseEpsilon),
    ));
  }

  /** EV that full clarity adds, as lines of the source's log luminance. */
  clarity(): Coefficients {
    if (this.#clarity === undefined) {
      const half = reduce(this.#level, this.#scene);
      const difference = clarityDifference(half.data, half);
      this.#clarity = new Guide(half.data, half, clarityRadius).fit(difference, clarityEpsilon);
    }
    return this.#clarity;
  }

  haze(): Haze {
    return (this.#haze ??= hazeOf(this.#scene, this.#level));
  }

  /** Percentiles of the displayed picture. */
  tones(): Tones {
    return (this.#tones ??= tonesOf(this.#shown));
  }

  /** The light that automatic white balance assumes. */
  neutral(): WhitePoint {
    return (this.#neutral ??= neutralOf(this.#scene, nominalWhite));
  }

  /** Automatic black-and-white mix, eight values −1..1. */
  greyMix(): readonly number[] {
    return (this.#greyMix ??= greyMixOf(this.#shown));
  }
}

const finite = (x: number): number => (Number.isFinite(x) ? Math.min(Math.max(x, -sourceLimit), sourceLimit) : 0);

/**
 * Analyses a photo's canonical image: its whole picture, area-averaged in linear light to at most
 * `canonicalLongEdgePixels`.
 */
export const analyse = (source: SourceLevel, profile: RgbProfile): Analysis => new Analysis(source, profile);

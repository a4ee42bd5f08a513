/**
 * What a picture measures. All colour figures are OKLab (Ottosson 2020) times 100, computed from the
 * displayed picture (upright, sRGB); fractions are of all pixels. `libs/measure` computes it.
 */
import type { Orientation } from './image.ts';

/** Lightness distribution, OKLab L × 100 (0 black .. 100 white); percentiles over all pixels. */
export interface LightnessStats {
  readonly mean: number;
  readonly p01: number;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly p99: number;
  /** Standard deviation: the picture's overall contrast. */
  readonly deviation: number;
}

/** Fractions 0..1 of pixels with at least one channel at the end of its range. */
export interface ClippingStats {
  /** All three channels ≤ 1/255. */
  readonly shadows: number;
  /** At least one channel ≥ 254/255. */
  readonly highlights: number;
}

/** Mean colour, OKLab × 100. */
export interface CastStats {
  /** Green (−) to magenta (+), mean over all pixels. */
  readonly a: number;
  /** Blue (−) to yellow (+), mean over all pixels: the picture's warmth. */
  readonly b: number;
  /** The same over the least colourful mid-tone pixels: the cast that white balance should remove. */
  readonly neutralA: number;
  readonly neutralB: number;
}

/** Names of the eight hue bands, in the order of the HSL tools. */
export const hueBands = ['red', 'orange', 'yellow', 'green', 'aqua', 'blue', 'purple', 'magenta'] as const;
export type HueBand = (typeof hueBands)[number];

export interface BandStats {
  /** Share 0..1 of the coloured pixels whose hue lies in the band. */
  readonly share: number;
  /** Mean chroma of those pixels, OKLab × 100; 0 when there are none. */
  readonly chroma: number;
  /** Mean lightness of those pixels; 0 when there are none. */
  readonly lightness: number;
}

export interface ChromaStats {
  /** Mean OKLab chroma × 100. */
  readonly mean: number;
  readonly p95: number;
  readonly byHue: Readonly<Record<HueBand, BandStats>>;
}

/** One cell of the region grid. */
export interface RegionStats {
  readonly lightness: number;
  readonly deviation: number;
  readonly chroma: number;
  readonly a: number;
  readonly b: number;
}

export interface Measurement {
  readonly width: number;
  readonly height: number;
  readonly lightness: LightnessStats;
  readonly clipping: ClippingStats;
  readonly cast: CastStats;
  readonly chroma: ChromaStats;
  /** Mean absolute lightness difference of neighbouring pixels at 1/512 of the long edge: fine contrast. */
  readonly detail: number;
  /** Standard deviation of the noise in flat mid-tones, OKLab L × 100, at 1/1024 of the long edge. */
  readonly noise: number;
  /** Veil over the picture, 0 (clear) .. 1 (white): the dark channel (He, Sun and Tang 2009) against the air's light. */
  readonly haze: number;
  /** Share 0..1 of smooth areas that break into steps. */
  readonly banding: number;
  /** `gridRows` × `gridColumns` cells, row by row from the top left of the upright picture. */
  readonly grid: readonly RegionStats[];
}

export const gridRows = 3;
export const gridColumns = 3;

/** Parts of a picture that `libs/perception` finds, by the names that instructions use. */
export const regionNames = [
  'sky',
  'subject',
  'background',
  'person',
  'face',
  'skin',
  'hair',
  'eyes',
  'lips',
  'teeth',
  'brows',
  'beard',
  'clothes',
] as const;
export type RegionName = (typeof regionNames)[number];

/** What one found region measures, weighted by its matte. Colour in OKLab × 100. */
export interface RegionFigures {
  readonly name: RegionName;
  /** Share 0..1 of the picture; 0 = not found, and every other figure is 0. */
  readonly share: number;
  /** Box of the part above half of the matte, 0..1 of the upright picture. */
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly lightness: {
    readonly mean: number;
    readonly p05: number;
    readonly p50: number;
    readonly p95: number;
    readonly deviation: number;
  };
  readonly clipping: ClippingStats;
  readonly cast: { readonly a: number; readonly b: number };
  readonly chroma: { readonly mean: number; readonly p95: number };
  readonly detail: number;
}

/** What is seen in the photo once, whatever the edit. */
export interface Scene {
  /**
   * Angle that levels the picture, degrees, + turns clockwise; confidence 0..1. From 0.75 on it was right within half a
   * degree on every fixture photo at every angle tried; below that it is a guess.
   */
  readonly tilt: { readonly degrees: number; readonly confidence: number };
  /** Faces found. */
  readonly faces: number;
  /** How the stored rows lie in the upright picture: crops and gradients are written in stored orientation. */
  readonly orientation: Orientation;
}

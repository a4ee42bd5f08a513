/** Pixels in memory. */

/** Interleaved pixels, row by row from the top left, no padding; 3 channels (R, G, B). */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  /** 8 or 16 bits a channel, in the encoding of the profile that travels beside it. */
  readonly data: Uint8Array | Uint16Array;
}

/** The displayed form: 8-bit interleaved RGB. */
export interface Rgb8Image {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * An RGB colour space given by a matrix and tone curves (an ICC matrix/TRC profile).
 * Codes are relative to the channel's full range (0..1).
 */
export interface RgbProfile {
  readonly name: string;
  /** Row-major 3×3: linear RGB of the profile → CIE XYZ, D50 (the ICC connection space), Y of white = 1. */
  readonly toXyzD50: readonly number[];
  /** Tone curve, one per channel: encoded 0..1 → linear 0..1, sampled evenly, strictly rising, ≥ 2 samples. */
  readonly decode: readonly [Float32Array, Float32Array, Float32Array];
  /**
   * What the linear numbers are: light as a finished picture displays it (the default), or the scene's light as a camera
   * recorded it, 1 where the sensor clips, which has had no display curve.
   */
  readonly light?: 'displayed' | 'scene';
}

/** EXIF orientation code 1..8: how the stored rows and columns turn into the upright picture. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * A soft selection of the uncropped picture in stored orientation, found by looking at it (sky, a face); any size, its
 * edges to be refined by whoever renders it.
 */
export interface Matte {
  readonly width: number;
  readonly height: number;
  /** 0 outside … 255 inside, row by row. */
  readonly data: Uint8Array;
  /** How sure the finder is that this is what was asked for, 0..1. */
  readonly confidence: number;
}

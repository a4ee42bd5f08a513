/**
 * A program: the stages that turn a source picture into an output level, with their parameters. The *shape* (the
 * graphs) is compiled once and cached; parameters, tables and planes are inputs, so moving a slider compiles nothing.
 */
import type { Graph } from './graph.ts';

/** A low-resolution plane of the canonical analysis image that stages read upsampled (bilinear). */
export interface CanonicalPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Affine map from output pixel centres to a plane's unit square: u = ux·x + uy·y + u0, v likewise (x, y = column + 0.5, row + 0.5). */
export interface AffineMap {
  readonly ux: number;
  readonly uy: number;
  readonly u0: number;
  readonly vx: number;
  readonly vy: number;
  readonly v0: number;
}

/**
 * A map from output pixel centres to a plane's unit square that straight lines do not survive: a homography, then a
 * radial factor about the picture's centre, then for red and blue a further one. `graph/warp.ts` has it as numbers and
 * as a graph. Lengths are half diagonals of the uncropped picture, so it is the same at every size.
 */
export interface Warp {
  /** Row-major 3×3: (x, y, 1) → (X, Y, W); the place (X / W, Y / W) is measured from the picture's centre. */
  readonly projection: readonly number[];
  /** The factor is 1 + radial · min(r², radialLimit); the limit is where the radius would turn back. */
  readonly radial: number;
  readonly radialLimit: number;
  /** Half a diagonal in widths and in heights of the picture: u = ½ + reachU · X, v = ½ + reachV · Y. */
  readonly reachU: number;
  readonly reachV: number;
  /** Where red and blue lie when not where green does: at green's place times 1 + c₀ + c₁R² + c₂R⁴ (R: green's radius). */
  readonly lateral: Lateral | null;
}

export type LateralCoefficients = readonly [number, number, number];

export interface Lateral {
  readonly red: LateralCoefficients;
  readonly blue: LateralCoefficients;
}

export type PixelMap = AffineMap | Warp;

export const isWarp = (map: PixelMap): map is Warp => 'projection' in map;

export interface Stage {
  /**
   * Inputs are named planes: `source.r|g|b` (linear RGB of the source profile), names in `Program.planes`, or outputs
   * of an earlier stage. Outputs: any names for intermediate stages. The last stage outputs `r`, `g`, `b`: codes
   * 0..255 (or 0..65535), already dithered, floored and clamped, ready to be stored as integers; or linear floats
   * when the program is run for a float result.
   */
  readonly graph: Graph;
}

export interface Program {
  readonly stages: readonly Stage[];
  readonly params: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Float32Array>>;
  readonly planes: Readonly<Record<string, CanonicalPlane>>;
  /** Size of the output level in pixels (sensor orientation, after crop). */
  readonly width: number;
  readonly height: number;
  /** Where output pixels lie in the uncropped source's unit square; axis-aligned and unscaled when nothing is cropped. */
  readonly map: PixelMap;
}

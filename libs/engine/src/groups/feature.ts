/** What the groups share: how a tool group tells its tools, whether it acts, and what it binds. */
import type { Correction, Matte, Recipe, RgbProfile, WhitePoint } from '@safelight/core';
import type { Analysis } from '../analysis/analysis.ts';
import type { Settings } from '../compile/settings.ts';
import type { F, Graph, GraphBuilder, Rgb } from '../graph/graph.ts';
import type { CanonicalPlane } from '../graph/program.ts';
import type { Frame } from './crop/frame.ts';

/** Inputs of a program that move with the sliders. */
export interface Bindings {
  readonly params: Record<string, number>;
  readonly tables: Record<string, Float32Array>;
  readonly planes: Record<string, CanonicalPlane>;
}

/** What is edited: a recipe without what only its file cares about. */
export type Edit = Pick<Recipe, 'settings' | 'pointColors' | 'corrections' | 'retouch'>;

/** What a group may know when it binds or decides its shape. */
export interface FeatureContext {
  readonly edit: Edit;
  /** `edit.settings` with the catalogue's defaults. */
  readonly settings: Settings;
  /** What the edit's corrections add to the sliders, pixel by pixel. */
  readonly locals: Locals;
  readonly analysis: Analysis;
  readonly frame: Frame;
  readonly profile: RgbProfile;
  /** The light that the source stands balanced for. */
  readonly asShot: WhitePoint;
  /** A supplied depth map: 0 nearest … 255 farthest; the estimate serves where there is none. */
  readonly depthMap?: Matte | undefined;
}

/**
 * The sliders of local corrections blended in parameter space: for each tool Σ alpha · amount · value over the
 * corrections. A stage before all others computes them; kernels read them as planes.
 */
export interface Locals {
  /**
   * Local tools (`localExposure`, …) that some correction moves. A kernel reads such a tool as the input plane
   * `localPlane(tool)`: sliders of ±100 as ±1, exposure in EV, `localHue` in degrees, toning as its tint in OKLab
   * (`localToning.a`, `localToning.b`). Sums are held within twice a slider's range.
   */
  readonly tools: ReadonlySet<string>;
  /** Corrections with curves, swatches or grades: no single number stands for those, so they are blended by alpha. */
  readonly blended: readonly BlendedCorrection[];
}

/** A correction that a kernel blends in by its alpha, the input plane `alphaPlane(index)`. */
export interface BlendedCorrection {
  readonly index: number;
  /** `correction.settings` with the catalogue's defaults. */
  readonly settings: Settings;
  readonly correction: Correction;
  /** 0..2. */
  readonly amount: number;
}

/** Name of the plane of a local tool. */
export const localPlane = (tool: string): string => `local.${tool}`;

/** Name of the plane that says how much a correction selects, 0..1. */
export const alphaPlane = (index: number): string => `alpha.${index}`;

/** A tool group's part of the display-referred kernel. */
export interface DisplayFeature {
  readonly name: string;
  /** What `graph` takes and gives: linear ProPhoto, or OKLab, which neighbours in the order then share. */
  readonly space: 'rgb' | 'lab';
  /** Whether any of its tools is off its default in a way that can be seen. */
  readonly isActive: (context: FeatureContext) => boolean;
  /** What changes the graph's shape beside being active. */
  readonly variant?: (context: FeatureContext) => string;
  readonly graph: (b: GraphBuilder, colour: Rgb, variant: string) => Rgb;
  readonly bind: (context: FeatureContext, out: Bindings) => void;
}

/**
 * A tool group that needs a pixel's neighbours: stages of their own, on linear ProPhoto, before the scene kernel
 * (displayed light of the source) or after the display kernel.
 */
export interface NeighbourFeature {
  readonly name: string;
  readonly isActive: (context: FeatureContext) => boolean;
  /** What changes the graphs beside being active: lengths in pixels of the level, which parts are on. */
  readonly variant: (context: FeatureContext) => string;
  /** Stages that read the planes `from.r|g|b` (and local planes) and whose last one gives `to.r|g|b`. */
  readonly stages: (from: string, to: string, variant: string) => readonly Graph[];
  readonly bind: (context: FeatureContext, out: Bindings) => void;
}

/** What the scene-referred kernel knows of a pixel beside its colour. */
export interface SceneState {
  /** log2 luminance of the source, scene light. */
  readonly source: F;
  /** log2 luminance now, before regional and tone gains. */
  readonly now: F;
}

/** What the groups share: how a tool group tells its tools, whether it acts, and what it binds. */
import type { RgbProfile } from '@safelight/core';
import type { Analysis } from '../analysis/analysis.ts';
import type { Settings } from '../compile/settings.ts';
import type { F, GraphBuilder, Rgb } from '../graph/graph.ts';
import type { CanonicalPlane } from '../graph/program.ts';
import type { Frame } from './crop/frame.ts';

/** Inputs of a program that move with the sliders. */
export interface Bindings {
  readonly params: Record<string, number>;
  readonly tables: Record<string, Float32Array>;
  readonly planes: Record<string, CanonicalPlane>;
}

/** What a group may know when it binds or decides its shape. */
export interface FeatureContext {
  readonly settings: Settings;
  readonly analysis: Analysis;
  readonly frame: Frame;
  readonly profile: RgbProfile;
}

/** A tool group's part of the display-referred kernel, on linear ProPhoto. */
export interface DisplayFeature {
  readonly name: string;
  /** Whether any of its tools is off its default in a way that can be seen. */
  readonly isActive: (settings: Settings) => boolean;
  /** What changes the graph's shape beside being active. */
  readonly variant?: (context: FeatureContext) => string;
  readonly graph: (b: GraphBuilder, rgb: Rgb, variant: string) => Rgb;
  readonly bind: (context: FeatureContext, out: Bindings) => void;
}

/** What the scene-referred kernel knows of a pixel beside its colour. */
export interface SceneState {
  /** log2 luminance of the source, scene light. */
  readonly source: F;
  /** log2 luminance now, before regional and tone gains. */
  readonly now: F;
}

import type { PhotoKind, Recipe, RgbProfile } from '@safelight/core';
import type { Analysis } from '../analysis/analysis.ts';
import { matrixParams, sourceGraph } from '../colour/graph.ts';
import { toProPhoto } from '../colour/spaces.ts';
import { GraphBuilder } from '../graph/graph.ts';
import type { Program, Stage } from '../graph/program.ts';
import { autoToneSettings } from '../groups/basic/auto-tone.ts';
import { colourFeature } from '../groups/basic/colour.ts';
import { textureStages } from '../groups/basic/texture.ts';
import { bwMixFeature } from '../groups/bw-mix/bw-mix.ts';
import { colorGradingFeature } from '../groups/color-grading/color-grading.ts';
import { frameOf } from '../groups/crop/frame.ts';
import { grainFeature } from '../groups/effects/grain.ts';
import { vignetteFeature } from '../groups/effects/vignette.ts';
import type { Bindings, DisplayFeature, FeatureContext } from '../groups/feature.ts';
import { hslFeature } from '../groups/hsl/hsl.ts';
import { toneCurveFeature } from '../groups/tone-curve/tone-curve.ts';
import { bindOutput, outputGraph, type OutputFormat, type OutputShape } from './output.ts';
import { bindScene, isSceneActive, sceneGraph, sceneShape, type SceneShape } from './scene.ts';
import { Settings } from './settings.ts';

/** What a recipe is compiled for. */
export interface CompileContext {
  /** Size of the uncropped picture at full resolution, in pixels, stored orientation. */
  readonly width: number;
  readonly height: number;
  /** Bound of the output's long edge, in pixels; null for full resolution. Nothing is enlarged. */
  readonly longEdgeMaxPixels: number | null;
  readonly kind: PhotoKind;
  /** Profile of the source's numbers and of the output's. */
  readonly sourceProfile: RgbProfile;
  readonly outputProfile: RgbProfile;
  readonly analysis: Analysis;
  readonly output: OutputFormat;
  /** Compiles every tool in, even at its default; for tests of identity and agreement. */
  readonly keepDefaults?: boolean;
}

/** Display-referred groups in the order in which they act. */
const displayFeatures: readonly DisplayFeature[] = [
  toneCurveFeature,
  hslFeature,
  bwMixFeature,
  colourFeature,
  colorGradingFeature,
  vignetteFeature,
  grainFeature,
];

interface Shape {
  readonly scene: SceneShape;
  readonly display: readonly { readonly name: string; readonly variant: string }[];
  readonly output: OutputShape;
}

/**
 * Turns a recipe into a program for one level. Equal shapes share their graphs (the same objects), so what was
 * compiled from a graph can be kept by identity. Throws `recipe.invalid` when the crop leaves no picture.
 */
export function compile(recipe: Pick<Recipe, 'settings'>, context: CompileContext): Program {
  const { analysis, width, height, sourceProfile, outputProfile } = context;
  const own = new Settings(recipe, context.kind);
  const settings = own.flag('autoTone') ? own.under(autoToneSettings(analysis.tones())) : own;
  const frame = frameOf(settings, width, height, context.longEdgeMaxPixels);
  const feature: FeatureContext = { settings, analysis, frame, profile: sourceProfile };
  const keepDefaults = context.keepDefaults ?? false;
  const active = displayFeatures.filter(
    (group) => group.isActive(settings) || (keepDefaults && group !== bwMixFeature),
  );
  const scene = sceneShape(feature, keepDefaults);
  const moved = isSceneActive(scene) || active.length > 0 || !sameSpace(sourceProfile, outputProfile);
  const [r, g, b] = outputProfile.decode;
  const output: OutputShape = { format: context.output, mapped: moved, oneCurve: r === g && g === b };
  const shape: Shape = {
    scene,
    display: active.map((group) => ({ name: group.name, variant: group.variant?.(feature) ?? '' })),
    output,
  };
  const bindings: Bindings = { params: matrixParams('in', toProPhoto(sourceProfile)), tables: {}, planes: {} };
  bindScene(feature, scene, bindings);
  for (const group of active) group.bind(feature, bindings);
  bindOutput(outputProfile, output, bindings);
  return { stages: stagesOf(shape), ...bindings, width: frame.width, height: frame.height, map: frame.map };
}

const sameSpace = (x: RgbProfile, y: RgbProfile): boolean =>
  x === y || x.toXyzD50.every((value, i) => Math.abs(value - y.toXyzD50[i]!) < 1e-6);

/** Graphs by shape, the latest used last. A shape is a few kilobytes; sessions use a handful. */
const known = new Map<string, readonly Stage[]>();
const knownShapesMax = 128;

function stagesOf(shape: Shape): readonly Stage[] {
  const key = JSON.stringify(shape);
  const stages = known.get(key) ?? buildStages(shape);
  known.delete(key);
  known.set(key, stages);
  if (known.size > knownShapesMax) known.delete(known.keys().next().value!);
  return stages;
}

function buildStages({ scene, display, output }: Shape): readonly Stage[] {
  const b = new GraphBuilder();
  let rgb = sceneGraph(b, sourceGraph(b), scene);
  for (const { name, variant } of display) {
    rgb = displayFeatures.find((group) => group.name === name)!.graph(b, rgb, variant);
  }
  outputGraph(b, rgb, output);
  const before = scene.texture === null ? [] : textureStages(scene.texture);
  return [...before, b.build()].map((graph) => ({ graph }));
}

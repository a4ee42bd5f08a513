import type { Orientation, PhotoKind, RgbProfile, WhitePoint } from '@safelight/core';
import type { Analysis } from '../analysis/analysis.ts';
import { fromLab, matrixParams, outputPlanes, planeGraph, sourceGraph, toLab } from '../colour/graph.ts';
import { developedGraph } from '../colour/shoulder.ts';
import { toProPhoto } from '../colour/spaces.ts';
import { GraphBuilder, type Graph, type Rgb } from '../graph/graph.ts';
import type { Program, Stage } from '../graph/program.ts';
import { autoToneSettings } from '../groups/basic/auto-tone.ts';
import { colourFeature } from '../groups/basic/colour.ts';
import { textureStages } from '../groups/basic/texture.ts';
import { nominalWhite } from '../groups/basic/white-balance.ts';
import { bwMixFeature } from '../groups/bw-mix/bw-mix.ts';
import { colorGradingFeature } from '../groups/color-grading/color-grading.ts';
import { frameOf } from '../groups/crop/frame.ts';
import { moireFeature } from '../groups/detail/moire.ts';
import { noiseFeature } from '../groups/detail/noise-reduction.ts';
import { sharpeningFeature } from '../groups/detail/sharpening.ts';
import { grainFeature } from '../groups/effects/grain.ts';
import { vignetteFeature } from '../groups/effects/vignette.ts';
import type { Bindings, DisplayFeature, Edit, FeatureContext, NeighbourFeature } from '../groups/feature.ts';
import { bindLocals, localsGraph, localsOf, type LocalsShape } from '../groups/local-adjust/stage.ts';
import { liveCorrections } from '../groups/local-adjust/tools.ts';
import { hdrFeature, standardRendition } from '../groups/hdr/hdr.ts';
import { hslFeature } from '../groups/hsl/hsl.ts';
import { depthMapKey, lensBlurFeature } from '../groups/lens-blur/lens-blur.ts';
import { defringeFeature } from '../groups/lens/defringe.ts';
import { localPointColorFeature } from '../groups/point-color/local-point-color.ts';
import { pointColorFeature } from '../groups/point-color/point-color.ts';
import { localCurvesFeature } from '../groups/tone-curve/local-curves.ts';
import { paperFeature } from '../groups/transform/paper.ts';
import { toneCurveFeature } from '../groups/tone-curve/tone-curve.ts';
import type { Mattes } from '../masks/mattes.ts';
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
  /** How the finished picture will be turned when the recipe does not say; default 1, not at all. */
  readonly orientation?: Orientation | undefined;
  /** Profile of the source's numbers and of the output's. */
  readonly sourceProfile: RgbProfile;
  readonly outputProfile: RgbProfile;
  /** The light that a raw source stands balanced for; the nominal white when it is not told. */
  readonly asShot?: WhitePoint | undefined;
  readonly analysis: Analysis;
  readonly output: OutputFormat;
  /** What perception found in the picture for the masks that want it; a missing one counts as not found. */
  readonly mattes?: Mattes | undefined;
  /** Compiles every tool in, even at its default; for tests of identity and agreement. */
  readonly keepDefaults?: boolean;
}

const noMattes: Mattes = new Map();

/** Groups that repair the source before it is developed, in the order in which they act. */
const sourceFeatures: readonly NeighbourFeature[] = [defringeFeature, noiseFeature, moireFeature, lensBlurFeature];

/** Display-referred groups of one pixel, in the order in which they act. */
const displayFeatures: readonly DisplayFeature[] = [
  hdrFeature,
  toneCurveFeature,
  localCurvesFeature,
  hslFeature,
  pointColorFeature,
  localPointColorFeature,
  bwMixFeature,
  colourFeature,
  colorGradingFeature,
];

/** Groups that finish the developed picture with a look at a pixel's neighbours. */
const finishFeatures: readonly NeighbourFeature[] = [sharpeningFeature];

/** What is laid on the finished picture: neither sharpened nor smoothed. */
const overlayFeatures: readonly DisplayFeature[] = [vignetteFeature, grainFeature, paperFeature];

interface Part {
  readonly name: string;
  readonly variant: string;
}

interface Shape {
  /** What the source's numbers are. */
  readonly light: 'displayed' | 'scene';
  readonly local: LocalsShape | null;
  readonly source: readonly Part[];
  readonly scene: SceneShape;
  readonly display: readonly Part[];
  readonly finish: readonly Part[];
  readonly overlay: readonly Part[];
  readonly output: OutputShape;
}

/**
 * Turns a recipe into a program for one level. Equal shapes share their graphs (the same objects), so what was
 * compiled from a graph can be kept by identity. Throws `recipe.invalid` when the crop leaves no picture.
 */
export function compile(edit: Edit, context: CompileContext): Program {
  const {
    analysis,
    width,
    height,
    sourceProfile,
    outputProfile,
    asShot = nominalWhite,
    keepDefaults = false,
  } = context;
  const own = new Settings(edit, context.kind);
  const toned = own.flag('autoTone') ? own.under(autoToneSettings(analysis.tones())) : own;
  const settings = standardRendition(toned);
  const frame = frameOf(settings, width, height, context.longEdgeMaxPixels, {
    orientation: context.orientation ?? 1,
    segments: () => analysis.segments(),
    lateral: () => analysis.lateral(),
  });
  const live = liveCorrections(edit.corrections, context.kind, keepDefaults);
  const locals = localsOf(live);
  const depthMap = context.mattes?.get(depthMapKey) ?? undefined;
  const feature: FeatureContext = { edit, settings, locals, analysis, frame, profile: sourceProfile, asShot, depthMap };
  const bindings: Bindings = { params: matrixParams('in', toProPhoto(sourceProfile)), tables: {}, planes: {} };
  const neighbours = (all: readonly NeighbourFeature[]): Part[] =>
    all
      .filter((group) => group.isActive(feature) || (keepDefaults && group !== moireFeature))
      .map((group) => {
        group.bind(feature, bindings);
        return { name: group.name, variant: group.variant(feature) };
      });
  const points = (all: readonly DisplayFeature[]): Part[] =>
    all
      .filter((group) => group.isActive(feature) || (keepDefaults && group !== bwMixFeature))
      .map((group) => {
        group.bind(feature, bindings);
        return { name: group.name, variant: group.variant?.(feature) ?? '' };
      });
  const local = bindLocals(live, feature, context.mattes ?? noMattes, bindings);
  const source = neighbours(sourceFeatures);
  const scene = sceneShape(feature, keepDefaults);
  bindScene(feature, scene, bindings);
  const display = points(displayFeatures);
  const finish = neighbours(finishFeatures);
  const overlay = points(overlayFeatures);
  const parts = [...source, ...display, ...finish, ...overlay];
  const light = sourceProfile.light ?? 'displayed';
  const moved =
    isSceneActive(scene) || parts.length > 0 || light === 'scene' || !sameSpace(sourceProfile, outputProfile);
  const [r, g, b] = outputProfile.decode;
  const output: OutputShape = { format: context.output, mapped: moved, oneCurve: r === g && g === b };
  bindOutput(outputProfile, output, bindings);
  const stages = stagesOf({ light, local, source, scene, display, finish, overlay, output });
  return { stages, ...bindings, width: frame.width, height: frame.height, map: frame.map };
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

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T =>
  all.find((group) => group.name === name)!;

function displayGraph(b: GraphBuilder, start: Rgb, all: readonly DisplayFeature[], parts: readonly Part[]): Rgb {
  let [colour, space]: [Rgb, DisplayFeature['space']] = [start, 'rgb'];
  const to = (wanted: DisplayFeature['space']): Rgb => {
    if (wanted === space) return colour;
    return wanted === 'lab' ? toLab(b, colour) : fromLab(b, colour);
  };
  for (const { name, variant } of parts) {
    const group = named(all, name);
    [colour, space] = [group.graph(b, to(group.space), variant), group.space];
  }
  return to('rgb');
}

/**
 * The stages: the planes of local tools, those of the source groups, texture's, the kernel of scene and display, the
 * finish, the overlay with the output. A kernel goes straight into the next one where nobody between them looks at neighbours.
 */
function buildStages({ light, local, source, scene, display, finish, overlay, output }: Shape): readonly Stage[] {
  const graphs: Graph[] = [];
  const stage = (build: (b: GraphBuilder) => void): void => {
    const b = new GraphBuilder();
    build(b);
    graphs.push(b.build());
  };
  const given = (b: GraphBuilder): Rgb => (light === 'scene' ? developedGraph(b, sourceGraph(b)) : sourceGraph(b));
  if (local !== null) stage((b) => localsGraph(b, local, given(b)));
  let start = given;
  if (source.length > 0) {
    stage((b) => outputPlanes(b, 'source0', given(b)));
    for (const [i, { name, variant }] of source.entries()) {
      graphs.push(...named(sourceFeatures, name).stages(`source${i}`, `source${i + 1}`, variant));
    }
    start = (b) => planeGraph(b, `source${source.length}`);
  }
  if (scene.texture !== null) graphs.push(...textureStages(scene.texture, start));
  const develop = (b: GraphBuilder): Rgb => displayGraph(b, sceneGraph(b, start(b), scene), displayFeatures, display);
  let developed = develop;
  if (finish.length > 0) {
    stage((b) => outputPlanes(b, 'finish0', develop(b)));
    for (const [i, { name, variant }] of finish.entries()) {
      graphs.push(...named(finishFeatures, name).stages(`finish${i}`, `finish${i + 1}`, variant));
    }
    developed = (b) => planeGraph(b, `finish${finish.length}`);
  }
  stage((b) => outputGraph(b, displayGraph(b, developed(b), overlayFeatures, overlay), output));
  return graphs.map((graph) => ({ graph }));
}

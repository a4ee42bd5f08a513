/** The scene-referred part: tools that act on light, between un-shaping and shaping. */
import { logLuminance, matrixParams, paramMatrix, scaled } from '../colour/graph.ts';
import { identity3, multiply3, scale3, type Matrix3 } from '../colour/matrix.ts';
import { shapeGraph, unshapeGraph } from '../colour/shoulder.ts';
import type { F, GraphBuilder, Rgb } from '../graph/graph.ts';
import { clarityGraph, clarityParams } from '../groups/basic/clarity.ts';
import { bindDehaze, dehazeGraph } from '../groups/basic/dehaze.ts';
import { bindLocalLight, localLightGraph } from '../groups/basic/local-light.ts';
import { localRegionGraph, regionGraph, regionTable, regionTools } from '../groups/basic/regions.ts';
import { textureGraph, textureParams, textureShape, type TextureShape } from '../groups/basic/texture.ts';
import { localToneGraph, toneGraph, toneTable, toneTools } from '../groups/basic/tone.ts';
import { whiteBalanceMatrix } from '../groups/basic/white-balance.ts';
import { calibrationMatrix, shadowTintGraph, shadowTintOf } from '../groups/calibration/calibration.ts';
import { bindGlow, glowGraph, glowShape, type GlowShape } from '../groups/effects/glow.ts';
import type { Bindings, FeatureContext } from '../groups/feature.ts';
import { positionVariant, type PositionVariant } from '../groups/crop/position.ts';
import { bindLensVignette, isLensVignetteActive, lensVignetteGraph } from '../groups/lens/vignette.ts';

/** Which scene tools a kernel holds. */
export interface SceneShape {
  /** Null when the lens's vignetting is left alone; else the form of the pixel's position. */
  readonly lensVignette: PositionVariant | null;
  /** White balance, calibration's primaries and exposure, folded into one matrix. */
  readonly matrix: boolean;
  readonly shadowTint: boolean;
  readonly dehaze: boolean;
  readonly regions: boolean;
  readonly clarity: boolean;
  /** Null when texture is off or its band is finer than the level's pixels. */
  readonly texture: TextureShape | null;
  readonly tone: boolean;
  /** Null when nothing glows. */
  readonly glow: GlowShape | null;
  /** Local tools of the scene that corrections move: their sliders are read per pixel. */
  readonly locals: readonly string[];
  /** Tone tools that are on, where corrections move one of them. */
  readonly localTone: readonly string[];
}

export const isSceneActive = (shape: SceneShape): boolean =>
  Object.values(shape).some((part) => (Array.isArray(part) ? part.length > 0 : part !== false && part !== null));

/** The local form of a tool of the whole photo. */
const localOf = (tool: string): string => `local${tool[0]!.toUpperCase()}${tool.slice(1)}`;

const localLight = ['localExposure', 'localTemperature', 'localTint'];
const sceneLocals: readonly string[] = [
  ...localLight,
  ...[...regionTools, 'clarity', 'texture', 'dehaze', ...toneTools].map(localOf),
];

/** White balance, calibration and exposure as one matrix on linear ProPhoto scene light. */
export function sceneMatrix(context: FeatureContext): Matrix3 {
  const { settings } = context;
  const matrix = multiply3(calibrationMatrix(settings), whiteBalanceMatrix(context));
  return scale3(matrix, 2 ** settings.number('exposure'));
}

export function sceneShape(context: FeatureContext, keepDefaults: boolean): SceneShape {
  const { settings, frame, locals } = context;
  const on = (...tools: readonly string[]): boolean =>
    keepDefaults || tools.some((tool) => settings.number(tool) !== 0 || locals.tools.has(localOf(tool)));
  const moved = sceneLocals.filter((tool) => locals.tools.has(tool));
  const movesTone = toneTools.some((tool) => moved.includes(localOf(tool)));
  return {
    lensVignette: keepDefaults || isLensVignetteActive(context) ? positionVariant(frame) : null,
    matrix: keepDefaults || sceneMatrix(context).some((value, i) => value !== identity3[i]),
    shadowTint: on('shadowTint'),
    dehaze: on('dehaze'),
    regions: on(...regionTools),
    clarity: on('clarity'),
    texture: on('texture') ? textureShape(frame) : null,
    tone: on(...toneTools),
    glow: glowShape(context, keepDefaults),
    locals: moved,
    localTone: movesTone ? toneTools.filter((tool) => on(tool)) : [],
  };
}

const movesRegions = (locals: ReadonlySet<string>): boolean => regionTools.some((tool) => locals.has(localOf(tool)));

/** Scene tools on a displayed linear ProPhoto colour. */
export function sceneGraph(b: GraphBuilder, displayed: Rgb, shape: SceneShape): Rgb {
  if (!isSceneActive(shape)) return displayed;
  const source = unshapeGraph(b, displayed);
  const sourceLevel = logLuminance(b, source);
  // Planes of the canonical image fit the source's own light; what the lens took comes back after they are looked up.
  const light = shape.lensVignette === null ? source : lensVignetteGraph(b, source, shape.lensVignette);
  let rgb = shape.matrix ? paramMatrix(b, 'scene', light) : light;
  if (shape.shadowTint) rgb = shadowTintGraph(b, rgb);
  const locals = new Set(shape.locals);
  if (shape.dehaze) rgb = dehazeGraph(b, rgb, sourceLevel, locals);
  // After the haze, whose colours are those of the whole photo's light.
  rgb = localLightGraph(b, rgb, locals);
  const state = { source: sourceLevel, now: logLuminance(b, rgb) };
  const gains: F[] = [];
  if (shape.regions) gains.push(movesRegions(locals) ? localRegionGraph(b, state, locals) : regionGraph(b, state));
  if (shape.clarity) gains.push(clarityGraph(b, state, locals));
  if (shape.texture !== null) gains.push(textureGraph(b, shape.texture, locals));
  let ev = gains.reduce((sum, gain) => b.add(sum, gain), b.constant(0));
  if (shape.tone) {
    const level = b.add(state.now, ev);
    const tools = shape.localTone;
    ev = b.add(ev, tools.length > 0 ? localToneGraph(b, level, { tools, locals }) : toneGraph(b, level));
  }
  const changed = gains.length > 0 || shape.tone;
  if (changed) rgb = scaled(b, rgb, b.exp2(ev));
  return shapeGraph(b, shape.glow === null ? rgb : glowGraph(b, rgb, shape.glow));
}

export function bindScene(context: FeatureContext, shape: SceneShape, out: Bindings): void {
  const { settings, analysis, locals } = context;
  const matrix = sceneMatrix(context);
  if (shape.lensVignette !== null) bindLensVignette(context, out);
  if (shape.matrix) Object.assign(out.params, matrixParams('scene', matrix));
  if (shape.shadowTint) out.params['shadowTint'] = shadowTintOf(settings);
  if (shape.dehaze) bindDehaze(context, matrix, out);
  if (shape.regions) {
    const base = analysis.base();
    if (movesRegions(locals.tools)) for (const tool of regionTools) out.params[tool] = settings.slider(tool);
    else out.tables['regions'] = regionTable(settings);
    Object.assign(out.planes, { 'base.a': base.a, 'base.b': base.b });
  }
  if (shape.clarity) {
    const clarity = analysis.clarity();
    Object.assign(out.params, clarityParams(settings));
    Object.assign(out.planes, { 'clarity.a': clarity.a, 'clarity.b': clarity.b });
  }
  if (shape.texture !== null) Object.assign(out.params, textureParams(settings));
  if (shape.localTone.length > 0) for (const tool of toneTools) out.params[tool] = settings.slider(tool);
  else if (shape.tone) out.tables['tone'] = toneTable(settings);
  bindLocalLight(locals.tools, out);
  if (shape.glow !== null) bindGlow(context, matrix, out);
}

/** The scene-referred part: tools that act on light, between un-shaping and shaping. */
import { logLuminance, matrixParams, paramMatrix, scaled } from '../colour/graph.ts';
import { identity3, multiply3, scale3, type Matrix3 } from '../colour/matrix.ts';
import { shapeGraph, unshapeGraph } from '../colour/shoulder.ts';
import type { F, GraphBuilder, Rgb } from '../graph/graph.ts';
import { clarityGraph, clarityParam } from '../groups/basic/clarity.ts';
import { bindDehaze, dehazeGraph } from '../groups/basic/dehaze.ts';
import { regionGraph, regionTable, regionTools } from '../groups/basic/regions.ts';
import { textureGraph, textureParams, textureShape, type TextureShape } from '../groups/basic/texture.ts';
import { toneGraph, toneTable, toneTools } from '../groups/basic/tone.ts';
import { whiteBalanceMatrix } from '../groups/basic/white-balance.ts';
import { calibrationMatrix, shadowTintGraph, shadowTintOf } from '../groups/calibration/calibration.ts';
import type { Bindings, FeatureContext } from '../groups/feature.ts';

/** Which scene tools a kernel holds. */
export interface SceneShape {
  /** White balance, calibration's primaries and exposure, folded into one matrix. */
  readonly matrix: boolean;
  readonly shadowTint: boolean;
  readonly dehaze: boolean;
  readonly regions: boolean;
  readonly clarity: boolean;
  /** Null when texture is off or its band is finer than the level's pixels. */
  readonly texture: TextureShape | null;
  readonly tone: boolean;
}

export const isSceneActive = (shape: SceneShape): boolean =>
  Object.values(shape).some((part) => part !== false && part !== null);

/** White balance, calibration and exposure as one matrix on linear ProPhoto scene light. */
export function sceneMatrix(context: FeatureContext): Matrix3 {
  const { settings } = context;
  const matrix = multiply3(calibrationMatrix(settings), whiteBalanceMatrix(context));
  return scale3(matrix, 2 ** settings.number('exposure'));
}

export function sceneShape(context: FeatureContext, keepDefaults: boolean): SceneShape {
  const { settings, frame } = context;
  const on = (...tools: readonly string[]): boolean =>
    keepDefaults || tools.some((tool) => settings.number(tool) !== 0);
  return {
    matrix: keepDefaults || sceneMatrix(context).some((value, i) => value !== identity3[i]),
    shadowTint: on('shadowTint'),
    dehaze: on('dehaze'),
    regions: on(...regionTools),
    clarity: on('clarity'),
    texture: on('texture') ? textureShape(frame) : null,
    tone: on(...toneTools),
  };
}

/** Scene tools on a displayed linear ProPhoto colour. */
export function sceneGraph(b: GraphBuilder, displayed: Rgb, shape: SceneShape): Rgb {
  if (!isSceneActive(shape)) return displayed;
  const source = unshapeGraph(b, displayed);
  const sourceLevel = logLuminance(b, source);
  let rgb = shape.matrix ? paramMatrix(b, 'scene', source) : source;
  if (shape.shadowTint) rgb = shadowTintGraph(b, rgb);
  if (shape.dehaze) rgb = dehazeGraph(b, rgb, sourceLevel);
  const state = { source: sourceLevel, now: logLuminance(b, rgb) };
  const gains: F[] = [];
  if (shape.regions) gains.push(regionGraph(b, state));
  if (shape.clarity) gains.push(clarityGraph(b, state));
  if (shape.texture !== null) gains.push(textureGraph(b, shape.texture));
  let ev = gains.reduce((sum, gain) => b.add(sum, gain), b.constant(0));
  if (shape.tone) ev = b.add(ev, toneGraph(b, b.add(state.now, ev)));
  const changed = gains.length > 0 || shape.tone;
  return shapeGraph(b, changed ? scaled(b, rgb, b.exp2(ev)) : rgb);
}

export function bindScene(context: FeatureContext, shape: SceneShape, out: Bindings): void {
  const { settings, analysis } = context;
  const matrix = sceneMatrix(context);
  if (shape.matrix) Object.assign(out.params, matrixParams('scene', matrix));
  if (shape.shadowTint) out.params['shadowTint'] = shadowTintOf(settings);
  if (shape.dehaze) bindDehaze(context, matrix, out);
  if (shape.regions) {
    const base = analysis.base();
    out.tables['regions'] = regionTable(settings);
    Object.assign(out.planes, { 'base.a': base.a, 'base.b': base.b });
  }
  if (shape.clarity) {
    const clarity = analysis.clarity();
    out.params['clarity'] = clarityParam(settings);
    Object.assign(out.planes, { 'clarity.a': clarity.a, 'clarity.b': clarity.b });
  }
  if (shape.texture !== null) Object.assign(out.params, textureParams(settings));
  if (shape.tone) out.tables['tone'] = toneTable(settings);
}

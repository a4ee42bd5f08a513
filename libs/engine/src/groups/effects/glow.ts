/**
 * Glow: light of bright places scattered around them, added in scene light before the shoulder, so that it never clips
 * and every later tool (curves, black and white, colour) acts on the glowing picture. Local exposure does not move the
 * source of the glow; the amount may be local.
 */
import type { Settings } from '../../compile/settings.ts';
import { each, luminance, smoothstep } from '../../colour/graph.ts';
import type { Matrix3 } from '../../colour/matrix.ts';
import { luminanceOf } from '../../colour/spaces.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import { localPlane, type Bindings, type FeatureContext } from '../feature.ts';
import { glowPlanes, type GlowLight, type GlowStyle } from './glow-light.ts';

export const glowTools: readonly string[] = ['glow', 'glowStyle', 'glowRange', 'glowSpread', 'glowWarmth'];

export interface GlowShape {
  readonly style: GlowStyle;
  readonly local: boolean;
}

/** log2 of scene luminance at which light glows fully, at range 0 and 100, and the width of the knee below it. */
const thresholdFrom = 0.6;
const thresholdTo = -3.4;
const knee = 2;
/** log2 of the middle octave as a share of the long edge, at spread 0 and 100. */
const octaveFrom = -8;
const octaveTo = -3.6;
/** Share of the scattered light that is added at full amount. */
const strength = { 0: 0.75, 1: 0.9, 2: 1.5 } as const;
/** Share of its own light that a bright place gives away to its surroundings when it is diffused. */
const givenAway = 0.6;
/** Film backing reflects red most: halation. */
const haloTint = [1, 0.45, 0.15] as const;
/** Gains of red and blue at full warmth, as powers of two. */
const warmRed = 0.35;
const warmBlue = 0.7;

const styleOf = (settings: Settings): GlowStyle => settings.number('glowStyle') as GlowStyle;

/** Null when nothing glows. */
export function glowShape({ settings, locals }: FeatureContext, keepDefaults: boolean): GlowShape | null {
  const local = locals.tools.has('localGlow');
  if (!keepDefaults && !local && settings.number('glow') === 0) return null;
  return { style: styleOf(settings), local };
}

/** Adds the glow to a colour in scene light. */
export function glowGraph(b: GraphBuilder, rgb: Rgb, { style, local }: GlowShape): Rgb {
  const amount = local
    ? b.max(b.add(b.param('glow.amount'), b.input(localPlane('localGlow'))), b.constant(0))
    : b.param('glow.amount');
  const scattered = each(['r', 'g', 'b'].map((channel) => b.input(`glow.${channel}`)) as unknown as Rgb, (x, i) =>
    b.mul(b.mul(x, b.param(`glow.tint${i}`)), amount),
  );
  if (style !== 0) return each(rgb, (x, i) => b.add(x, scattered[i]));
  const kept = b.sub(b.constant(1), b.mul(b.mul(amount, b.constant(givenAway)), brightShare(b, rgb)));
  return each(rgb, (x, i) => b.add(b.mul(x, kept), scattered[i]));
}

/** How far a pixel lies above the threshold, as the bright pass sees it. */
function brightShare(b: GraphBuilder, rgb: Rgb): F {
  const level = b.log2(b.max(luminance(b, rgb), b.constant(2 ** -11)));
  return smoothstep(b, 0, 1, b.mul(b.sub(level, b.param('glow.from')), b.constant(1 / knee)));
}

function tintOf(style: GlowStyle, warmth: number): readonly [number, number, number] {
  const warm = [2 ** (warmRed * warmth), 1, 2 ** (-warmBlue * warmth)] as const;
  const base = style === 2 ? haloTint : ([1, 1, 1] as const);
  // Warmth is a colour: a white light stays as bright as it is.
  const gain = strength[style] / luminanceOf(warm);
  return [base[0] * warm[0] * gain, base[1] * warm[1] * gain, base[2] * warm[2] * gain];
}

/** `scene` is the matrix that the pixel has gone through since the source. */
export function bindGlow({ settings, analysis }: FeatureContext, scene: Matrix3, out: Bindings): void {
  const style = styleOf(settings);
  const to = mixed(thresholdFrom, thresholdTo, settings.slider('glowRange'));
  const light: GlowLight = {
    from: to - knee,
    to,
    octave: mixed(octaveFrom, octaveTo, settings.slider('glowSpread')),
    style,
  };
  const key = `glow ${JSON.stringify([scene, light])}`;
  const planes = analysis.kept.getOrMake(key, () => glowPlanes(analysis.smooth().scene, scene, light));
  Object.assign(out.planes, { 'glow.r': planes.r, 'glow.g': planes.g, 'glow.b': planes.b });
  out.params['glow.amount'] = settings.slider('glow');
  out.params['glow.from'] = light.from;
  tintOf(style, settings.slider('glowWarmth')).forEach((gain, i) => {
    out.params[`glow.tint${i}`] = gain;
  });
}

const mixed = (from: number, to: number, t: number): number => from + (to - from) * t;

/**
 * Vibrance and saturation: chroma in OKLab at constant lightness and hue; local hue turns the colour before them, local
 * toning tints it after them.
 */
import { clamp01, smoothstep } from '../../colour/graph.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import { localPlane, type DisplayFeature } from '../feature.ts';

export const colourTools: readonly string[] = ['vibrance', 'saturation'];

/** OKLab chroma that counts as fully colourful. */
const fullChroma = 0.3;
/** Hue of skin in OKLab, radians, and cosines of the window's flanks about it: ±10° full, ±35° none. */
const skinHue = (47 * Math.PI) / 180;
const skinInner = Math.cos((10 * Math.PI) / 180);
const skinOuter = Math.cos((35 * Math.PI) / 180);
/** Share of vibrance that skin hues are spared. */
const skinSpared = 0.5;

/** Local tools that this kernel reads per pixel. */
const localTools = ['localHue', 'localSaturation', 'localToning.a', 'localToning.b'];
/** Lightness over which a tint fades in above black and out below white, as in colour grading. */
const blackFade = 0.12;
const whiteFade = 0.08;

/** The colour turned by an angle in degrees. */
function turned(b: GraphBuilder, a: F, c: F, degrees: F): readonly [F, F] {
  const angle = b.mul(degrees, b.constant(Math.PI / 180));
  const [cos, sin] = [b.cos(angle), b.sin(angle)];
  return [b.sub(b.mul(a, cos), b.mul(c, sin)), b.add(b.mul(a, sin), b.mul(c, cos))];
}

function graph(b: GraphBuilder, [lightness, ownA, ownC]: Rgb, variant: string): Rgb {
  const locals = new Set(variant.split(' '));
  const local = (tool: string): F => b.input(localPlane(tool));
  const [a, c] = locals.has('localHue') ? turned(b, ownA, ownC, local('localHue')) : [ownA, ownC];
  const chroma = b.sqrt(b.add(b.mul(a, a), b.mul(c, c)));
  const dull = clamp01(b, b.sub(b.constant(1), b.mul(chroma, b.constant(1 / fullChroma))));
  const along = b.add(b.mul(a, b.constant(Math.cos(skinHue))), b.mul(c, b.constant(Math.sin(skinHue))));
  const skin = smoothstep(b, skinOuter, skinInner, b.div(along, b.max(chroma, b.constant(1e-4))));
  const weight = b.mul(b.mul(dull, b.sqrt(dull)), b.sub(b.constant(1), b.mul(skin, b.constant(skinSpared))));
  const own = b.param('saturation');
  const saturation = locals.has('localSaturation') ? b.max(b.add(own, local('localSaturation')), b.constant(0)) : own;
  const factor = b.mul(saturation, b.add(b.constant(1), b.mul(b.param('vibrance'), weight)));
  const [x, y] = [b.mul(a, factor), b.mul(c, factor)];
  if (!locals.has('localToning.a') && !locals.has('localToning.b')) return [lightness, x, y];
  const fade = b.mul(
    smoothstep(b, 0, blackFade, lightness),
    b.sub(b.constant(1), smoothstep(b, 1 - whiteFade, 1, lightness)),
  );
  const tinted = (value: F, tool: string): F => (locals.has(tool) ? b.add(value, b.mul(fade, local(tool))) : value);
  return [lightness, tinted(x, 'localToning.a'), tinted(y, 'localToning.b')];
}

export const colourFeature: DisplayFeature = {
  name: 'colour',
  space: 'lab',
  isActive: ({ settings, locals }) =>
    colourTools.some((tool) => settings.number(tool) !== 0) || localTools.some((tool) => locals.tools.has(tool)),
  variant: ({ locals }) => localTools.filter((tool) => locals.tools.has(tool)).join(' '),
  graph,
  bind: ({ settings }, out) => {
    const vibrance = settings.slider('vibrance');
    out.params['saturation'] = 1 + settings.slider('saturation');
    out.params['vibrance'] = vibrance > 0 ? vibrance : vibrance * 0.75;
  },
};

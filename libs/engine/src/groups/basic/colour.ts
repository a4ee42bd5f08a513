/** Vibrance and saturation: chroma in OKLab at constant lightness and hue. */
import { clamp01, smoothstep } from '../../colour/graph.ts';
import type { GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { DisplayFeature } from '../feature.ts';

export const colourTools: readonly string[] = ['vibrance', 'saturation'];

/** OKLab chroma that counts as fully colourful. */
const fullChroma = 0.3;
/** Hue of skin in OKLab, radians, and cosines of the window's flanks about it: ±10° full, ±35° none. */
const skinHue = (47 * Math.PI) / 180;
const skinInner = Math.cos((10 * Math.PI) / 180);
const skinOuter = Math.cos((35 * Math.PI) / 180);
/** Share of vibrance that skin hues are spared. */
const skinSpared = 0.5;

function graph(b: GraphBuilder, [lightness, a, c]: Rgb): Rgb {
  const chroma = b.sqrt(b.add(b.mul(a, a), b.mul(c, c)));
  const dull = clamp01(b, b.sub(b.constant(1), b.mul(chroma, b.constant(1 / fullChroma))));
  const along = b.add(b.mul(a, b.constant(Math.cos(skinHue))), b.mul(c, b.constant(Math.sin(skinHue))));
  const skin = smoothstep(b, skinOuter, skinInner, b.div(along, b.max(chroma, b.constant(1e-4))));
  const weight = b.mul(b.mul(dull, b.sqrt(dull)), b.sub(b.constant(1), b.mul(skin, b.constant(skinSpared))));
  const factor = b.mul(b.param('saturation'), b.add(b.constant(1), b.mul(b.param('vibrance'), weight)));
  return [lightness, b.mul(a, factor), b.mul(c, factor)];
}

export const colourFeature: DisplayFeature = {
  name: 'colour',
  space: 'lab',
  isActive: ({ settings }) => colourTools.some((tool) => settings.number(tool) !== 0),
  graph,
  bind: ({ settings }, out) => {
    const vibrance = settings.slider('vibrance');
    out.params['saturation'] = 1 + settings.slider('saturation');
    out.params['vibrance'] = vibrance > 0 ? vibrance : vibrance * 0.75;
  },
};

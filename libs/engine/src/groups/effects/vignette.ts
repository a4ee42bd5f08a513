/** Post-crop vignette: a pure function of the place in the crop, so it is the same at every size. */
import { clamp01, each, luminance, mix, smoothstep } from '../../colour/graph.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { DisplayFeature } from '../feature.ts';

export const vignetteTools: readonly string[] = [
  'vignetteAmount',
  'vignetteMidpoint',
  'vignetteRoundness',
  'vignetteFeather',
  'vignetteStyle',
  'vignetteHighlights',
  'overrideLookVignette',
];

/** EV at the corners at −100 and +100, styles 1 and 2. */
const darkReach = 2.4;
const lightReach = 1.3;
/** Style 2 lets chroma fall by this power of the gain only. */
const colourPower = 0.65;

/** 0 in the middle, 1 in the corners: an ellipse, or a superellipse when the corners are squared. */
function maskOf(b: GraphBuilder, squared: boolean): F {
  const half = b.constant(0.5);
  const axis = (pixel: F, centre: string, scale: string): F => {
    const from = b.mul(b.sub(b.add(pixel, half), b.param(centre)), b.param(scale));
    return b.mul(from, from);
  };
  const x = axis(b.toF(b.column()), 'vignette.centreX', 'vignette.scaleX');
  const y = axis(b.toF(b.row()), 'vignette.centreY', 'vignette.scaleY');
  const power = b.param('vignette.power');
  const raised = (value: F): F => b.exp2(b.mul(b.log2(value), power));
  const distance = squared
    ? b.exp2(b.div(b.log2(b.mul(half, b.add(raised(x), raised(y)))), b.add(power, power)))
    : b.sqrt(b.mul(half, b.add(x, y)));
  const t = clamp01(b, b.mul(b.sub(distance, b.param('vignette.start')), b.param('vignette.slope')));
  return b.mul(b.mul(t, t), b.sub(b.constant(3), b.mul(b.constant(2), t)));
}

function graph(b: GraphBuilder, rgb: Rgb, variant: string): Rgb {
  const [style, shape, highlights] = variant.split(' ');
  const mask = maskOf(b, shape === 'squared');
  if (style === '3') {
    const paint = b.mul(mask, b.param('vignette.cover'));
    const keep = b.sub(b.constant(1), paint);
    // Covering is done by eye: the linear share of a half-covered pixel follows a power of about 2.
    const linear = b.mul(keep, keep);
    const colour = b.mul(b.param('vignette.paint'), b.sub(b.constant(1), linear));
    return each(rgb, (x) => b.add(b.mul(x, linear), colour));
  }
  const y = luminance(b, rgb);
  const bright = b.mul(smoothstep(b, 0.25, 0.9, y), b.param('vignette.highlights'));
  const held = highlights === 'held' ? b.sub(b.constant(1), bright) : b.constant(1);
  const ev = b.mul(b.mul(mask, b.param('vignette.ev')), held);
  const gain = b.exp2(ev);
  if (style === '1') return each(rgb, (x) => b.mul(x, gain));
  const chroma = b.exp2(b.mul(ev, b.constant(colourPower)));
  // Near black the kept chroma would push channels under zero: never more than the plain gain allows there.
  const lightness = b.mul(y, gain);
  const share = smoothstep(b, 0, 0.1, lightness);
  const factor = mix(b, gain, chroma, share);
  return each(rgb, (x) => b.add(lightness, b.mul(b.sub(x, y), factor)));
}

export const vignetteFeature: DisplayFeature = {
  name: 'vignette',
  space: 'rgb',
  isActive: ({ settings }) => settings.number('vignetteAmount') !== 0,
  variant: ({ settings }) => {
    const shape = settings.number('vignetteRoundness') < 0 ? 'squared' : 'round';
    const highlights = settings.number('vignetteHighlights') > 0 ? 'held' : 'plain';
    return `${settings.number('vignetteStyle', 1)} ${shape} ${highlights}`;
  },
  graph,
  bind: ({ settings, frame: { width, height } }, out) => {
    const amount = settings.slider('vignetteAmount');
    const roundness = settings.slider('vignetteRoundness');
    const [midpoint, feather] = [settings.slider('vignetteMidpoint'), settings.slider('vignetteFeather')];
    // Half axes of the shape through the corners, in half widths: 1 and 1 for the frame's ellipse.
    const diagonal = (width * width + height * height) / 2;
    const towardCircle = Math.max(roundness, 0);
    const scale = (length: number): number => {
      const squared = 1 + (length ** 2 / diagonal - 1) * towardCircle;
      return (Math.sqrt(squared) * 2) / length;
    };
    const halfWidth = 0.02 + 0.5 * feather;
    const centre = 0.45 + 0.62 * midpoint;
    Object.assign(out.params, {
      'vignette.centreX': width / 2,
      'vignette.centreY': height / 2,
      'vignette.scaleX': scale(width),
      'vignette.scaleY': scale(height),
      // Exponent of the squared axes: 1 is an ellipse, 4 nearly a rounded rectangle.
      'vignette.power': 1 + 3 * Math.max(-roundness, 0),
      'vignette.start': centre - halfWidth,
      'vignette.slope': 1 / (2 * halfWidth),
      'vignette.ev': amount * (amount < 0 ? darkReach : lightReach),
      'vignette.highlights': amount < 0 ? settings.slider('vignetteHighlights') : 0,
      'vignette.cover': Math.abs(amount) * 0.9,
      'vignette.paint': amount > 0 ? 1 : 0,
    });
  },
};

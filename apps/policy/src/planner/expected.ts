import type { LeverName } from './levers.ts';
import type { Figures, Metric } from './metrics.ts';
import { craftName, untried, type Gains, type Mover, type Response } from './response.ts';

/** Change of lightness per unit of a lever, by the lightness that it meets; linear between the points. */
type ToneCurve = readonly (readonly [lightness: number, slope: number])[];

/**
 * Measured with the engine on ten of the fixture photographs, mean of a move up and one down. They are where the
 * planner starts from; what a photo answers takes their place.
 */
const tone: Partial<Record<LeverName, ToneCurve>> = {
  exposure: [
    [0, 0],
    [25, 6],
    [50, 12],
    [60, 14],
    [72, 15],
    [80, 12],
    [87, 10],
    [92, 8.5],
    [97, 6],
    [100, 2],
  ],
  contrast: [
    [8, 0],
    [20, -0.02],
    [30, -0.052],
    [40, -0.06],
    [52, -0.028],
    [57, -0.004],
    [65, 0.042],
    [74, 0.066],
    [82, 0.035],
    [90, 0.034],
    [97, 0.01],
  ],
  highlights: [
    [50, 0],
    [57, 0.008],
    [65, 0.039],
    [72, 0.072],
    [78, 0.09],
    [86, 0.125],
    [97, 0.1],
    [100, 0.06],
  ],
  shadows: [
    [0, 0],
    [8, 0.03],
    [12, 0.06],
    [20, 0.09],
    [27, 0.088],
    [34, 0.067],
    [43, 0.03],
    [51, 0.006],
    [56, 0],
  ],
  whites: [
    [57, 0],
    [72, 0.014],
    [77, 0.027],
    [84, 0.046],
    [92, 0.064],
    [100, 0.06],
  ],
  blacks: [
    [0, 0],
    [8, 0.02],
    [12, 0.048],
    [22, 0.06],
    [30, 0.047],
    [43, 0.016],
    [52, 0.002],
  ],
  fade: [
    [0, 0.87],
    [8, 0.57],
    [12, 0.44],
    [20, 0.31],
    [30, 0.185],
    [42, 0.068],
    [55, 0.02],
    [62, -0.01],
    [100, 0],
  ],
  dehaze: [
    [0, 0],
    [20, -0.03],
    [40, -0.025],
    [60, -0.015],
    [90, 0.01],
  ],
  // The dehaze slider below zero: the darker the tone, the more veil it takes.
  mist: [
    [0, -1.15],
    [8, -0.95],
    [14, -0.64],
    [25, -0.52],
    [32, -0.38],
    [44, -0.21],
    [60, -0.12],
    [75, -0.06],
    [88, 0],
  ],
};

const percentiles = ['p01', 'p05', 'p25', 'p50', 'p75', 'p95', 'p99'] as const;
/** Shares of the pixels for which five of the percentiles stand, to tell the spread from them. */
const shares = { p05: 0.12, p25: 0.26, p50: 0.24, p75: 0.26, p95: 0.12 } as const;

/** What the tools are expected to do to this picture before any was tried. */
export function expectedResponse(at: Figures): Response {
  const gains = new Map<Mover, Gains>([[craftName, {}]]);
  for (const [name, curve] of Object.entries(tone)) gains.set(name as LeverName, toneGains(curve, at));
  const add = (name: LeverName, more: Gains): void => {
    gains.set(name, { ...gains.get(name), ...more });
  };
  const middle = at['lightness.p50'];
  const chroma = at['chroma.mean'];
  // Adaptation scales light, so a bright picture takes more of a cast than a dark one.
  const warming = 0.02 + 0.0005 * middle;
  const tinting = 0.01 + 0.00035 * middle;
  add('temperature', {
    'cast.b': warming,
    'cast.neutralB': 0.7 * warming,
    'cast.a': 0.011,
    'chroma.mean': 0.8 * warming * leaning(at),
  });
  add('tint', { 'cast.a': tinting, 'cast.neutralA': 0.8 * tinting, 'cast.b': -0.55 * tinting });
  add('wash', { 'cast.b': 0.11, 'cast.a': 0.01, 'cast.neutralB': 0.11, 'chroma.mean': 0.09 * leaning(at) });
  add('curve', {
    'lightness.p05': -0.03,
    'lightness.p25': -0.045,
    'lightness.p50': 0.01,
    'lightness.p75': 0.045,
    'lightness.p95': 0.02,
    'lightness.deviation': 0.025,
  });
  const nearWhite = at['lightness.p99'] > 95;
  add('exposure', { 'clipping.highlights': nearWhite ? 0.15 : 0.03, 'chroma.mean': 0.14 * chroma });
  add('highlights', { 'clipping.highlights': nearWhite ? 0.0005 : 0 });
  add('whites', { 'clipping.highlights': nearWhite ? 0.0008 : 0 });
  add('fade', { 'chroma.mean': -0.004 * chroma });
  add('mist', { 'chroma.mean': 0.006 * chroma, detail: 0.01 * at.detail });
  add('dehaze', { 'chroma.mean': 0.0015 * chroma });
  add('vibrance', colourGains(at, 0.0045, 0.003));
  add('saturation', colourGains(at, 0.009, 0.0085));
  add('clarity', { detail: 0.0035 * at.detail, 'lightness.deviation': 0.008 });
  add('texture', { detail: 0.003 * at.detail });
  return untried(gains, at);
}

/** How much of the picture's colour lies along its own warmth, 0..1: there a shift towards warm adds colour. */
export function leaning(at: Figures): number {
  const share = at['chroma.mean'] === 0 ? 0 : at['cast.b'] / at['chroma.mean'];
  return Math.max(0, Math.min(1, (share - 0.2) / 0.4));
}

function toneGains(curve: ToneCurve, at: Figures): Gains {
  const slopes = Object.fromEntries(
    percentiles.map((name) => [name, slopeAt(curve, at[`lightness.${name}`])]),
  ) as Record<(typeof percentiles)[number], number>;
  const named = Object.entries(shares) as [keyof typeof shares, number][];
  const centre = named.reduce((sum, [name, share]) => sum + share * at[`lightness.${name}`], 0);
  const spread = named.reduce(
    (sum, [name, share]) => sum + share * (at[`lightness.${name}`] - centre) * slopes[name],
    0,
  );
  return {
    ...Object.fromEntries(percentiles.map((name) => [`lightness.${name}` satisfies Metric, slopes[name]])),
    'lightness.deviation': spread / Math.max(4, at['lightness.deviation']),
  };
}

function slopeAt(curve: ToneCurve, lightness: number): number {
  const above = curve.findIndex(([at]) => at >= lightness);
  if (above === -1) return curve.at(-1)![1];
  if (above === 0) return curve[0]![1];
  const [low, lowSlope] = curve[above - 1]!;
  const [high, highSlope] = curve[above]!;
  return lowSlope + ((highSlope - lowSlope) * (lightness - low)) / (high - low);
}

function colourGains(at: Figures, perUnit: number, perUnitAtTop: number): Gains {
  return {
    'chroma.mean': perUnit * at['chroma.mean'],
    'chroma.p95': perUnitAtTop * at['chroma.p95'],
    'chroma.byHue.orange.chroma': perUnit * at['chroma.byHue.orange.chroma'],
    'cast.b': perUnit * at['cast.b'],
    'cast.a': perUnit * at['cast.a'],
  };
}

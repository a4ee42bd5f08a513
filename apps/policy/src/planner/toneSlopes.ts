import type { LeverKind } from './levers/lever.ts';

/** Change of lightness per unit of a lever, by the lightness that it meets; linear between the points. */
export type ToneCurve = readonly (readonly [lightness: number, slope: number])[];

/**
 * Measured with the engine on ten of the fixture photographs, mean of a move up and one down. They are where the
 * planner starts from; what a photo answers takes their place.
 */
export const toneSlopes: Partial<Record<LeverKind, ToneCurve>> = {
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

/** Slope of a curve at a lightness; the ends go on. */
export function slopeAt(curve: ToneCurve, lightness: number): number {
  const above = curve.findIndex(([at]) => at >= lightness);
  if (above === -1) return curve.at(-1)![1];
  if (above === 0) return curve[0]![1];
  const [low, lowSlope] = curve[above - 1]!;
  const [high, highSlope] = curve[above]!;
  return lowSlope + ((highSlope - lowSlope) * (lightness - low)) / (high - low);
}

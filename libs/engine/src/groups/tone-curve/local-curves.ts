/** Curves of corrections: each is applied to the colour as it comes and mixed in by the correction's alpha. */
import type { CurvePoint } from '@safelight/core';
import { each, mix } from '../../colour/graph.ts';
import { alphaPlane, type BlendedCorrection, type DisplayFeature, type FeatureContext } from '../feature.ts';
import { curveThrough } from './spline.ts';
import { curveGraph, curveVariant, isStraight, tableOf } from './tone-curve.ts';

const channels = { red: 'localCurveRed', green: 'localCurveGreen', blue: 'localCurveBlue' } as const;
const tools = ['localCurve', ...Object.values(channels)];
const refineTool = 'localCurveRefineSaturation';

const nameOf = (index: number): string => `curve.${index}`;

const isBent = ({ settings }: BlendedCorrection, tool: string): boolean => !isStraight(settings.curve(tool));
/** A test keeps curves in that are set and straight. */
const withCurves = ({ locals }: FeatureContext): readonly BlendedCorrection[] =>
  locals.blended.filter((blended) => tools.some((tool) => isBent(blended, tool) || blended.settings.isSet(tool)));

/** The curve with its distance from the straight line scaled by the amount. */
function scaledCurve(points: readonly CurvePoint[], amount: number): Float32Array {
  const curve = curveThrough(points);
  return tableOf((x) => x + amount * (curve(x) - x));
}

/** The variant lists the corrections: index, then `curveGraph`'s variant. */
const separator = ';';

export const localCurvesFeature: DisplayFeature = {
  name: 'localCurves',
  space: 'rgb',
  isActive: (context) => withCurves(context).length > 0,
  variant: (context) =>
    withCurves(context)
      .map(({ index, settings }) => {
        const has = (tool: string): boolean => settings.isSet(tool);
        const variant = curveVariant(has('localCurve'), Object.values(channels).some(has), settings.number(refineTool));
        return `${index} ${variant}`;
      })
      .join(separator),
  graph: (b, rgb, variant) => {
    const parts = variant === '' ? [] : variant.split(separator);
    return parts.reduce((colour, part) => {
      const index = Number.parseInt(part, 10);
      const alpha = b.input(alphaPlane(index));
      const curved = curveGraph(b, colour, nameOf(index), part);
      return each(colour, (x, channel) => mix(b, x, curved[channel], alpha));
    }, rgb);
  },
  bind: (context, out) => {
    for (const { index, settings, amount } of withCurves(context)) {
      const name = nameOf(index);
      out.tables[`${name}.master`] = scaledCurve(settings.curve('localCurve'), amount);
      out.params[`${name}.refine`] = settings.slider(refineTool);
      for (const [channel, tool] of Object.entries(channels)) {
        out.tables[`${name}.${channel}`] = scaledCurve(settings.curve(tool), amount);
      }
    }
  },
};

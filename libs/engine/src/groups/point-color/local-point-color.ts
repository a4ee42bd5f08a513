/** Swatches of corrections, mixed in by the correction's alpha. The amount scales what a swatch does. */
import { each, mix } from '../../colour/graph.ts';
import { alphaPlane, type DisplayFeature, type FeatureContext } from '../feature.ts';
import { bindPointColors, pointColorGraph } from './point-color.ts';
import { swatchesOf, type Swatch } from './swatch.ts';

const nameOf = (index: number): string => `pointColor.local${index}`;

/** Shifts never go past the ends of their sliders. */
function scaledSwatch(swatch: Swatch, amount: number): Swatch {
  const scaled = (x: number): number => Math.min(Math.max(x * amount, -1), 1);
  return {
    ...swatch,
    hueShift: scaled(swatch.hueShift),
    saturationShift: scaled(swatch.saturationShift),
    luminanceShift: scaled(swatch.luminanceShift),
    variance: scaled(swatch.variance),
  };
}

const withSwatches = ({ locals }: FeatureContext): readonly { index: number; swatches: readonly Swatch[] }[] =>
  locals.blended.flatMap(({ index, correction, amount }) => {
    const swatches = swatchesOf(correction.pointColors).map((swatch) => scaledSwatch(swatch, amount));
    return swatches.length > 0 ? [{ index, swatches }] : [];
  });

export const localPointColorFeature: DisplayFeature = {
  name: 'localPointColor',
  space: 'rgb',
  isActive: (context) => !context.settings.flag('convertToGrayscale') && withSwatches(context).length > 0,
  /** Index and number of swatches of each correction. */
  variant: (context) =>
    withSwatches(context)
      .map(({ index, swatches }) => `${index}:${swatches.length}`)
      .join(' '),
  graph: (b, rgb, variant) => {
    const parts = variant === '' ? [] : variant.split(' ');
    return parts.reduce((colour, part) => {
      const [index, count] = part.split(':').map(Number) as [number, number];
      const moved = pointColorGraph(b, colour, nameOf(index), count);
      const alpha = b.input(alphaPlane(index));
      return each(colour, (x, channel) => mix(b, x, moved[channel], alpha));
    }, rgb);
  },
  bind: (context, out) => {
    for (const { index, swatches } of withSwatches(context)) {
      bindPointColors(swatches, nameOf(index), swatches.length, out);
    }
  },
};

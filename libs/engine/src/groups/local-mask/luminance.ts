/** Encoded luminance of the source as masks see it: what the picture's own grey would show, 0..1. */
import { luminance } from '../../colour/graph.ts';
import { encodeSrgb, rootTable, rootTableLength } from '../../colour/transfer.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';
import type { Bindings } from '../feature.ts';
import type { MaskKind, MaskPixel } from './kind.ts';
import { ramp } from './kind.ts';

const encoding = rootTable(encodeSrgb);

export const encodedLuminance = (b: GraphBuilder, { shown }: MaskPixel): F =>
  b.table('mask.encode', b.mul(b.sqrt(luminance(b, shown)), b.constant(rootTableLength - 1)));

export function bindEncodedLuminance(out: Bindings): void {
  out.tables['mask.encode'] = encoding;
}

/** A ramp is at least two 8-bit codes long, or noise would draw its edge. */
const rampMin = 2 / 255;

/** Luminance range: none up to the first bound, full between the second and third, none from the fourth. */
export const luminanceRange: MaskKind = {
  tools: ['maskLuminanceRange'],
  variant: () => '',
  graph: (b, pixel, name) => {
    const y = encodedLuminance(b, pixel);
    const rise = ramp(b, b.mul(b.sub(y, b.param(`${name}.low`)), b.param(`${name}.rise`)));
    const fall = ramp(b, b.mul(b.sub(b.param(`${name}.high`), y), b.param(`${name}.fall`)));
    return b.mul(rise, fall);
  },
  bind: ({ settings }, name, out) => {
    bindEncodedLuminance(out);
    const [lowNone = 0, lowFull = 0, highFull = 1, highNone = 1] = settings.numbers('luminanceRangeBounds');
    const [rise, fall] = [Math.max(lowFull - lowNone, rampMin), Math.max(highNone - highFull, rampMin)];
    Object.assign(out.params, {
      [`${name}.low`]: lowFull - rise,
      [`${name}.rise`]: 1 / rise,
      [`${name}.high`]: highFull + fall,
      [`${name}.fall`]: 1 / fall,
    });
  },
};

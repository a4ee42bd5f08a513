/**
 * Linear gradients: a smooth ramp from the line through Zero to the line through Full, both at a right angle to the way
 * between them in pixels. The bidirectional form rises from Zero to a line between and falls again to Zero2.
 */
import type { MaskContext, MaskKind } from './kind.ts';
import { along, bindAlong, ramp } from './kind.ts';

type Point = readonly [x: number, y: number];

/** Position between two points of the unit square, 0 at the first and 1 at the second, measured in pixels. */
function between({ frame }: MaskContext, from: Point, to: Point): readonly [number, number, number] | null {
  const { fullWidth: width, fullHeight: height } = frame;
  const [dx, dy] = [(to[0] - from[0]) * width, (to[1] - from[1]) * height];
  const squared = dx * dx + dy * dy;
  // Under a hundredth of a pixel there is no direction.
  if (!(squared > 1e-4)) return null;
  const [u, v] = [(dx * width) / squared, (dy * height) / squared];
  return [u, v, -(from[0] * u + from[1] * v)];
}

const zeroOf = ({ settings }: MaskContext): Point => [settings.number('linearZeroX'), settings.number('linearZeroY')];
const fullOf = ({ settings }: MaskContext): Point => [settings.number('linearFullX'), settings.number('linearFullY')];

/** The second end without effect; where none is stored, the first one mirrored at Full. */
function zero2Of(context: MaskContext): Point {
  const { settings } = context;
  const [zero, full] = [zeroOf(context), fullOf(context)];
  return [
    settings.number('linearZero2X', 2 * full[0] - zero[0]),
    settings.number('linearZero2Y', 2 * full[1] - zero[1]),
  ];
}

export const linearGradient: MaskKind = {
  tools: ['maskLinearGradient'],
  variant: (context) => (between(context, zeroOf(context), fullOf(context)) === null ? null : ''),
  graph: (b, pixel, name) => ramp(b, along(b, pixel, name)),
  bind: (context, name, out) => bindAlong(out, name, between(context, zeroOf(context), fullOf(context))!),
};

/** Share of the way that each flank has at least, so that neither is a step. */
const flankMin = 0.005;

export const bidirectionalGradient: MaskKind = {
  tools: ['maskLinearGradientBidirectional'],
  variant: (context) => (between(context, zeroOf(context), zero2Of(context)) === null ? null : ''),
  graph: (b, pixel, name) => {
    const t = along(b, pixel, name);
    const rise = b.mul(t, b.param(`${name}.rise`));
    const fall = b.mul(b.sub(b.constant(1), t), b.param(`${name}.fall`));
    return ramp(b, b.min(rise, fall));
  },
  bind: (context, name, out) => {
    bindAlong(out, name, between(context, zeroOf(context), zero2Of(context))!);
    const distance = context.settings.number('linearFullPointDistance');
    const full = Math.min(Math.max(distance, flankMin), 1 - flankMin);
    Object.assign(out.params, { [`${name}.rise`]: 1 / full, [`${name}.fall`]: 1 / (1 - full) });
  },
};

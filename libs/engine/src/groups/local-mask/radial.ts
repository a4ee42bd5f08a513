/**
 * Radial gradients: an ellipse given by the box around it before it is turned (clockwise as seen, in pixels). Full inside,
 * nothing outside, and a smooth ramp between whose inner end lies at 1 − feather of the radius.
 */
import type { F, GraphBuilder } from '../../graph/graph.ts';
import type { MaskContext, MaskKind } from './kind.ts';
import { along, bindAlong, ramp } from './kind.ts';

/** Half axes under this many pixels of the full picture select nothing. */
const radiusMinPixels = 1e-3;
/** Exponent of the squared axes at roundness −100; 1 is an ellipse, 4 nearly a rounded rectangle. */
const squareness = 4;
/** How far midpoint 0 and 100 bend the ramp. */
const midpointBend = 3;

interface Ellipse {
  readonly centre: readonly [x: number, y: number];
  /** In pixels of the full picture. */
  readonly radii: readonly [x: number, y: number];
}

function ellipseOf({ settings, frame }: MaskContext): Ellipse | null {
  const [left, right] = [settings.number('radialLeft'), settings.number('radialRight')];
  const [top, bottom] = [settings.number('radialTop'), settings.number('radialBottom')];
  const x = (Math.abs(right - left) / 2) * frame.fullWidth;
  const y = (Math.abs(bottom - top) / 2) * frame.fullHeight;
  if (!(x > radiusMinPixels && y > radiusMinPixels)) return null;
  // Positive roundness goes toward the circle of the same area.
  const towardCircle = Math.max(settings.slider('radialRoundness'), 0) / 2;
  const radii = [x * (y / x) ** towardCircle, y * (x / y) ** towardCircle] as const;
  return { centre: [(left + right) / 2, (top + bottom) / 2], radii };
}

/** Distance from the centre, 1 on the edge. */
function distanceGraph(b: GraphBuilder, x: F, y: F, isSquare: boolean, name: string): F {
  const [xx, yy] = [b.mul(x, x), b.mul(y, y)];
  if (!isSquare) return b.sqrt(b.add(xx, yy));
  const power = b.param(`${name}.power`);
  const raised = (squared: F): F => b.exp2(b.min(b.mul(b.log2(squared), power), b.constant(60)));
  return b.exp2(b.div(b.log2(b.add(raised(xx), raised(yy))), b.add(power, power)));
}

export const radialGradient: MaskKind = {
  tools: ['maskRadialGradient'],
  variant: (context) => {
    if (ellipseOf(context) === null) return null;
    const square = context.settings.number('radialRoundness') < 0 ? 'square' : '';
    return context.settings.number('radialMidpoint') === 50 ? square : `${square} bent`;
  },
  graph: (b, pixel, name, variant) => {
    const [x, y] = [along(b, pixel, `${name}.x`), along(b, pixel, `${name}.y`)];
    const distance = distanceGraph(b, x, y, variant.includes('square'), name);
    const t = b.mul(b.sub(b.param(`${name}.outer`), distance), b.param(`${name}.slope`));
    if (!variant.includes('bent')) return ramp(b, t);
    const held = b.max(b.min(t, b.constant(1)), b.constant(0));
    // Schlick's bias: 0 and 1 stay, between them the ramp leans to one side.
    const bend = b.param(`${name}.bend`);
    const leaning = b.div(held, b.add(held, b.mul(bend, b.sub(b.constant(1), held))));
    return ramp(b, leaning);
  },
  bind: (context, name, out) => {
    const { settings, frame } = context;
    const { centre, radii } = ellipseOf(context)!;
    const angle = (settings.number('radialAngle') * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const axis = (alongX: number, alongY: number): readonly [number, number, number] => {
      const [u, v] = [alongX * frame.fullWidth, alongY * frame.fullHeight];
      return [u, v, -(u * centre[0] + v * centre[1])];
    };
    bindAlong(out, `${name}.x`, axis(cos / radii[0], sin / radii[0]));
    bindAlong(out, `${name}.y`, axis(-sin / radii[1], cos / radii[1]));
    // A hard edge still fades over a pixel of the level, half of it outside.
    const pixel = Math.min(1 / (Math.min(...radii) * frame.scale), 1);
    const width = Math.max(settings.slider('radialFeather'), pixel);
    Object.assign(out.params, {
      [`${name}.outer`]: 1 + pixel / 2,
      [`${name}.slope`]: 1 / width,
      [`${name}.power`]: 1 + (squareness - 1) * Math.max(-settings.slider('radialRoundness'), 0),
      [`${name}.bend`]: 2 ** ((midpointBend * (50 - settings.number('radialMidpoint'))) / 50),
    });
  },
};

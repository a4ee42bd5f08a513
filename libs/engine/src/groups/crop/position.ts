/** Where an output pixel lies in the uncropped picture, as graph nodes. */
import type { F, GraphBuilder } from '../../graph/graph.ts';
import { isWarp } from '../../graph/program.ts';
import { warpGraph, warpParams } from '../../graph/warp.ts';
import type { Bindings } from '../feature.ts';
import type { Frame } from './frame.ts';

const axes = ['ux', 'uy', 'u0', 'vx', 'vy', 'v0'] as const;

/** Which form the map has; part of the shape of every kernel that asks for positions. */
export type PositionVariant = 'affine' | 'warp';

export const positionVariant = ({ map }: Pick<Frame, 'map'>): PositionVariant => (isWarp(map) ? 'warp' : 'affine');

/** Position of the pixel's centre in the uncropped picture's unit square (stored orientation). */
export function positionGraph(b: GraphBuilder, variant: PositionVariant): readonly [u: F, v: F] {
  if (variant === 'warp') return warpGraph(b, 'position');
  const half = b.constant(0.5);
  const [x, y] = [b.add(b.toF(b.column()), half), b.add(b.toF(b.row()), half)];
  const along = (axis: 'u' | 'v'): F =>
    b.add(
      b.add(b.mul(x, b.param(`position.${axis}x`)), b.mul(y, b.param(`position.${axis}y`))),
      b.param(`position.${axis}0`),
    );
  return [along('u'), along('v')];
}

/** Binds what `positionGraph` reads. */
export function bindPosition({ map }: Pick<Frame, 'map'>, out: Bindings): void {
  if (isWarp(map)) Object.assign(out.params, warpParams('position', map));
  else for (const axis of axes) out.params[`position.${axis}`] = map[axis];
}

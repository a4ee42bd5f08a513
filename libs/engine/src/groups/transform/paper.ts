/** What lies outside the picture: paper white, whatever the sliders say, with an edge as soft as a pixel. */
import { clamp01, each, mix } from '../../colour/graph.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';
import { placeOf } from '../../graph/warp.ts';
import { bindPosition, positionGraph, positionVariant, type PositionVariant } from '../crop/position.ts';
import type { Frame } from '../crop/frame.ts';
import type { DisplayFeature } from '../feature.ts';

/** Pixels by which a frame may reach over the border before paper shows: stored edges are rounded. */
const tolerancePixels = 0.75;
/** Places looked at along each side of the frame. */
const placesPerSide = 16;

/** Whether some of the frame's border lies outside the picture. */
function showsOutside({ map, width, height, fullWidth, fullHeight, scale }: Frame): boolean {
  const [du, dv] = [tolerancePixels / (fullWidth * scale), tolerancePixels / (fullHeight * scale)];
  const isOutside = (x: number, y: number): boolean => {
    const [u, v] = placeOf(map, x, y);
    return u < -du || u > 1 + du || v < -dv || v > 1 + dv;
  };
  for (let i = 0; i <= placesPerSide; i++) {
    const [x, y] = [(i / placesPerSide) * width, (i / placesPerSide) * height];
    if (isOutside(x, 0) || isOutside(x, height) || isOutside(0, y) || isOutside(width, y)) return true;
  }
  return false;
}

/** 1 inside the picture, 0 outside; half on its border. */
function coverage(b: GraphBuilder, variant: PositionVariant): F {
  const [u, v] = positionGraph(b, variant);
  const one = b.constant(1);
  const side = (place: F, size: string): F => b.mul(b.min(place, b.sub(one, place)), b.param(size));
  // A hundredth more, so that rounding takes nothing from the pixels along the border.
  const depth = b.add(b.min(side(u, 'paper.width'), side(v, 'paper.height')), b.constant(0.51));
  return clamp01(b, depth);
}

export const paperFeature: DisplayFeature = {
  name: 'paper',
  space: 'rgb',
  isActive: ({ frame }) => showsOutside(frame),
  variant: ({ frame }) => positionVariant(frame),
  graph: (b, rgb, variant) => {
    const outside = b.sub(b.constant(1), coverage(b, variant as PositionVariant));
    return each(rgb, (x) => mix(b, x, b.constant(1), outside));
  },
  bind: ({ frame }, out) => {
    bindPosition(frame, out);
    out.params['paper.width'] = frame.fullWidth * frame.scale;
    out.params['paper.height'] = frame.fullHeight * frame.scale;
  },
};

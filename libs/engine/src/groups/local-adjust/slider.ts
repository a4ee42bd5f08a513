import type { F, GraphBuilder } from '../../graph/graph.ts';
import { localPlane } from '../feature.ts';

/**
 * A slider of the whole photo (a parameter) plus what corrections add at this pixel, held within bounds: two corrections
 * or a doubled amount may go past the slider's own ends as far as the tool makes sense.
 */
export function sliderGraph(
  b: GraphBuilder,
  param: string,
  local: string,
  locals: ReadonlySet<string>,
  [low, high]: readonly [low: number, high: number],
): F {
  const own = b.param(param);
  if (!locals.has(local)) return own;
  return b.max(b.min(b.add(own, b.input(localPlane(local))), b.constant(high)), b.constant(low));
}

/** Clarity: the local Laplacian's difference plane times the slider, softly limited. */
import type { Settings } from '../../compile/settings.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';
import type { SceneState } from '../feature.ts';

/** Gain of detail at the ends of the slider. */
const up = 0.9;
const down = 0.75;

export function clarityParam(settings: Settings): number {
  const c = settings.slider('clarity');
  return c * (c > 0 ? up : down);
}

/** EV gain, within ±1. */
export function clarityGraph(b: GraphBuilder, { source }: SceneState): F {
  const difference = b.add(b.mul(b.input('clarity.a'), source), b.input('clarity.b'));
  const ev = b.mul(b.param('clarity'), difference);
  return b.div(ev, b.sqrt(b.add(b.constant(1), b.mul(ev, ev))));
}

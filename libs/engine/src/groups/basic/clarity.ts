/** Clarity: the local Laplacian's difference plane times the slider, softly limited. */
import type { Settings } from '../../compile/settings.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';
import type { SceneState } from '../feature.ts';
import { sliderGraph } from '../local-adjust/slider.ts';

/** Gain of detail at the ends of the slider. */
const up = 0.9;
const down = 0.75;

export function clarityParams(settings: Settings): Record<string, number> {
  const c = settings.slider('clarity');
  return { clarity: c * (c > 0 ? up : down), 'clarity.slider': c };
}

const bounds = [-2, 2] as const;

/** The gain of detail where corrections move the slider, which is the parameter `clarity.slider` then. */
function localGain(b: GraphBuilder, locals: ReadonlySet<string>): F {
  const c = sliderGraph(b, 'clarity.slider', 'localClarity', locals, bounds);
  return b.mul(c, b.select(b.lt(b.constant(0), c), b.constant(up), b.constant(down)));
}

/** EV gain, within ±1. */
export function clarityGraph(b: GraphBuilder, { source }: SceneState, locals: ReadonlySet<string>): F {
  const difference = b.add(b.mul(b.input('clarity.a'), source), b.input('clarity.b'));
  const ev = b.mul(locals.has('localClarity') ? localGain(b, locals) : b.param('clarity'), difference);
  return b.div(ev, b.sqrt(b.add(b.constant(1), b.mul(ev, ev))));
}

/** Highlights and shadows: EV gain as a function of the base layer alone, so detail is kept. */
import type { Settings } from '../../compile/settings.ts';
import { smoothstep, tableAt } from '../../colour/graph.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';
import type { SceneState } from '../feature.ts';
import { sliderGraph } from '../local-adjust/slider.ts';

export const regionTools: readonly string[] = ['highlights', 'shadows'];

const low = -12;
const high = 8;
const length = 1281;
const midGrey = Math.log2(0.18);

const smooth = (from: number, to: number, x: number): number => {
  const t = Math.min(Math.max((x - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
};

/**
 * Reach in EV at the ends of the sliders. With these widths the base keeps a slope of at least 0.25 at every corner
 * of the two sliders: tones are compressed, never turned over.
 */
const shadowsReach = 2;
const highlightsReach = 1.1;
/** EV from mid grey between which each slider fades in. */
const shadowsFade = [-5, 0] as const;
const highlightsFade = [-0.2, 3.3] as const;

/** Gain in EV at a base level (log2 of scene luminance). */
export function regionGain(highlights: number, shadows: number, base: number): number {
  const x = base - midGrey;
  const inShadow = 1 - smooth(...shadowsFade, x);
  const inLight = smooth(...highlightsFade, x);
  return shadowsReach * shadows * inShadow + highlightsReach * highlights * inLight;
}

export function regionTable(settings: Settings): Float32Array {
  const [highlights, shadows] = [settings.slider('highlights'), settings.slider('shadows')];
  return Float32Array.from({ length }, (_, i) =>
    regionGain(highlights, shadows, low + ((high - low) * i) / (length - 1)),
  );
}

/** log2 luminance of the base: that of the source, moved by what happened to the pixel since. */
function baseGraph(b: GraphBuilder, { source, now }: SceneState): F {
  const base = b.add(b.mul(b.input('base.a'), source), b.input('base.b'));
  return b.add(base, b.sub(now, source));
}

/** EV gain. */
export const regionGraph = (b: GraphBuilder, state: SceneState): F =>
  tableAt(b, 'regions', baseGraph(b, state), low, high, length);

/** How far sliders and corrections together may go: past these the base would turn over. */
const shadowsBounds = [-2, 1.5] as const;
const highlightsBounds = [-1.8, 2] as const;

/** EV gain where corrections move a slider: `regionGain` in closed form. */
export function localRegionGraph(b: GraphBuilder, state: SceneState, locals: ReadonlySet<string>): F {
  const x = b.sub(baseGraph(b, state), b.constant(midGrey));
  const inShadow = b.sub(b.constant(1), smoothstep(b, ...shadowsFade, x));
  const inLight = smoothstep(b, ...highlightsFade, x);
  const shadows = sliderGraph(b, 'shadows', 'localShadows', locals, shadowsBounds);
  const highlights = sliderGraph(b, 'highlights', 'localHighlights', locals, highlightsBounds);
  return b.add(
    b.mul(b.mul(shadows, inShadow), b.constant(shadowsReach)),
    b.mul(b.mul(highlights, inLight), b.constant(highlightsReach)),
  );
}

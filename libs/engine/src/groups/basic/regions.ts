/** Highlights and shadows: EV gain as a function of the base layer alone, so detail is kept. */
import type { Settings } from '../../compile/settings.ts';
import { tableAt } from '../../colour/graph.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';
import type { SceneState } from '../feature.ts';

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

/** Gain in EV at a base level (log2 of scene luminance). */
export function regionGain(highlights: number, shadows: number, base: number): number {
  const x = base - midGrey;
  const inShadow = 1 - smooth(-5, 0, x);
  const inLight = smooth(-0.2, 3.3, x);
  return shadowsReach * shadows * inShadow + highlightsReach * highlights * inLight;
}

export function regionTable(settings: Settings): Float32Array {
  const [highlights, shadows] = [settings.slider('highlights'), settings.slider('shadows')];
  return Float32Array.from({ length }, (_, i) =>
    regionGain(highlights, shadows, low + ((high - low) * i) / (length - 1)),
  );
}

/** EV gain; the base is that of the source, moved by what happened to the pixel since. */
export function regionGraph(b: GraphBuilder, { source, now }: SceneState): F {
  const base = b.add(b.mul(b.input('base.a'), source), b.input('base.b'));
  return tableAt(b, 'regions', b.add(base, b.sub(now, source)), low, high, length);
}

/** Black and white: luminance, lightened or darkened by the hue that was there. */
import type { Analysis } from '../../analysis/analysis.ts';
import { luminance, smoothstep, toHsv } from '../../colour/graph.ts';
import type { Settings } from '../../compile/settings.ts';
import type { GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { DisplayFeature } from '../feature.ts';
import { bands, hueTable } from '../hsl/bands.ts';
import { hueTableAt } from '../hsl/hsl.ts';

const mixers = bands.map((band) => `grayMixer${band}`);
export const bwMixTools: readonly string[] = ['convertToGrayscale', ...mixers, 'autoGrayscaleMix'];

/** EV that a mixer reaches on a saturated colour. */
const reach = 1.4;

/** Mixer values −1..1; the automatic mix stands where a mixer was not set. */
export function mixOf(settings: Settings, analysis: Pick<Analysis, 'greyMix'>): number[] {
  const automatic = settings.flag('autoGrayscaleMix') ? analysis.greyMix() : [];
  return mixers.map((tool, i) => (settings.isSet(tool) ? settings.slider(tool) : (automatic[i] ?? 0)));
}

function graph(b: GraphBuilder, rgb: Rgb): Rgb {
  const { hue, saturation } = toHsv(b, rgb);
  const ev = b.mul(hueTableAt(b, 'bw.mix', hue), smoothstep(b, 0, 0.5, saturation));
  const grey = b.mul(luminance(b, rgb), b.exp2(ev));
  return [grey, grey, grey];
}

export const bwMixFeature: DisplayFeature = {
  name: 'bw',
  space: 'rgb',
  isActive: ({ settings }) => settings.flag('convertToGrayscale'),
  graph,
  bind: ({ settings, analysis }, out) => {
    out.tables['bw.mix'] = hueTable(mixOf(settings, analysis).map((value) => value * reach));
  },
};

/** HSL mixer: three tables over the hue circle (shift, colourfulness, luminance); neutrals do not move. */
import { fromHsv, luminance, scaled, smoothstep, tableAt, toHsv } from '../../colour/graph.ts';
import type { Settings } from '../../compile/settings.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import { keptTable } from '../kept-table.ts';
import type { DisplayFeature } from '../feature.ts';
import { bands, hueTable, hueTableLength } from './bands.ts';

const toolsOf = (kind: string): string[] => bands.map((band) => `${kind}${band}`);
export const hslTools: readonly string[] = [...toolsOf('hue'), ...toolsOf('saturation'), ...toolsOf('luminance')];

/** Sextants that a hue slider reaches: 30°, the distance between the closest centres. */
const hueReach = 0.5;
/** EV that a luminance slider reaches on a saturated colour. */
const luminanceReach = 1;
/** How much of a positive saturation is held back where the colour is saturated already. */
const heldBack = 0.6;

export const hueTableAt = (b: GraphBuilder, table: string, hue: F): F => tableAt(b, table, hue, 0, 6, hueTableLength);

function graph(b: GraphBuilder, rgb: Rgb): Rgb {
  const [zero, one] = [b.constant(0), b.constant(1)];
  const { hue, saturation, max, delta } = toHsv(b, rgb);
  const coloured = smoothstep(b, 0.02, 0.14, saturation);
  const shift = b.mul(hueTableAt(b, 'hsl.hue', hue), coloured);
  const turned = fromHsv(b, b.add(hue, shift), max, delta);
  // Half way between constant value and constant luminance: an orange that turns yellow neither glares nor muddies.
  const tiny = b.constant(1e-6);
  const before = b.max(luminance(b, rgb), tiny);
  const after = b.max(luminance(b, turned), tiny);
  const kept = b.sqrt(b.div(before, after));
  const stronger = hueTableAt(b, 'hsl.saturation', hue);
  const room = b.sub(one, b.mul(saturation, b.constant(heldBack)));
  const change = b.mul(coloured, b.add(b.min(stronger, zero), b.mul(b.max(stronger, zero), room)));
  const factor = b.add(one, change);
  const y = luminance(b, turned);
  const deep = smoothstep(b, 0, 0.55, saturation);
  const ev = b.mul(hueTableAt(b, 'hsl.luminance', hue), deep);
  const gain = b.mul(kept, b.exp2(ev));
  const coloursOf = (x: F): F => b.add(y, b.mul(b.sub(x, y), factor));
  return scaled(b, [coloursOf(turned[0]), coloursOf(turned[1]), coloursOf(turned[2])], gain);
}

const sliders = (settings: Settings, kind: string, reach: number): number[] =>
  toolsOf(kind).map((tool) => settings.slider(tool) * reach);

export const hslFeature: DisplayFeature = {
  name: 'hsl',
  space: 'rgb',
  isActive: ({ settings }) =>
    !settings.flag('convertToGrayscale') && hslTools.some((tool) => settings.number(tool) !== 0),
  graph,
  bind: ({ settings }, out) => {
    const table = (kind: string, reach: number): Float32Array => {
      const values = sliders(settings, kind, reach);
      return keptTable('hsl', values, () => hueTable(values));
    };
    out.tables['hsl.hue'] = table('hue', hueReach);
    out.tables['hsl.saturation'] = table('saturation', 1);
    out.tables['hsl.luminance'] = table('luminance', luminanceReach);
  },
};

import { hueBands, type HueBand, type ToolCall } from '@safelight/core';
import { grade, units, type Craft, type Setting } from './craft.ts';

const bandTool = (band: HueBand): string => `grayMixer${band[0]!.toUpperCase()}${band.slice(1)}`;

/** The yellow to orange filter of black and white photography: dark skies, light skin and foliage. */
const filter: Record<HueBand, number> = {
  red: 4,
  orange: 12,
  yellow: 10,
  green: -4,
  aqua: -14,
  blue: -24,
  purple: -10,
  magenta: 0,
};

/** Only hues that the picture has are mixed; a rare one moved far shows as noise. */
function mix({ measurement, strength }: Setting): readonly ToolCall[] {
  return hueBands.flatMap((band) => {
    const { share } = measurement.chroma.byHue[band];
    const value = units(filter[band] * strength * Math.min(1, share / 0.08));
    return value === 0 ? [] : [{ tool: bandTool(band), value }];
  });
}

export const blackAndWhite: Craft = (setting) => mix(setting);

export const sepia: Craft = (setting) => [
  ...mix(setting),
  ...grade('Shadow', 24, 26 * setting.strength),
  ...grade('Midtone', 26, 24 * setting.strength),
  ...grade('Highlight', 30, 20 * setting.strength),
];

import { hueBands, type HueBand, type Measurement, type ToolCall } from '@safelight/core';
import { capital, units } from './toning.ts';

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

/** How hues become greys. Only hues that the picture has are mixed; a rare one moved far shows as noise. */
export function mixCalls(measurement: Measurement, strength: number): readonly ToolCall[] {
  return hueBands.flatMap((band) => {
    const { share } = measurement.chroma.byHue[band];
    const value = units(filter[band] * strength * Math.min(1, share / 0.08));
    return value === 0 ? [] : [{ tool: `grayMixer${capital(band)}`, value }];
  });
}

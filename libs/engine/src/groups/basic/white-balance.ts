/** White balance: one 3×3 on scene light, full CAT16 adaptation from the chosen light to the one it stands balanced for. */
import { whiteXyz, type WhitePoint } from '@safelight/core';
import type { Analysis } from '../../analysis/analysis.ts';
import type { Settings } from '../../compile/settings.ts';
import { apply3, identity3, scale3, type Matrix3 } from '../../colour/matrix.ts';
import { adaptCat16, inProPhoto, luminanceOf } from '../../colour/spaces.ts';

export const whiteBalanceTools: readonly string[] = [
  'whiteBalance',
  'temperature',
  'tint',
  'incrementalTemperature',
  'incrementalTint',
];

/** The light that a finished picture stands balanced for: D65. A raw one stands balanced for its light as shot. */
export const nominalWhite: WhitePoint = { temperature: 6504, tint: 9.8 };

/** Octaves of the temperature at the ends of the relative slider: 100 → 13 000 K, −100 → 3 750 K. */
const warmOctaves = 1;
const coolOctaves = 0.8;
/** Tint at the end of the relative slider. */
const tintRange = 60;

/** Named lights of the catalogue, as raw converters commonly set them. */
const named: Readonly<Record<string, WhitePoint>> = {
  Daylight: { temperature: 5500, tint: 10 },
  Cloudy: { temperature: 6500, tint: 10 },
  Shade: { temperature: 7500, tint: 10 },
  Tungsten: { temperature: 2850, tint: 0 },
  Fluorescent: { temperature: 3800, tint: 21 },
  Flash: { temperature: 5500, tint: 0 },
};

/** What decides the balance of a picture. */
export interface BalanceContext {
  readonly settings: Settings;
  readonly analysis: Pick<Analysis, 'neutral'>;
  /** The light that a raw picture stands balanced for. */
  readonly asShot: WhitePoint;
}

/** Matrix on linear ProPhoto that balances the picture for the light that the settings assume. */
export function whiteBalanceMatrix({ settings, analysis, asShot }: BalanceContext): Matrix3 {
  const mode = settings.value('whiteBalance') as string;
  // The cast is found in the picture as it stands, so it is told against the nominal white.
  if (mode === 'Auto') return balanceMatrix(analysis.neutral(), nominalWhite);
  const source = settings.kind === 'raw' ? asShot : nominalWhite;
  const light = named[mode];
  if (light !== undefined) return balanceMatrix(light, source);
  if (settings.kind === 'raw') {
    const temperature = settings.number('temperature', asShot.temperature);
    return balanceMatrix({ temperature, tint: settings.number('tint', asShot.tint) }, source);
  }
  const white = relativeWhite(settings.slider('incrementalTemperature'), settings.slider('incrementalTint'));
  return balanceMatrix(white, source);
}

/** Both sliders −1..1. A bluer light is assumed for a warmer picture. */
export function relativeWhite(warmer: number, magenta: number): WhitePoint {
  return {
    temperature: nominalWhite.temperature * 2 ** (warmer * (warmer > 0 ? warmOctaves : coolOctaves)),
    tint: nominalWhite.tint + magenta * tintRange,
  };
}

/**
 * Matrix on linear ProPhoto that renders the light neutral in a picture that stands balanced for `source`; the luminance
 * of a neutral stays. Adaptations of one cone space compose: from `white` to `source` is what balancing for `white`
 * after undoing the balance for `source` does.
 */
export function balanceMatrix(white: WhitePoint, source: WhitePoint): Matrix3 {
  if (white.temperature === source.temperature && white.tint === source.tint) return identity3;
  const matrix = inProPhoto(adaptCat16(whiteXyz(white), whiteXyz(source)));
  return scale3(matrix, 1 / luminanceOf(apply3(matrix, [1, 1, 1])));
}

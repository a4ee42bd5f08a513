/** White balance: one 3×3 on scene light, full CAT16 adaptation from the chosen light to D65. */
import type { Analysis } from '../../analysis/analysis.ts';
import type { Settings } from '../../compile/settings.ts';
import { apply3, identity3, scale3, type Matrix3 } from '../../colour/matrix.ts';
import { adaptCat16, inProPhoto, luminanceOf } from '../../colour/spaces.ts';
import { whiteXyz, type WhitePoint } from '../../colour/temperature.ts';

export const whiteBalanceTools: readonly string[] = [
  'whiteBalance',
  'temperature',
  'tint',
  'incrementalTemperature',
  'incrementalTint',
];

/** The light that a picture stands balanced for: D65 in the units of `temperature.ts`. */
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

/** The light that the settings assume the picture was taken under. */
export function assumedWhite(settings: Settings, analysis: Pick<Analysis, 'neutral'>): WhitePoint {
  const mode = settings.value('whiteBalance') as string;
  if (mode === 'Auto') return analysis.neutral();
  const light = named[mode];
  if (light !== undefined) return light;
  if (settings.kind === 'raw') {
    return {
      temperature: settings.number('temperature', nominalWhite.temperature),
      tint: settings.number('tint', nominalWhite.tint),
    };
  }
  return relativeWhite(settings.slider('incrementalTemperature'), settings.slider('incrementalTint'));
}

/** Both sliders −1..1. A bluer light is assumed for a warmer picture. */
export function relativeWhite(warmer: number, magenta: number): WhitePoint {
  return {
    temperature: nominalWhite.temperature * 2 ** (warmer * (warmer > 0 ? warmOctaves : coolOctaves)),
    tint: nominalWhite.tint + magenta * tintRange,
  };
}

/** Matrix on linear ProPhoto that renders the light neutral; the luminance of a neutral stays. */
export function balanceMatrix(white: WhitePoint): Matrix3 {
  if (white.temperature === nominalWhite.temperature && white.tint === nominalWhite.tint) return identity3;
  const matrix = inProPhoto(adaptCat16(whiteXyz(white), whiteXyz(nominalWhite)));
  return scale3(matrix, 1 / luminanceOf(apply3(matrix, [1, 1, 1])));
}

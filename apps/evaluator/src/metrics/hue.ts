import { hueBands, type HueBand } from '@safelight/core';
import { bandCentres, oklabOfCodes } from '@safelight/measure';

/** Direction in OKLab's a, b plane, degrees, of a hue of the colour wheel (HSV, 0 red, 120 green, 240 blue). */
export function labHueOf(wheelDegrees: number): number {
  const channel = (shift: number): number => {
    const place = ((((wheelDegrees + shift) % 360) + 360) % 360) / 60;
    return Math.round(255 * Math.min(1, Math.max(0, Math.abs(place - 3) - 1)));
  };
  const lab = new Float64Array(3);
  oklabOfCodes(channel(0), channel(240), channel(120), lab);
  return (Math.atan2(lab[2]!, lab[1]!) * 180) / Math.PI;
}

export const labHueOfBand = Object.fromEntries(hueBands.map((band) => [band, labHueOf(bandCentres[band])])) as Readonly<
  Record<HueBand, number>
>;

/** From one hue to another by the shorter way, −180 .. 180 degrees. */
export function turnBetween(from: number, to: number): number {
  return ((((to - from) % 360) + 540) % 360) - 180;
}

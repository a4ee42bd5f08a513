import { hueBands, type HueBand } from '@safelight/core';

/** Centres of the bands in degrees of HSV hue, those of the HSL tools. */
export const bandCentres: Readonly<Record<HueBand, number>> = {
  red: 0,
  orange: 30,
  yellow: 60,
  green: 120,
  aqua: 180,
  blue: 240,
  purple: 275,
  magenta: 315,
};

/** Pixels below this OKLab chroma × 100 count as neutral: noise would give them a random hue. */
export const colouredFrom = 4;

/** Index of the nearest band for each degree of hue. */
const bandOfDegree = Uint8Array.from({ length: 360 }, (_, degree) => {
  const distance = (band: HueBand): number => Math.abs(((degree + 0.5 - bandCentres[band] + 540) % 360) - 180);
  return hueBands.reduce((best, band, index) => (distance(band) < distance(hueBands[best]!) ? index : best), 0);
});

/** Index of the hue band of a colour; the codes must not all be equal. */
export function bandOf(red: number, green: number, blue: number): number {
  const max = Math.max(red, green, blue);
  const scale = 60 / (max - Math.min(red, green, blue));
  if (max === red) {
    const degree = (green - blue) * scale;
    return bandOfDegree[Math.floor(degree < 0 ? degree + 360 : degree) % 360]!;
  }
  if (max === green) return bandOfDegree[((blue - red) * scale + 120) | 0]!;
  return bandOfDegree[((red - green) * scale + 240) | 0]!;
}

import { hueBands, type BandStats, type HueBand, type Rgb8Image } from '@safelight/core';

/** Centres of the bands in degrees of HSV hue, those of the HSL tools. */
const centres: Readonly<Record<HueBand, number>> = {
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
const colouredFrom = 4;

/** Index of the nearest band for each degree of hue. */
const bandOfDegree = Uint8Array.from({ length: 360 }, (_, degree) => {
  const distance = (band: HueBand): number => Math.abs(((degree + 0.5 - centres[band] + 540) % 360) - 180);
  return hueBands.reduce((best, band, index) => (distance(band) < distance(hueBands[best]!) ? index : best), 0);
});

/** HSV hue in whole degrees, 0..359; the codes must not all be equal. */
function hueOf(red: number, green: number, blue: number): number {
  const max = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
  const min = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
  const scale = 60 / (max - min);
  if (max === green && max !== red) return ((blue - red) * scale + 120) | 0;
  if (max === blue && max !== red) return ((red - green) * scale + 240) | 0;
  const degree = (green - blue) * scale;
  return Math.floor(degree < 0 ? degree + 360 : degree) % 360;
}

export function hueStats(
  { data }: Rgb8Image,
  lightness: Float32Array,
  chroma: Float32Array,
): Readonly<Record<HueBand, BandStats>> {
  const counts = new Float64Array(hueBands.length);
  const chromas = new Float64Array(hueBands.length);
  const lights = new Float64Array(hueBands.length);
  let coloured = 0;
  for (let pixel = 0, at = 0; pixel < lightness.length; pixel++, at += 3) {
    if (chroma[pixel]! < colouredFrom) continue;
    const band = bandOfDegree[hueOf(data[at]!, data[at + 1]!, data[at + 2]!)]!;
    coloured += 1;
    counts[band]! += 1;
    chromas[band]! += chroma[pixel]!;
    lights[band]! += lightness[pixel]!;
  }
  const stats = hueBands.map((band, index): [HueBand, BandStats] => {
    const count = counts[index]!;
    if (count === 0) return [band, { share: 0, chroma: 0, lightness: 0 }];
    return [band, { share: count / coloured, chroma: chromas[index]! / count, lightness: lights[index]! / count }];
  });
  return Object.fromEntries(stats) as Record<HueBand, BandStats>;
}

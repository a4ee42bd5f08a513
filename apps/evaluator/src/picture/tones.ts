import type { Measurement } from '@safelight/core';
import type { LabPlanes } from './planes.ts';

export interface MeanColour {
  readonly a: number;
  readonly b: number;
}

/** Colour by tone: what tells a toned black-and-white picture from a coloured one, and a split tone from a cast. */
export interface Tones {
  /** Mean colour of the darkest and of the lightest quarter of the pixels, OKLab × 100. */
  readonly shadows: MeanColour;
  readonly highlights: MeanColour;
  /**
   * How far pixels of the same lightness differ in colour (standard deviation, OKLab × 100): 0 for any black-and-white
   * picture, toned ones included.
   */
  readonly colourSpread: number;
}

const levels = 64;

export function tonesOf({ lightness, a, b }: LabPlanes, { lightness: stats }: Measurement): Tones {
  const count = new Float64Array(levels);
  const sumA = new Float64Array(levels);
  const sumB = new Float64Array(levels);
  let squares = 0;
  const dark = mean();
  const light = mean();
  for (let index = 0; index < lightness.length; index++) {
    const l = lightness[index]!;
    const level = Math.min(levels - 1, Math.max(0, Math.floor((l / 100) * levels)));
    count[level]!++;
    sumA[level]! += a[index]!;
    sumB[level]! += b[index]!;
    squares += a[index]! ** 2 + b[index]! ** 2;
    if (l <= stats.p25) dark.add(a[index]!, b[index]!);
    if (l >= stats.p75) light.add(a[index]!, b[index]!);
  }
  let explained = 0;
  for (let level = 0; level < levels; level++) {
    if (count[level]! > 0) explained += (sumA[level]! ** 2 + sumB[level]! ** 2) / count[level]!;
  }
  const colourSpread = Math.sqrt(Math.max(0, squares - explained) / lightness.length);
  return { shadows: dark.value(), highlights: light.value(), colourSpread };
}

function mean(): { add(a: number, b: number): void; value(): MeanColour } {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  return {
    add: (a, b) => {
      count++;
      sumA += a;
      sumB += b;
    },
    value: () => (count === 0 ? { a: 0, b: 0 } : { a: sumA / count, b: sumB / count }),
  };
}

import type { Rgb8Image } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { resizeBilinear } from './resize.ts';

const row = (...levels: number[]): Rgb8Image => ({
  width: levels.length,
  height: 1,
  data: Uint8Array.from(levels.flatMap((level) => [level, level, level])),
});
const levels = ({ data }: Rgb8Image): number[] => [...data].filter((_, index) => index % 3 === 0);

describe('resizeBilinear', () => {
  it('aligns the centres of pixels when it enlarges', () => {
    // Centres of four pixels over two: −0.25 (edge), 0.25, 0.75, 1.25 (edge).
    expect(levels(resizeBilinear(row(0, 100), 4, 1))).toEqual([0, 25, 75, 100]);
  });

  it('takes two taps when it reduces by three: what lies between is skipped', () => {
    // Centre of the only pixel over three is 1: the middle one alone.
    expect(levels(resizeBilinear(row(0, 90, 255), 1, 1))).toEqual([90]);
  });

  it('averages four neighbours when it halves', () => {
    const image = { width: 2, height: 2, data: Uint8Array.from([0, 100, 40, 60].flatMap((v) => [v, v, v])) };
    expect(levels(resizeBilinear(image, 1, 1))).toEqual([50]);
  });

  it('leaves a picture of the right size as it is', () => {
    const image = row(1, 2, 3);
    expect(resizeBilinear(image, 3, 1)).toBe(image);
  });
});

import type { Rgb8Image } from '@safelight/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { contrasted, crushed, exposed, judgeOf, photo, saturated, tinted, warmed } from './pictures.ts';

/** Pearson correlation of ranks; 1 when one order is the other. Ties get no rank of their own and break the 1. */
function spearman(xs: readonly number[], ys: readonly number[]): number {
  const ranks = (values: readonly number[]): number[] =>
    values.map((value) => values.filter((other) => other < value).length);
  const [rx, ry] = [ranks(xs), ranks(ys)];
  const squares = rx.reduce((sum, rank, index) => sum + (rank - ry[index]!) ** 2, 0);
  return 1 - (6 * squares) / (xs.length * (xs.length ** 2 - 1));
}

const names = ['city-sunset.jpg', 'wren.jpg', 'fig-bowl.jpg', 'portrait-astronaut.png', 'mountain-path.jpg'] as const;
const photos = new Map<string, Rgb8Image>();
const judges = new Map<string, ReturnType<typeof judgeOf>>();

beforeAll(async () => {
  for (const name of names) {
    const image = await photo(name, 256);
    photos.set(name, image);
    judges.set(name, judgeOf(image));
  }
});

const ladders: Record<string, { levels: readonly number[]; at: (image: Rgb8Image, level: number) => Rgb8Image }> = {
  'over-exposure': { levels: [0.5, 1, 1.5, 2, 2.5], at: exposed },
  'over-saturation': { levels: [1.4, 1.8, 2.2, 2.8, 3.4], at: saturated },
  'crushed blacks': { levels: [40, 55, 70, 85, 100], at: crushed },
  'a yellow cast': { levels: [0.2, 0.35, 0.5, 0.65, 0.8], at: warmed },
  'a blue cast': { levels: [-0.2, -0.35, -0.5, -0.65, -0.8], at: warmed },
  'a magenta cast': { levels: [0.2, 0.35, 0.5, 0.65, 0.8], at: tinted },
};

/** The wren is nearly grey: three times its colour is no over-saturation yet. */
const photosFor = (distortion: string): readonly string[] =>
  distortion === 'over-saturation' ? names.filter((name) => name !== 'wren.jpg') : names;

describe('the aesthetic score', () => {
  for (const [distortion, { levels, at }] of Object.entries(ladders)) {
    it.each(photosFor(distortion))(`falls with every step of ${distortion} on %s (Spearman = 1)`, (name) => {
      const before = photos.get(name)!;
      const scores = levels.map(
        (level) => judges.get(name)!(at(before, level), 'a bit more contrast').scores.aesthetic,
      );
      expect(
        spearman(
          levels.map((_, step) => step),
          scores.map((score) => -score),
        ),
        scores.join(' '),
      ).toBe(1);
    });
  }

  it.each(names)('of a ruined %s is far below that of the original', (name) => {
    const before = photos.get(name)!;
    const score = (after: Rgb8Image): number => judges.get(name)!(after, 'a bit more contrast').scores.aesthetic;
    expect(score(before) - score(exposed(before, 2.5))).toBeGreaterThan(1.5);
  });
});

describe('the instruction score', () => {
  it.each(names)('rises while %s becomes as warm as was asked, and falls when it is over-done', (name) => {
    const before = photos.get(name)!;
    const scores = Array.from(
      { length: 16 },
      (_, step) => judges.get(name)!(warmed(before, step * 0.05), 'make it warmer').scores.instruction,
    );
    const top = scores.indexOf(Math.max(...scores));
    expect(top).toBeGreaterThan(1);
    for (let step = 1; step <= top; step++) expect(scores[step]!, `step ${step}`).toBeGreaterThan(scores[step - 1]!);
    expect(scores[top]!).toBeGreaterThan(4.7);
    expect(scores.at(-1)!).toBeLessThan(scores[top]! - 0.8);
  });

  it.each(names)('prefers %s untouched to cooled when warmth was asked', (name) => {
    const before = photos.get(name)!;
    const score = (after: Rgb8Image): number => judges.get(name)!(after, 'make it warmer').scores.instruction;
    expect(score(before)).toBeLessThan(1.6);
    expect(score(warmed(before, -0.15))).toBeLessThan(score(before));
    expect(score(warmed(before, -0.3))).toBeLessThan(score(warmed(before, -0.15)));
  });

  it.each([
    ['brighter', (image: Rgb8Image) => exposed(image, 0.5), (image: Rgb8Image) => exposed(image, -0.5)],
    ['darker', (image: Rgb8Image) => exposed(image, -0.5), (image: Rgb8Image) => exposed(image, 0.5)],
    ['more contrast', (image: Rgb8Image) => contrasted(image, 1.25), (image: Rgb8Image) => contrasted(image, 0.8)],
    ['more muted colours', (image: Rgb8Image) => saturated(image, 0.6), (image: Rgb8Image) => saturated(image, 1.4)],
    ['增加饱和度', (image: Rgb8Image) => saturated(image, 1.4), (image: Rgb8Image) => saturated(image, 0.6)],
    ['冷一点', (image: Rgb8Image) => warmed(image, -0.12), (image: Rgb8Image) => warmed(image, 0.12)],
  ])('of “%s” tells the right direction from the wrong one and from nothing', (instruction, right, wrong) => {
    for (const [name, before] of photos) {
      const score = (after: Rgb8Image): number => judges.get(name)!(after, instruction).scores.instruction;
      expect(score(right(before))).toBeGreaterThan(score(before) + 0.5);
      expect(score(wrong(before))).toBeLessThan(score(before));
    }
  });
});

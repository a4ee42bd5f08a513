import { srcc } from '@safelight/editmetrics';
import type { Rgb8Image } from '@safelight/core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as distort from './distortions.ts';
import { contrasted, crushed, exposed, judgeOf, lifted, photo, saturated, tinted, warmed } from './pictures.ts';

const names = ['city-sunset.jpg', 'wren.jpg', 'fig-bowl.jpg', 'portrait-astronaut.png', 'mountain-path.jpg'] as const;
type Name = (typeof names)[number];
const photos = new Map<string, Rgb8Image>();
const judges = new Map<string, ReturnType<typeof judgeOf>>();

beforeAll(async () => {
  for (const name of names) {
    const image = await photo(name, 208);
    photos.set(name, image);
    judges.set(name, judgeOf(image));
  }
});

interface Ladder {
  /** Ever stronger. */
  readonly levels: readonly number[];
  readonly at: (image: Rgb8Image, level: number) => Rgb8Image | Promise<Rgb8Image>;
  /** Photos that the first steps do good. */
  readonly without?: readonly Name[];
}

/** The wren sits before a white sky: darker tones and corners, more contrast and more colour become it at first. */
const wren = ['wren.jpg'] as const;

const ladders: Readonly<Record<string, Ladder>> = {
  'out of focus': { levels: [0.8, 1.2, 1.8, 2.6, 3.6], at: distort.blurred },
  'colour noise': { levels: [8, 14, 22, 32, 44], at: distort.noisy },
  grain: { levels: [8, 14, 22, 32, 44], at: distort.grainy },
  'JPEG compression': { levels: [70, 84, 90, 94, 97], at: distort.compressed },
  'over-exposure': { levels: [0.5, 1, 1.5, 2, 2.5], at: exposed },
  'under-exposure': { levels: [-1, -1.6, -2.2, -2.8, -3.4], at: exposed },
  'over-saturation': { levels: [1.4, 1.8, 2.2, 2.8, 3.4], at: saturated, without: wren },
  'drained colour': { levels: [0.6, 0.45, 0.3, 0.18, 0.05], at: saturated },
  'crushed blacks': { levels: [40, 55, 70, 85, 100], at: crushed },
  'lifted blacks': { levels: [30, 50, 70, 95, 125], at: lifted },
  'a yellow cast': { levels: [0.2, 0.35, 0.5, 0.65, 0.8], at: warmed },
  'a blue cast': { levels: [-0.2, -0.35, -0.5, -0.65, -0.8], at: warmed },
  'a magenta cast': { levels: [0.2, 0.35, 0.5, 0.65, 0.8], at: tinted },
  'a green cast': { levels: [-0.2, -0.35, -0.5, -0.65, -0.8], at: tinted },
  'over-sharpening': { levels: [1, 1.8, 2.8, 4, 5.5], at: distort.sharpened },
  halos: { levels: [0.8, 1.4, 2.2, 3.2, 4.5], at: distort.haloed },
  posterisation: { levels: [10, 16, 24, 34, 60], at: distort.posterised, without: wren },
  'over-contrast': { levels: [1.3, 1.7, 2.2, 2.9, 4], at: contrasted },
  'flat contrast': { levels: [0.7, 0.55, 0.42, 0.3, 0.18], at: contrasted },
  haze: { levels: [0.2, 0.35, 0.5, 0.65, 0.8], at: distort.hazed },
  vignetting: { levels: [0.4, 0.6, 0.75, 0.9, 1], at: distort.vignetted, without: wren },
  'bright corners': { levels: [-0.6, -1.2, -2, -3.2, -5], at: distort.vignetted },
};

const rounded = (scores: readonly number[]): string => scores.map((score) => score.toFixed(3)).join(' ');

describe('the aesthetic score', () => {
  it.each(Object.entries(ladders))('falls with the strength of %s (SRCC ≥ 0.98)', async (title, ladder) => {
    const { levels, at, without = [] } = ladder;
    // Three of the five photos, which saves two fifths of the time; which ones moves on from ladder to ladder.
    const turn = Object.keys(ladders).indexOf(title);
    const fitting = names.filter((name) => !(without as readonly string[]).includes(name));
    for (const name of [0, 1, 2].map((step) => fitting[(turn + step) % fitting.length]!)) {
      const before = photos.get(name)!;
      const scores: number[] = [];
      for (const level of levels) {
        const { scores: found } = await judges.get(name)!(await at(before, level), 'a bit more contrast');
        scores.push(found.aesthetic);
      }
      const strength = levels.map((_level, step) => -step);
      expect(srcc(strength, scores), `${name}: ${rounded(scores)}`).toBeGreaterThanOrEqual(0.98);
    }
  });

  it.each(names)('of a ruined %s is far below that of the original', async (name) => {
    const before = photos.get(name)!;
    const score = async (after: Rgb8Image): Promise<number> =>
      (await judges.get(name)!(after, 'a bit more contrast')).scores.aesthetic;
    expect((await score(before)) - (await score(exposed(before, 2.5)))).toBeGreaterThan(1.5);
  });
});

describe('an edit that changes nothing', () => {
  it.each(names)('leaves %s as good as it is, and follows no wish', async (name) => {
    const before = photos.get(name)!;
    const same = await judges.get(name)!(before, 'warmer');
    const copy = await judges.get(name)!({ ...before, data: Uint8Array.from(before.data) }, 'warmer');
    expect(copy.scores).toEqual(same.scores);
    expect(same.scores.instruction).toBeLessThan(1.6);
    // Nothing that compares the two finds a change.
    const changes = ['halos', 'structure kept', 'even light', 'smooth tones', 'noise', 'restraint', 'local contrast'];
    const values = same.metrics.filter(({ name: metric }) => changes.includes(metric)).map(({ value }) => value);
    expect(values).toEqual(changes.map(() => 10));
  });
});

describe('an over-done edit', () => {
  const overall = ({ aesthetic, instruction }: { aesthetic: number; instruction: number }): number =>
    Math.sqrt(aesthetic * instruction);
  it.each<readonly [string, (image: Rgb8Image) => Rgb8Image, (image: Rgb8Image) => Rgb8Image]>([
    ['a bit warmer', (image) => warmed(image, 0.12), (image) => warmed(image, 0.9)],
    ['cooler', (image) => warmed(image, -0.35), (image) => warmed(image, -0.97)],
    ['brighter', (image) => exposed(image, 0.5), (image) => exposed(image, 2.2)],
    ['darker', (image) => exposed(image, -0.5), (image) => exposed(image, -3)],
    ['more contrast', (image) => contrasted(image, 1.2), (image) => contrasted(image, 3)],
    ['more vivid colours', (image) => saturated(image, 1.4), (image) => saturated(image, 4)],
    ['sharper', (image) => distort.sharpened(image, 0.5), (image) => distort.sharpened(image, 6)],
    ['faded blacks', (image) => lifted(image, 25), (image) => lifted(image, 150)],
  ])('of “%s” loses against the moderate one on every photo', async (instruction, moderate, over) => {
    for (const [name, before] of photos) {
      const score = async (after: Rgb8Image): Promise<number> =>
        overall((await judges.get(name)!(after, instruction)).scores);
      expect(await score(moderate(before)), name).toBeGreaterThan((await score(over(before))) + 0.2);
    }
  });
});

describe('the instruction score', () => {
  it.each(names)('rises while %s becomes as warm as was asked, and falls when it is over-done', async (name) => {
    const before = photos.get(name)!;
    const judged = Array.from({ length: 16 }, (_, step) =>
      judges.get(name)!(warmed(before, step * 0.05), 'make it warmer'),
    );
    const scores = (await Promise.all(judged)).map((one) => one.scores.instruction);
    const top = scores.indexOf(Math.max(...scores));
    expect(top).toBeGreaterThan(1);
    for (let step = 1; step <= top; step++) expect(scores[step]!, `step ${step}`).toBeGreaterThan(scores[step - 1]!);
    expect(scores[top]!).toBeGreaterThan(4.7);
    expect(scores.at(-1)!).toBeLessThan(scores[top]! - 0.8);
  });

  it.each(names)('prefers %s untouched to cooled when warmth was asked', async (name) => {
    const before = photos.get(name)!;
    const score = async (after: Rgb8Image): Promise<number> =>
      (await judges.get(name)!(after, 'make it warmer')).scores.instruction;
    const [kept, cooler, coolest] = [
      await score(before),
      await score(warmed(before, -0.15)),
      await score(warmed(before, -0.3)),
    ];
    expect(kept).toBeLessThan(1.6);
    expect(cooler).toBeLessThan(kept);
    expect(coolest).toBeLessThan(cooler);
  });

  it.each([
    ['brighter', (image: Rgb8Image) => exposed(image, 0.5), (image: Rgb8Image) => exposed(image, -0.5)],
    ['darker', (image: Rgb8Image) => exposed(image, -0.5), (image: Rgb8Image) => exposed(image, 0.5)],
    ['more contrast', (image: Rgb8Image) => contrasted(image, 1.25), (image: Rgb8Image) => contrasted(image, 0.8)],
    ['more muted colours', (image: Rgb8Image) => saturated(image, 0.6), (image: Rgb8Image) => saturated(image, 1.4)],
    ['增加饱和度', (image: Rgb8Image) => saturated(image, 1.4), (image: Rgb8Image) => saturated(image, 0.6)],
    ['冷一点', (image: Rgb8Image) => warmed(image, -0.12), (image: Rgb8Image) => warmed(image, 0.12)],
  ])('of “%s” tells the right direction from the wrong one and from nothing', async (instruction, right, wrong) => {
    for (const [name, before] of photos) {
      const score = async (after: Rgb8Image): Promise<number> =>
        (await judges.get(name)!(after, instruction)).scores.instruction;
      const kept = await score(before);
      expect(await score(right(before))).toBeGreaterThan(kept + 0.5);
      expect(await score(wrong(before))).toBeLessThan(kept);
    }
  });
});

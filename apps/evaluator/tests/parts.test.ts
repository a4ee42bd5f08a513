import type { Rgb8Image } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { make, photo, evaluate } from './pictures.ts';

const before = await photo('mountain-path.jpg', 256);
const { width, height } = before;
const rgb = (image: Rgb8Image, x: number, y: number): [number, number, number] => {
  const at = 3 * (y * image.width + x);
  return [image.data[at]!, image.data[at + 1]!, image.data[at + 2]!];
};
/** The upper third as a found sky. */
const sky = {
  mattes: new Map([
    [
      'sky',
      {
        width,
        height,
        confidence: 0.9,
        data: Uint8Array.from({ length: width * height }, (_, at) => (at < (width * height) / 3 ? 255 : 0)),
      },
    ],
  ] as const),
  tilts: null,
};
const unseen = { mattes: new Map(), tilts: null };
const changed = (where: (x: number, y: number) => boolean, change: (code: number) => number): Rgb8Image =>
  make(width, height, (x, y) => {
    const codes = rgb(before, x, y);
    return where(x, y) ? (codes.map(change) as [number, number, number]) : codes;
  });
const inSky = (_x: number, y: number): boolean => y < height / 3;
const darker = (code: number): number => code * 0.7;

describe('a wish for a part of the picture', () => {
  it('is measured in that part alone', () => {
    const score = (after: Rgb8Image): number => evaluate(before, after, 'darken the sky', sky).scores.instruction;
    expect(score(changed(inSky, darker))).toBeGreaterThan(score(before) + 2);
    expect(score(changed((x, y) => !inSky(x, y), darker))).toBeLessThan(2);
    const { metrics } = evaluate(before, before, 'darken the sky', sky);
    expect(metrics.map(({ name }) => name)).toContain('darker · sky');
  });

  it('that is not found lowers the confidence and is said', () => {
    const found = evaluate(before, before, 'warmer, and darken the sky', sky);
    const lost = evaluate(before, before, 'warmer, and darken the sky', unseen);
    expect(found.confidence).toBe(0.9);
    expect(lost.confidence).toBeLessThan(0.75);
    expect(lost.rationale).toContain('Not judged');
    expect(lost.metrics.map(({ name }) => name)).not.toContain('darker · sky');
  });

  it('by its place or its hue needs nobody to find it', () => {
    const left = evaluate(
      before,
      changed((x) => x < width / 2, darker),
      'darken the left side',
      unseen,
    );
    expect(left.metrics.map(({ name }) => name)).toContain('darker · left');
    expect(left.scores.instruction).toBeGreaterThan(
      evaluate(before, before, 'darken the left side', unseen).scores.instruction + 1.5,
    );
  });
});

describe('a part that is to be left alone', () => {
  it('is held to every pixel of it, and only of it', () => {
    const instruction = "darker, but don't touch the sky";
    const value = (after: Rgb8Image): number =>
      evaluate(before, after, instruction, sky).metrics.find(({ name }) => name === 'left as it was · sky')!.value;
    const outside = changed((x, y) => !inSky(x, y), darker);
    expect(value(outside)).toBeGreaterThan(9);
    expect(value(changed(() => true, darker))).toBeLessThan(3);
  });
});

describe('the frame', () => {
  it('is compared with the ratio that was asked for', () => {
    const square = make(height, height, (x, y) => rgb(before, x + Math.floor((width - height) / 2), y));
    const score = (after: Rgb8Image): number => evaluate(before, after, 'crop to 1:1', unseen).scores.instruction;
    expect(score(square)).toBeGreaterThan(4.8);
    expect(score(before)).toBeLessThan(2);
  });

  it('is only judged for level where the pictures tell', () => {
    const tilts = (after: number) => ({ mattes: new Map(), tilts: { before: 3, after } });
    const score = (after: number): number =>
      evaluate(before, before, 'warmer, straighten the horizon', tilts(after)).metrics.find(
        ({ name }) => name === 'level horizon',
      )!.value;
    expect(score(0.1)).toBeGreaterThan(9);
    expect(score(3)).toBeLessThan(2);
    expect(score(-6)).toBeLessThan(1);
    const unsure = evaluate(before, before, 'warmer, straighten the horizon', unseen);
    expect(unsure.metrics.map(({ name }) => name)).not.toContain('level horizon');
    expect(unsure.confidence).toBeLessThan(0.8);
  });
});

describe('colour for tones and bands', () => {
  it('counts when the tones went towards the hue that was asked for', () => {
    const teal = make(width, height, (x, y) => {
      const [r, g, b] = rgb(before, x, y);
      const dark = 1 - (0.3 * r + 0.6 * g + 0.1 * b) / 255;
      return [r - 30 * dark, g + 6 * dark, b + 22 * dark];
    });
    const score = (after: Rgb8Image): number => evaluate(before, after, 'teal shadows', unseen).scores.instruction;
    expect(score(teal)).toBeGreaterThan(score(before) + 1.5);
  });

  it('counts when a band turned towards the other', () => {
    // Leaves before a wall, with a little of everything.
    const leaves = make(96, 64, (x, y) => (x < 60 ? [40 + (y % 20), 120 + (x % 40), 50] : [140, 130 + (y % 30), 125]));
    const turned = make(96, 64, (x, y) => {
      const [r, g, b] = rgb(leaves, x, y);
      return x < 60 ? [r + (g - r) * 0.7, g, b] : [r, g, b];
    });
    const score = (after: Rgb8Image): number =>
      evaluate(leaves, after, 'make the greens more yellow', unseen).scores.instruction;
    expect(score(turned)).toBeGreaterThan(score(leaves) + 1.5);
  });
});

import type { Rgb8Image } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { absentRegion, measure, measureRegion } from './index.ts';

const width = 40;
const height = 30;

/** Left half dark red, right half light blue, with a fine pattern. */
function halves(): Rgb8Image {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const change = (x + y) % 3;
      data.set(x < width / 2 ? [90 + change, 20, 20] : [150, 190 + change, 255], at);
    }
  }
  return { width, height, data };
}

const weights = (inside: (x: number, y: number) => number, w = width, h = height) => ({
  width: w,
  height: h,
  data: Uint8Array.from({ length: w * h }, (_, at) => inside(at % w, Math.floor(at / w))),
});

describe('the figures of a region', () => {
  it('are those of the whole picture when it is all of it', () => {
    const picture = halves();
    const whole = measure(picture);
    const region = measureRegion(
      'sky',
      picture,
      weights(() => 255),
    );
    expect(region.share).toBe(1);
    expect(region.box).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
    expect(region.lightness.p50).toBeCloseTo(whole.lightness.p50, 3);
    expect(region.lightness.deviation).toBeCloseTo(whole.lightness.deviation, 3);
    expect(region.cast.a).toBeCloseTo(whole.cast.a, 3);
    expect(region.chroma.p95).toBeCloseTo(whole.chroma.p95, 3);
    expect(region.clipping).toEqual(whole.clipping);
  });

  it('do not change when the picture changes outside', () => {
    const picture = halves();
    const left = weights((x) => (x < width / 2 ? 255 : 0));
    const changed = { ...picture, data: picture.data.map((code, at) => ((at / 3) % width >= width / 2 ? 0 : code)) };
    expect(measureRegion('subject', changed, left)).toEqual(measureRegion('subject', picture, left));
  });

  it('are found by a matte of another size', () => {
    const small = weights((x) => (x < 10 ? 255 : 0), 20, 15);
    const region = measureRegion('background', halves(), small);
    expect(region.share).toBeCloseTo(0.5, 5);
    expect(region.box.right).toBeCloseTo(0.5, 5);
    expect(region.cast.b).toBeGreaterThan(3);
  });

  it('are nothing where the matte is empty', () => {
    expect(
      measureRegion(
        'hair',
        halves(),
        weights(() => 0),
      ),
    ).toEqual(absentRegion('hair'));
  });
});

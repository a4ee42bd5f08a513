import type { Rgb8Image } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelDistance, regionDistance } from './distance.ts';

const picture = (width: number, height: number, ...data: number[]): Rgb8Image => ({
  width,
  height,
  data: Uint8Array.from(data),
});

describe('pixelDistance', () => {
  it('is 100 times the mean difference and 1000 times the mean square, by hand', () => {
    // Two pixels, six channels: differences 51, 0, 0, 102, 0, 0 of 255 = 0.2 and 0.4.
    const edited = picture(2, 1, 51, 10, 10, 0, 20, 30);
    const target = picture(2, 1, 0, 10, 10, 102, 20, 30);
    const { l1, l2 } = pixelDistance(edited, target);
    expect(l1).toBeCloseTo((100 * (0.2 + 0.4)) / 6, 10);
    expect(l2).toBeCloseTo((1000 * (0.04 + 0.16)) / 6, 10);
  });

  it('is 100 and 1000 between black and white', () => {
    expect(pixelDistance(picture(1, 1, 0, 0, 0), picture(1, 1, 255, 255, 255))).toEqual({ l1: 100, l2: 1000 });
  });

  it('takes no root of L2', () => {
    // A difference of 0.1 everywhere: mean square 0.01, whose root would be 0.1.
    const { l2 } = pixelDistance(picture(1, 1, 51, 51, 51), picture(1, 1, 0, 0, 0));
    expect(l2).toBeCloseTo(40, 10);
  });

  it('refuses pictures of different sizes', () => {
    expect(() => pixelDistance(picture(1, 1, 0, 0, 0), picture(2, 1, 0, 0, 0, 0, 0, 0))).toThrow(/resize it first/);
  });

  it('is symmetric, and 0 only for equal pixels', () => {
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const [one, other] = [picture(2, 2, ...a), picture(2, 2, ...b)];
        const distance = pixelDistance(one, other);
        expect(distance).toEqual(pixelDistance(other, one));
        expect(distance.l1 === 0).toBe(a.every((value, index) => value === b[index]));
      }),
    );
  });
});

describe('regionDistance', () => {
  const edited = picture(2, 1, 51, 51, 51, 51, 51, 51);
  const target = picture(2, 1, 0, 0, 0, 0, 0, 0);

  it('halves what lies outside the mask, by hand', () => {
    // Inside 0.2, outside 0.5 · 0.2 = 0.1, over both pixels.
    const { l1, l2 } = regionDistance(edited, target, Float32Array.of(1, 0));
    expect(l1).toBeCloseTo((100 * (0.2 + 0.1)) / 2, 10);
    expect(l2).toBeCloseTo((1000 * (0.04 + 0.01)) / 2, 10);
  });

  it('is the plain distance where the mask covers all', () => {
    expect(regionDistance(edited, target, Float32Array.of(1, 1))).toEqual(pixelDistance(edited, target));
  });

  it('sees nothing outside the mask with a weight of 0', () => {
    expect(regionDistance(edited, target, Float32Array.of(0, 0), 0)).toEqual({ l1: 0, l2: 0 });
  });

  it('refuses a mask of another size', () => {
    expect(() => regionDistance(edited, target, Float32Array.of(1))).toThrow(/1 values for 2×1/);
  });
});

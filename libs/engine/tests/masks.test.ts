import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mask, Matte, SettingValues } from '@safelight/core';
import { decodeSrgb } from '../src/colour/transfer.ts';
import { runReference } from '../src/run/reference.ts';
import { Negative, type Options } from './support/develop.ts';
import { correctionOf, maskOf } from './support/masked.ts';
import { grey, hueColour, picture } from './support/picture.ts';

const [width, height] = [120, 80];
const plain = new Negative(picture(width, height, () => grey(0.5)));

/** How much the masks select, pixel by pixel. */
function alphaOf(masks: readonly Mask[], negative = plain, options: Options = {}): Float64Array {
  const edit = { corrections: [correctionOf({ localExposure: 1 }, masks)] };
  const { stages, ...program } = negative.program({}, 'float', { ...options, edit });
  return runReference({ ...program, stages: stages.slice(0, 1) }, negative.picture)['local.localExposure']!;
}

const at = (alpha: Float64Array, x: number, y: number): number => alpha[y * width + x]!;
const hermite = (t: number): number => {
  const held = Math.min(Math.max(t, 0), 1);
  return held * held * (3 - 2 * held);
};

describe('linear gradients', () => {
  it('rise smoothly from the line through Zero to the line through Full, at a right angle in pixels', () => {
    const ends = { linearZeroX: 0.25, linearZeroY: 0.3, linearFullX: 0.7, linearFullY: 0.8 };
    const alpha = alphaOf([maskOf('maskLinearGradient', ends)]);
    const [dx, dy] = [(0.7 - 0.25) * width, (0.8 - 0.3) * height];
    for (const [x, y] of [[0, 0], [30, 24], [60, 44], [84, 63], [119, 79], [10, 70], [110, 5]] as const) {
      const t = ((x + 0.5 - 0.25 * width) * dx + (y + 0.5 - 0.3 * height) * dy) / (dx * dx + dy * dy);
      expect(at(alpha, x, y)).toBeCloseTo(hermite(t), 5);
    }
  }); // prettier-ignore

  it('with two zero ends are full on the line between them, nothing beyond either', () => {
    const band = { linearZeroX: 0.2, linearZeroY: 0.5, linearZero2X: 0.8, linearZero2Y: 0.5, linearFullPointDistance: 0.25 };
    const alpha = alphaOf([maskOf('maskLinearGradientBidirectional', band)]);
    expect(at(alpha, 10, 40)).toBe(0);
    expect(at(alpha, 110, 40)).toBe(0);
    expect(at(alpha, 41, 10)).toBeGreaterThan(0.97);
    expect(at(alpha, 30, 20)).toBeCloseTo(hermite((30.5 - 24) / (0.25 * 72)), 5);
    expect(at(alpha, 70, 20)).toBeCloseTo(hermite((96 - 70.5) / (0.75 * 72)), 5);
  }); // prettier-ignore

  it('without a direction select nothing', () => {
    const point = { linearZeroX: 0.4, linearZeroY: 0.4, linearFullX: 0.4, linearFullY: 0.4 };
    expect(Math.max(...alphaOf([maskOf('maskLinearGradient', point)]))).toBe(0);
  });
});

describe('radial gradients', () => {
  const box = { radialLeft: 0.25, radialRight: 0.75, radialTop: 0.25, radialBottom: 0.75 };
  // Half axes of 30 and 20 pixels about (60, 40).
  const distance = (x: number, y: number): number => Math.hypot((x + 0.5 - 60) / 30, (y + 0.5 - 40) / 20);

  it('are full inside, nothing outside, and fade over the feather inside the edge', () => {
    const alpha = alphaOf([maskOf('maskRadialGradient', { ...box, radialFeather: 40 })]);
    const pixel = 1 / 20;
    for (let y = 0; y < height; y += 7) {
      for (let x = 0; x < width; x += 7) {
        expect(at(alpha, x, y)).toBeCloseTo(hermite((1 + pixel / 2 - distance(x, y)) / 0.4), 5);
      }
    }
  });

  it('without feather have an edge of one pixel on the ellipse', () => {
    const alpha = alphaOf([maskOf('maskRadialGradient', { ...box, radialFeather: 0 })]);
    alpha.forEach((value, i) => {
      const d = distance(i % width, Math.floor(i / width));
      if (d < 0.97) expect(value).toBe(1);
      if (d > 1.03) expect(value).toBe(0);
    });
    // The area is that of the ellipse.
    expect(alpha.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Math.PI * 30 * 20, -1);
  });

  it('turn clockwise in pixels: a quarter turn swaps the axes', () => {
    const turned = alphaOf([maskOf('maskRadialGradient', { ...box, radialAngle: 90 })]);
    const swapped = { radialLeft: 40 / 120, radialRight: 80 / 120, radialTop: 10 / 80, radialBottom: 70 / 80 };
    const other = alphaOf([maskOf('maskRadialGradient', swapped)]);
    turned.forEach((value, i) => expect(value).toBeCloseTo(other[i]!, 5));
    const tilted = alphaOf([maskOf('maskRadialGradient', { ...box, radialTop: 0.45, radialBottom: 0.55, radialAngle: 30 })]);
    expect(at(tilted, 76, 49)).toBeGreaterThan(at(tilted, 76, 31) + 0.1);
  }); // prettier-ignore

  it('of negative roundness reach into the corners of the box, of positive one become circles', () => {
    const square = alphaOf([maskOf('maskRadialGradient', { ...box, radialRoundness: -100, radialFeather: 0 })]);
    expect(at(square, 84, 56)).toBe(1);
    const circle = alphaOf([maskOf('maskRadialGradient', { ...box, radialRoundness: 100, radialFeather: 0 })]);
    expect(circle.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Math.PI * 600, -1);
    expect(at(circle, 60, 40 + 23)).toBe(1);
    expect(at(circle, 60 + 26, 40)).toBe(0);
  });

  it('without a size select nothing', () => {
    expect(Math.max(...alphaOf([maskOf('maskRadialGradient', { ...box, radialRight: 0.25 })]))).toBe(0);
  });
});

describe('ranges', () => {
  const ramp = new Negative(picture(width, height, (x) => grey(x / (width - 1))));

  it('of luminance are trapezoids with smooth flanks over encoded luminance', () => {
    const bounds = [0.2, 0.4, 0.6, 0.9];
    const alpha = alphaOf([maskOf('maskLuminanceRange', { luminanceRangeBounds: bounds })], ramp);
    for (let x = 0; x < width; x++) {
      const y = x / (width - 1);
      expect(at(alpha, x, 3)).toBeCloseTo(Math.min(hermite((y - 0.2) / 0.2), hermite((0.9 - y) / 0.3)), 3);
    }
  });

  it('of luminance hold the ends of the axis when their bounds lie there', () => {
    const alpha = alphaOf([maskOf('maskLuminanceRange')], ramp);
    for (const value of alpha) expect(value).toBe(1);
  });

  it('of colour select the sample and what lies near it, and more of it the higher the tolerance', () => {
    const wheel = new Negative(picture(width, height, (x) => hueColour(3 * x, 0.6, 0.4)));
    const encoded = hueColour(60, 0.6, 0.4).map((x) => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
    const covered = [0, 50, 100].map((colorRangeRefine) => {
      const mask = maskOf('maskColorRange', { colorRangeSamples: [[...encoded, 0, 0, 0]], colorRangeRefine });
      const alpha = alphaOf([mask], wheel);
      expect(at(alpha, 20, 9)).toBeCloseTo(1, 5);
      expect(at(alpha, 80, 9)).toBe(0);
      return alpha.reduce((sum, value) => sum + value, 0);
    });
    expect(covered[1]).toBeGreaterThan(1.5 * covered[0]!);
    expect(covered[2]).toBeGreaterThan(1.5 * covered[1]!);
    expect(decodeSrgb(encoded[0]!)).toBeCloseTo(hueColour(60, 0.6, 0.4)[0], 6);
  });
});

describe('combination', () => {
  const part = fc.record({
    tool: fc.constantFrom('maskLinearGradient', 'maskRadialGradient'),
    combine: fc.constantFrom('add', 'subtract', 'intersect'),
    inverted: fc.boolean(),
    active: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    position: fc.integer({ min: 0, max: 8 }),
  });
  const own = (tool: string, position: number): SettingValues =>
    tool === 'maskRadialGradient'
      ? { radialLeft: position / 10, radialRight: position / 10 + 0.3 }
      : { linearZeroX: position / 10, linearFullX: 1, linearZeroY: 0.5, linearFullY: 0.5 };

  it('adds by A + c − A·c, subtracts by A·(1 − c), intersects by A·c, after each one’s own inversion', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 4 }), (parts) => {
        fc.pre(parts.some(({ active }) => active));
        const masks = parts.map(({ tool, combine, inverted, active, position }) =>
          maskOf(tool, { ...own(tool, position), maskCombine: combine, maskInvert: inverted, maskActive: active }),
        );
        const actual = alphaOf(masks);
        let expected = new Float64Array(width * height);
        for (const { tool, combine, inverted, active, position } of parts) {
          if (!active) continue;
          const alone = alphaOf([maskOf(tool, own(tool, position))]);
          expected = expected.map((a, i) => {
            const c = inverted ? 1 - alone[i]! : alone[i]!;
            return combine === 'add' ? a + c - a * c : a * (combine === 'subtract' ? 1 - c : c);
          });
        }
        for (let i = 0; i < expected.length; i += 37) expect(actual[i]).toBeCloseTo(expected[i]!, 6);
      }),
      { numRuns: 12 },
    );
  });

  it('adds two halves to three quarters', () => {
    const half = maskOf('maskLinearGradient', { linearZeroX: 0, linearFullX: 1, linearZeroY: 0.5, linearFullY: 0.5 });
    const [one, two] = [alphaOf([half]), alphaOf([half, half])];
    one.forEach((a, i) => expect(two[i]).toBeCloseTo(a + a - a * a, 6));
    expect(at(two, 60, 40)).toBeGreaterThan(0.74);
  });

  it('lets a component for which nothing was found select nothing, inverted or not', () => {
    const disc = maskOf('maskRadialGradient');
    const sky = (settings: SettingValues): Mask => maskOf('maskSky', settings);
    const none: Options = { matte: null };
    const alone = alphaOf([disc]);
    expect(Math.max(...alphaOf([sky({})], plain, none))).toBe(0);
    expect(Math.max(...alphaOf([sky({ maskInvert: true })], plain, none))).toBe(0);
    expect(alphaOf([disc, sky({})], plain, none)).toEqual(alone);
    expect(alphaOf([disc, sky({ maskCombine: 'subtract' })], plain, none)).toEqual(alone);
    expect(Math.max(...alphaOf([disc, sky({ maskCombine: 'intersect' })], plain, none))).toBe(0);
  });
});

describe('mattes', () => {
  it('take their edges from the picture', () => {
    // A sky whose edge runs at column 53; the matte is six times coarser and three pixels off.
    const scene = new Negative(picture(width, height, (x) => grey(x < 53 ? 0.8 : 0.2)));
    const matte: Matte = {
      width: 20,
      height: 14,
      confidence: 1,
      data: Uint8Array.from({ length: 280 }, (_, i) => (i % 20 < 9 ? 255 : i % 20 === 9 ? 60 : 0)),
    };
    const alpha = alphaOf([maskOf('maskSky')], scene, { matte });
    const mean = (from: number, to: number): number => {
      let sum = 0;
      for (let x = from; x < to; x++) sum += at(alpha, x, 40);
      return sum / (to - from);
    };
    expect(mean(0, 40)).toBeGreaterThan(0.99);
    expect(mean(66, 120)).toBeLessThan(0.01);
    // The step lies where the picture has it, within a pixel.
    expect(at(alpha, 52, 40) - at(alpha, 53, 40)).toBeGreaterThan(0.6);
  });
});

it('masks far off the picture, huge, tiny or turned inside out give numbers between 0 and 1', () => {
  const odd: Mask[] = [
    maskOf('maskRadialGradient', { radialLeft: -10, radialRight: 10, radialTop: 9, radialBottom: 10, radialRoundness: -100 }),
    maskOf('maskRadialGradient', { radialLeft: 0.9, radialRight: 0.1, radialTop: 0.9, radialBottom: 0.1, radialMidpoint: 0 }),
    maskOf('maskRadialGradient', { radialLeft: 0.5, radialRight: 0.5001, radialRoundness: -100, radialFeather: 0 }),
    maskOf('maskLinearGradient', { linearZeroX: -10, linearFullX: 10 }),
    maskOf('maskLinearGradientBidirectional', { linearZero2X: 0.5, linearZero2Y: 0.601, linearFullPointDistance: 0 }),
    maskOf('maskLuminanceRange', { luminanceRangeBounds: [0.9, 0.1, 0.8, 0.2] }),
    maskOf('maskBrush', {}, [{ brushDabs: [[-3, 9], [0.5, 0.5, 0], [0.5, 0.5, 5], [2, 2, 0.5]] }]),
    maskOf('maskBrush', {}, [{ brushDabs: [] }]),
  ]; // prettier-ignore
  const wild = new Negative(picture(width, height, (x, y) => (x < 60 ? [NaN, Infinity, -Infinity] : [y / 9, -y, x])));
  for (const mask of odd) {
    for (const value of alphaOf([mask], Object.assign(wild, { analysis: plain.analysis }))) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  }
});

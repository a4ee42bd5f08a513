import { whitePointOf, whiteXyz } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { identity3, invert3, multiply3 } from './matrix.ts';
import { shape, unshape } from './shoulder.ts';
import { adaptCat16, d50, d65, fromProPhoto, labOf, luminanceOf, sRgbToProPhoto, toProPhoto } from './spaces.ts';
import { apply3, type Triple } from './matrix.ts';
import { decodeSrgb, encodeSrgb, encodingTables, inverseOf, rootTableLength } from './transfer.ts';

const near = (actual: readonly number[], expected: readonly number[], error: number): void => {
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThan(error);
  });
};

describe('colour spaces', () => {
  it('OKLab meets its published anchors', () => {
    near(labOf(apply3(sRgbToProPhoto, [1, 1, 1])), [1, 0, 0], 1e-6);
    near(labOf(apply3(sRgbToProPhoto, [1, 0, 0])), [0.62796, 0.22486, 0.12585], 1e-4);
    near(labOf(apply3(sRgbToProPhoto, [0, 0, 1])), [0.45201, -0.03246, -0.31153], 2e-4);
  });

  it('a profile and its way back cancel', () => {
    const profile = {
      toXyzD50: [0.4360657, 0.3851515, 0.1430784, 0.2224932, 0.716887, 0.0606169, 0.013916, 0.0970764, 0.7140961],
    };
    near(multiply3(fromProPhoto(profile), toProPhoto(profile)), identity3, 1e-12);
    near(apply3(toProPhoto(profile), [1, 1, 1]), [1, 1, 1], 1e-12);
    near(multiply3(adaptCat16(d65, d50), adaptCat16(d50, d65)), identity3, 1e-12);
    near(multiply3(invert3(sRgbToProPhoto), sRgbToProPhoto), identity3, 1e-12);
  });

  it('luminance of white is 1', () => {
    expect(luminanceOf([1, 1, 1])).toBeCloseTo(1, 6);
  });
});

describe('white points', () => {
  it('come back within 1 K and 0.1 of tint', () => {
    for (const temperature of [2000, 2856, 4000, 5003, 6504, 10_000, 25_000]) {
      for (const tint of [-60, -10, 0, 9.8, 60]) {
        const back = whitePointOf(whiteXyz({ temperature, tint }));
        expect(Math.abs(back.temperature - temperature)).toBeLessThan(1);
        expect(Math.abs(back.tint - tint)).toBeLessThan(0.1);
      }
    }
  });

  it('know the standard illuminants', () => {
    const anchors: readonly (readonly [Triple, number, number])[] = [
      [d50, 5003, 10], [[0.95682, 1, 0.92149], 5503, 10.1], [d65, 6504, 9.8],
      [[0.94972, 1, 1.22638], 7504, 9.3], [[1.0985, 1, 0.35585], 2856, -0.3],
    ]; // prettier-ignore
    for (const [xyz, temperature, tint] of anchors) {
      const found = whitePointOf(xyz);
      expect(Math.abs(found.temperature - temperature)).toBeLessThan(0.002 * temperature);
      expect(Math.abs(found.tint - tint)).toBeLessThan(0.06);
    }
  });
});

describe('transfer curves', () => {
  it('encoding tables stay within 0.02 of 255 of the exact curve', () => {
    const samples = (f: (y: number) => number): Float32Array =>
      Float32Array.from({ length: 4096 }, (_, i) => f(i / 4095));
    const profiles: readonly (readonly [Float32Array, (x: number) => number])[] = [
      [samples(decodeSrgb), encodeSrgb],
      [samples((y) => y ** 1.8), (x) => x ** (1 / 1.8)],
    ];
    for (const [decode, exact] of profiles) {
      const [table] = encodingTables({ name: '', toXyzD50: [], decode: [decode, decode, decode] });
      const last = rootTableLength - 1;
      for (let i = 0; i <= 20_000; i++) {
        const x = (i / 20_000) ** 2;
        const at = Math.sqrt(x) * last;
        const low = Math.min(Math.floor(at), last - 1);
        const read = table[low]! + (table[low + 1]! - table[low]!) * (at - low);
        expect(Math.abs(read - exact(x)) * 255).toBeLessThan(0.02);
      }
    }
  });

  it('the inverse of a sampled curve meets every sample', () => {
    const decode = Float32Array.from([0, 0.1, 0.15, 0.6, 1]);
    decode.forEach((linear, i) => {
      expect(inverseOf(decode)(linear)).toBeCloseTo(i / 4, 6);
    });
  });
});

describe('the shoulder', () => {
  it('leaves what is under the knee, gives white for twice the light, and never reaches 1.37', () => {
    expect(shape(0.3)).toBe(0.3);
    expect(shape(2)).toBeCloseTo(1, 12);
    expect(shape(1e6)).toBeLessThan(1.37);
  });

  it('is undone exactly, and bounded beyond white', () => {
    for (let m = 0; m <= 1.16; m += 0.01) expect(shape(unshape(m))).toBeCloseTo(m, 9);
    expect(unshape(60) / 60).toBeLessThan(25.1);
  });

  it('rises everywhere, without a jump or a bend at the knee', () => {
    for (let m = 0; m < 4; m += 0.001) expect(shape(m + 0.001)).toBeGreaterThan(shape(m));
    const slope = (m: number): number => (shape(m + 1e-6) - shape(m)) / 1e-6;
    expect(Math.abs(slope(0.4) - slope(0.4 - 2e-6))).toBeLessThan(1e-4);
  });
});

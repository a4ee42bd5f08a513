import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { photoBytes } from '../testing.ts';
import { buildMatrixIcc, gammaElement } from './build.ts';
import { readCurve, sampleCurve } from './curve.ts';
import { readMatrixProfile } from './icc.ts';
import { adobeRgbIcc, adobeRgbProfile, d50, sRgbIcc, sRgbMatrix, sRgbProfile } from './standard.ts';

async function iccMadeByLibvips(name: string): Promise<Uint8Array> {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } });
  const { icc } = await sharp(await pixel.withIccProfile(name).jpeg().toBuffer()).metadata();
  return icc!;
}

describe('readMatrixProfile', () => {
  it('takes sRGB by any maker for the one sRGB', async () => {
    const fromPhotoshop = (await sharp(photoBytes('portrait-astronaut.png')).metadata()).icc!;
    for (const icc of [fromPhotoshop, await iccMadeByLibvips('srgb'), sRgbIcc]) {
      expect(readMatrixProfile(icc)).toEqual({ model: 'rgb', profile: sRgbProfile });
    }
  });

  it('reads Adobe RGB back from the profile that this room writes', () => {
    const { profile } = readMatrixProfile(adobeRgbIcc)!;
    expect(profile.name).toBe('Adobe RGB (1998)');
    profile.toXyzD50.forEach((value, i) => expect(value).toBeCloseTo(adobeRgbProfile.toXyzD50[i]!, 4));
    expect(profile.decode[1]).toEqual(adobeRgbProfile.decode[1]);
  });

  // Published colorants of Display P3 (Apple; SMPTE EG 432-1 adapted by Bradford).
  it('reads the primaries of Display P3', async () => {
    const { profile } = readMatrixProfile(await iccMadeByLibvips('p3'))!;
    const published = [0.5151, 0.292, 0.1571, 0.2412, 0.6922, 0.0666, -0.0011, 0.0419, 0.7841];
    profile.toXyzD50.forEach((value, i) => expect(Math.abs(value - published[i]!)).toBeLessThan(0.002));
  });

  it('maps white to exactly D50', async () => {
    const { profile } = readMatrixProfile(await iccMadeByLibvips('p3'))!;
    const sums = [0, 3, 6].map((row) => profile.toXyzD50.slice(row, row + 3).reduce((a, b) => a + b));
    d50.forEach((value, i) => expect(sums[i]).toBeCloseTo(value, 9));
  });

  it('leaves CMYK and broken profiles to the colour engine', async () => {
    expect(readMatrixProfile(await iccMadeByLibvips('cmyk'))).toBeNull();
    expect(readMatrixProfile(new Uint8Array(500))).toBeNull();
    expect(readMatrixProfile(sRgbIcc.slice(0, 300))).toBeNull();
    expect(readMatrixProfile(buildMatrixIcc('flat', new Array(9).fill(0.3), gammaElement(2)))).toBeNull();
  });

  it('never throws, whatever bytes of a profile change', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(sRgbIcc.length - 1), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const icc = new Uint8Array(sRgbIcc);
        for (const [at, value] of changes) icc[at] = value;
        const read = readMatrixProfile(icc);
        if (read !== null) for (const curve of read.profile.decode) expect(strictlyRises(curve)).toBe(true);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('tone curves', () => {
  it('put every 8-bit code of a power curve on its exact value', () => {
    const curve = readCurve(gammaElement(1.8))!;
    const gamma = Math.round(1.8 * 256) / 256;
    for (const code of [1, 17, 128, 200, 255]) {
      expect(curve[code * 16]).toBeCloseTo((code / 255) ** gamma, 7);
    }
  });

  it('interpolate tables, and rise strictly even where the table repeats a value', () => {
    const table = Buffer.from('curv\0\0\0\0\0\0\0\x05\0\0\0\0\0\0\x80\0\xff\xff', 'latin1');
    const curve = readCurve(new Uint8Array(table))!;
    expect(curve[510 * 7]).toBeCloseTo(0.75, 4);
    expect(strictlyRises(curve)).toBe(true);
  });

  it('are refused when they fall', () => {
    const table = Buffer.from('curv\0\0\0\0\0\0\0\x03\0\0\xff\xff\x80\0', 'latin1');
    expect(readCurve(new Uint8Array(table))).toBeNull();
  });

  it('stay within 0 and 1', () => {
    const curve = sampleCurve((code) => code * 3 - 1);
    expect([curve[0], curve[curve.length - 1]]).toEqual([0, expect.closeTo(1, 2)]);
    expect(sRgbMatrix).toHaveLength(9);
  });
});

function strictlyRises(curve: Float32Array): boolean {
  return curve.every((value, i) => i === 0 || value > curve[i - 1]!);
}

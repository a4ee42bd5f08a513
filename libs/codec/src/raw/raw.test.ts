import { whiteXyz, type WhitePoint } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { decodePhoto, decodeRgb8 } from '../decode.ts';
import { inspectPhoto } from '../inspect.ts';
import { decodeSrgb } from '../profile/curve.ts';
import { sRgbMatrix } from '../profile/standard.ts';
import { randomNumbers } from '../testing.ts';
import { apply3, invert3, multiply3, type Triple } from './matrix.ts';
import { buildDng, type DngSpec } from './testing.ts';

/** Plausible sensors: XYZ → camera under D65 and under tungsten. */
const underD65 = [0.82, -0.24, -0.08, -0.45, 1.25, 0.22, -0.09, 0.21, 0.62];
const underA = [0.95, -0.35, -0.02, -0.5, 1.3, 0.24, -0.12, 0.28, 0.5];
const [codeA, codeD65] = [17, 21];
const bradford = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];
const d50: Triple = [0.9642956, 1, 0.8251046];

const adapt = (from: Triple, to: Triple): readonly number[] => {
  const [a, b] = [apply3(bradford, from), apply3(bradford, to)];
  const gains = [b[0] / a[0], 0, 0, 0, b[1] / a[1], 0, 0, 0, b[2] / a[2]];
  return multiply3(invert3(bradford)!, multiply3(gains, bradford));
};

/** The picture: linear sRGB colours that change slowly, as a demosaicing needs. */
const [width, height] = [96, 64];
const colourAt = (x: number, y: number): Triple => [
  0.1 + (0.5 * x) / width,
  0.12 + (0.5 * y) / height,
  0.55 - (0.2 * x) / width - (0.2 * y) / height,
];

/** What a sensor sees of the picture under a light, exposed so that white stays below clipping. */
function photographed(light: WhitePoint, colorMatrix: readonly number[]): Pick<DngSpec, 'colourAt' | 'asShotNeutral'> {
  const white = whiteXyz(light);
  const toCamera = multiply3(colorMatrix, multiply3(adapt(d50, white), sRgbMatrix));
  const neutral = apply3(colorMatrix, white);
  const most = Math.max(...neutral);
  const scale = 1 / most;
  return {
    colourAt: (x, y) => apply3(toCamera, colourAt(x, y)).map((value) => value * scale) as unknown as Triple,
    asShotNeutral: neutral.map((value) => value / most) as unknown as Triple,
  };
}

/** Largest error of the decoded linear sRGB against the picture, away from the border, relative to white. */
async function worstError(bytes: Uint8Array): Promise<number> {
  const { image, profile } = await decodePhoto(bytes);
  const toSrgb = multiply3(invert3(sRgbMatrix)!, profile.toXyzD50);
  let worst = 0;
  for (let y = 4; y < height - 4; y++) {
    for (let x = 4; x < width - 4; x++) {
      const at = (y * width + x) * 3;
      const codes = [image.data[at]! / 65_535, image.data[at + 1]! / 65_535, image.data[at + 2]! / 65_535] as const;
      const linear = apply3(toSrgb, codes);
      const wanted = colourAt(x, y);
      linear.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - wanted[i]!))));
    }
  }
  return worst;
}

const daylight: WhitePoint = { temperature: 5600, tint: 8 };
const one = [{ illuminant: codeD65, colorMatrix: underD65 }];
const dng = (more: Partial<DngSpec> = {}): Uint8Array =>
  buildDng({ width, height, calibrations: one, ...photographed(daylight, underD65), ...more });

describe('a raw photo', () => {
  it.each<WhitePoint>([
    { temperature: 2850, tint: 0 },
    { temperature: 4200, tint: 15 },
    daylight,
    { temperature: 7500, tint: -10 },
  ])('shows the colours of the scene and tells its light: $temperature K, tint $tint', async (light) => {
    const bytes = buildDng({ width, height, calibrations: one, ...photographed(light, underD65) });
    expect(await worstError(bytes)).toBeLessThan(0.004);
    const { asShot } = await decodePhoto(bytes);
    expect(Math.abs(asShot!.temperature - light.temperature)).toBeLessThan(0.002 * light.temperature);
    expect(Math.abs(asShot!.tint - light.tint)).toBeLessThan(0.2);
  });

  it('takes a matrix between its two calibrations, by mired', async () => {
    const light: WhitePoint = { temperature: 4000, tint: 3 };
    const share = (1e6 / 2856 - 1e6 / light.temperature) / (1e6 / 2856 - 1e6 / 6504);
    const between = underA.map((value, i) => value + (underD65[i]! - value) * share);
    const calibrations = [
      { illuminant: codeA, colorMatrix: underA },
      { illuminant: codeD65, colorMatrix: underD65 },
    ];
    const bytes = buildDng({ width, height, calibrations, ...photographed(light, between) });
    expect(await worstError(bytes)).toBeLessThan(0.004);
    expect(Math.abs((await decodePhoto(bytes)).asShot!.temperature - light.temperature)).toBeLessThan(20);
  });

  it('is 16 bits deep and linear between its black and white level', async () => {
    const bytes = dng({
      colourAt: () => [0.25, 0.25, 0.25],
      asShotNeutral: [1, 1, 1],
      blackLevel: 512,
      whiteLevel: 4095,
    });
    const { image, profile, kind, mediaType } = await decodePhoto(bytes);
    expect([kind, mediaType, image.data.BYTES_PER_ELEMENT]).toEqual(['raw', 'image/x-adobe-dng', 2]);
    expect(Math.abs(image.data[(32 * width + 48) * 3]! / 65_535 - 0.25)).toBeLessThan(2e-4);
    expect(Array.from(profile.decode[0])).toEqual([0, 1]);
  });

  it('is cropped as its file says, keeps its orientation code, and carries EXIF and XMP', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>';
    const bytes = dng({ activeArea: [2, 6, 64, 96], defaultCrop: [4, 2, 80, 56], orientation: 6, xmp });
    const { image, orientation, metadata } = await decodePhoto(bytes);
    expect([image.width, image.height, orientation]).toEqual([80, 56, 6]);
    expect(Buffer.from(metadata.xmp!).toString()).toBe(xmp);
    expect(Buffer.from(metadata.exif!).includes('Lamp')).toBe(true);
    const whole = (await decodePhoto(dng())).image;
    // Row 10 of the crop, away from the edges at which demosaicing has fewer neighbours.
    const [shown, stored] = [(10 * 80 + 10) * 3, ((2 + 2 + 10) * width + 6 + 4 + 10) * 3];
    expect(image.data.slice(shown, shown + 150)).toEqual(whole.data.slice(stored, stored + 150));
    expect(await inspectPhoto(bytes)).toMatchObject({ format: 'raw', kind: 'raw', width: 80, height: 56, orientation });
  });

  it('is shown upright in sRGB', async () => {
    const { width: shownWidth, data } = await decodeRgb8(dng({ orientation: 6 }));
    expect(shownWidth).toBe(height);
    const at = ((width / 2) * height + height / 2) * 3;
    const wanted = colourAt(width / 2, height / 2 - 1);
    wanted.forEach((value, i) => expect(Math.abs(decodeSrgb(data[at + i]! / 255) - value)).toBeLessThan(0.02));
  });

  it('whose colours nobody describes is still decoded, without a light', async () => {
    const flat = new Array<number>(9).fill(0.3);
    const { asShot, profile } = await decodePhoto(dng({ calibrations: [{ illuminant: codeD65, colorMatrix: flat }] }));
    expect(asShot).toBeUndefined();
    expect(profile.toXyzD50[8]).toBeCloseTo(0.8251, 3);
  });
});

describe('a damaged raw photo', () => {
  it('is refused where it was cut off', async () => {
    const whole = dng();
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      await expect(decodePhoto(whole.subarray(0, Math.floor(whole.length * share)))).rejects.toMatchObject({
        code: 'photo.truncated',
      });
    }
  });

  it('is refused when it claims more pixels than the limit', async () => {
    const bytes = Buffer.from(dng());
    const directory = bytes.readUInt16LE(8);
    for (let i = 0, at = 10; i < directory; i++, at += 12) {
      const tag = bytes.readUInt16LE(at);
      if (tag === 0x0100 || tag === 0x0101) bytes.writeUInt32LE(30_000, at + 8);
    }
    await expect(decodePhoto(bytes)).rejects.toMatchObject({ code: expect.stringMatching(/tooLarge|truncated/) });
  });

  it('ends in a picture or a typed refusal, and the next one is decoded', async () => {
    const whole = dng();
    const next = randomNumbers(20);
    for (let round = 0; round < 40; round++) {
      const bytes = new Uint8Array(whole);
      for (let i = 0; i < 1 + Math.floor(next() * 6); i++) bytes[Math.floor(next() * 420)] = Math.floor(next() * 256);
      await decodePhoto(bytes).then(
        ({ image }) => expect(image.data).toHaveLength(image.width * image.height * 3),
        (thrown: unknown) =>
          expect(thrown).toMatchObject({
            code: expect.stringMatching(/^photo\.(truncated|notAnImage|unsupported|tooLarge)$/),
          }),
      );
    }
    expect((await decodePhoto(whole)).image.width).toBe(width);
  });
});

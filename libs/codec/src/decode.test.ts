import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePhoto, decodeRgb8 } from './decode.ts';
import { encodeImage } from './encode.ts';
import { inspectPhoto } from './inspect.ts';
import { buildMatrixIcc, gammaElement } from './profile/build.ts';
import { adobeRgbIcc, adobeRgbProfile, sRgbMatrix, sRgbProfile } from './profile/standard.ts';
import { buildExif, buildPng, photoBytes, randomSamples, withExif } from './testing.ts';

const [width, height] = [23, 17];
const raw = { raw: { width, height, channels: 3 as const } };
const samples = randomSamples(width * height * 3, 255);
const picture = (): ReturnType<typeof sharp> => sharp(Uint8Array.from(samples), raw);

describe('decodePhoto', () => {
  it.each([
    ['sRGB', undefined],
    ['Adobe RGB', adobeRgbIcc],
  ])('gives back the stored 8-bit codes of a PNG in %s, which encoding writes again', async (_name, icc) => {
    const png = buildPng({ width, height, bits: 8, channels: 3, samples, ...(icc && { icc }) });
    const { image, metadata, profile } = await decodePhoto(png);
    expect(Array.from(image.data)).toEqual(samples);
    expect(image.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(profile.name).toBe(icc ? 'Adobe RGB (1998)' : 'sRGB');
    const again = await decodePhoto(
      await encodeImage(
        { ...image, data: image.data as Uint8Array },
        { format: 'png', ...(icc && { icc: metadata.icc! }) },
      ),
    );
    expect([again.image, again.profile]).toEqual([image, profile]);
  });

  it('keeps the codes of a Display P3 file as they are', async () => {
    const png = await picture().withIccProfile('p3').png().toBuffer();
    const { image, profile, metadata } = await decodePhoto(png);
    const stored = await sharp(png, { ignoreIcc: true }).raw().toBuffer();
    expect(Buffer.from(image.data).equals(stored)).toBe(true);
    expect(profile.toXyzD50[0]).toBeCloseTo(0.5151, 3);
    expect(metadata.icc).toBeDefined();
  });

  it('keeps all 16 bits, with and without a wide profile', async () => {
    const deep = randomSamples(width * height * 3, 65535);
    const proPhoto = [0.79767, 0.13519, 0.03134, 0.28804, 0.71188, 0.00009, 0, 0, 0.8249];
    const icc = buildMatrixIcc('ROMM RGB', proPhoto, gammaElement(1.8));
    for (const extra of [{}, { icc }]) {
      const { image, profile } = await decodePhoto(
        buildPng({ width, height, bits: 16, channels: 3, samples: deep, ...extra }),
      );
      expect(image.data).toBeInstanceOf(Uint16Array);
      expect(Array.from(image.data)).toEqual(deep);
      expect(profile.name).toBe('icc' in extra ? 'ROMM RGB' : 'sRGB');
    }
  });

  it('lays alpha over white, 8 and 16 bits, to the exact code', async () => {
    for (const [bits, white] of [
      [8, 255],
      [16, 65535],
    ] as const) {
      const half = Math.ceil(white / 2);
      const rgba = [white, 0, half, white, 0, 0, 0, 0, 0, 0, 0, half];
      const { image } = await decodePhoto(buildPng({ width: 3, height: 1, bits, channels: 4, samples: rgba }));
      const grey = white - half;
      expect(Array.from(image.data)).toEqual([white, 0, half, white, white, white, grey, grey, grey]);
    }
  });

  it('repeats grey in the three channels, with and without alpha', async () => {
    const grey = await decodePhoto(buildPng({ width: 2, height: 1, bits: 16, channels: 1, samples: [0x1234, 0xfedc] }));
    expect(Array.from(grey.image.data)).toEqual([0x1234, 0x1234, 0x1234, 0xfedc, 0xfedc, 0xfedc]);
    const alpha = await decodePhoto(buildPng({ width: 2, height: 1, bits: 8, channels: 2, samples: [7, 255, 7, 0] }));
    expect(Array.from(alpha.image.data)).toEqual([7, 7, 7, 255, 255, 255]);
  });

  it('gives a grey profile the same curve in three channels and an RGB profile to write back', async () => {
    const icc = Buffer.from(buildMatrixIcc('Gray 1.8', sRgbMatrix, gammaElement(1.8)));
    icc.write('GRAY', 16, 'latin1');
    icc.write('kTRC', icc.indexOf('rTRC'), 'latin1');
    const samples8 = [128, 200];
    const { profile, metadata, image } = await decodePhoto(
      buildPng({ width: 2, height: 1, bits: 8, channels: 1, samples: samples8, icc }),
    );
    expect(image.data[0]).toBe(128);
    expect(profile.decode[2][128 * 16]).toBeCloseTo((128 / 255) ** (461 / 256), 5);
    expect(
      (await decodePhoto(buildPng({ width, height, bits: 8, channels: 3, samples, icc: metadata.icc! }))).profile,
    ).toEqual({ ...profile, toXyzD50: expect.anything() });
    const shown = await decodeRgb8(buildPng({ width: 2, height: 1, bits: 8, channels: 1, samples: samples8, icc }));
    const linear = (128 / 255) ** (461 / 256);
    expect(shown.data[0]).toBe(Math.round(255 * (1.055 * linear ** (1 / 2.4) - 0.055)));
  });

  it('takes an uncalibrated R03 EXIF without a profile for Adobe RGB', async () => {
    const exif = buildExif({ orientation: 1, interoperability: 'R03' });
    const named = await decodePhoto(buildPng({ width, height, bits: 8, channels: 3, samples, exif }));
    expect([named.profile, named.metadata.icc]).toEqual([adobeRgbProfile, adobeRgbIcc]);
    const plain = await decodePhoto(
      buildPng({
        width,
        height,
        bits: 8,
        channels: 3,
        samples,
        exif: buildExif({ orientation: 1, interoperability: 'R98' }),
      }),
    );
    expect(plain.profile).toBe(sRgbProfile);
  });

  // A press profile's perceptual intent moves colours on the way there and back; wrong inks would be off by far more.
  it.each([
    ['cmyk', 20],
    ['lab', 2],
    ['scrgb', 2],
  ])('converts %s to sRGB', async (space, tolerance) => {
    const flat = sharp({ create: { width: 8, height: 8, channels: 3, background: { r: 180, g: 120, b: 90 } } });
    const file = await (
      space === 'cmyk'
        ? flat.withIccProfile('cmyk').jpeg({ quality: 100 })
        : flat.toColourspace(space).tiff({ compression: 'none' })
    ).toBuffer();
    const { image, profile } = await decodePhoto(file);
    expect(profile).toBe(sRgbProfile);
    const scale = image.data instanceof Uint16Array ? 257 : 1;
    [180, 120, 90].forEach((code, i) => expect(Math.abs(image.data[i]! / scale - code)).toBeLessThan(tolerance));
  });

  it.each([0, 1, 3, 6, 8, 9, 255, 65535])(
    'reads EXIF orientation %i and leaves the pixels stored',
    async (orientation) => {
      for (const big of [false, true]) {
        const jpeg = withExif(await picture().jpeg().toBuffer(), buildExif({ orientation, big }));
        const photo = await decodePhoto(jpeg);
        expect(photo.orientation).toBe(orientation >= 1 && orientation <= 8 ? orientation : 1);
        expect([photo.image.width, photo.image.height]).toEqual([width, height]);
        const swaps = photo.orientation >= 5;
        expect((await decodeRgb8(jpeg)).width).toBe(swaps ? height : width);
      }
    },
  );

  it.each(['webp', 'avif', 'gif', 'tiff', 'png'] as const)('reads %s', async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();
    const { image, mediaType } = await decodePhoto(bytes);
    expect([image.width, image.height, mediaType]).toEqual([width, height, `image/${format}`]);
  });

  it('reads palette PNG, one pixel, and the first frame of an animation', async () => {
    const palette = await decodePhoto(await picture().png({ palette: true, colours: 256, dither: 0 }).toBuffer());
    expect(palette.image.data).toHaveLength(samples.length);
    const one = await decodePhoto(buildPng({ width: 1, height: 1, bits: 8, channels: 3, samples: [9, 8, 7] }));
    expect(Array.from(one.image.data)).toEqual([9, 8, 7]);
    const frames = sharp(Buffer.concat([Buffer.alloc(48, 10), Buffer.alloc(48, 200)]), {
      raw: { width: 4, height: 8, channels: 3, pageHeight: 4 },
    });
    const gif = await frames.gif().toBuffer();
    expect((await inspectPhoto(gif)).pages).toBe(2);
    expect((await decodePhoto(gif)).image.height).toBe(4);
  });
});

describe('decodeRgb8', () => {
  it('agrees with the stored codes where the file is plain sRGB', async () => {
    const { data } = await decodeRgb8(buildPng({ width, height, bits: 8, channels: 3, samples }));
    expect(Array.from(data)).toEqual(samples);
  });

  it('rounds 16-bit sRGB to the nearest 8-bit code', async () => {
    const deep = Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3) * 257);
    const { data } = await decodeRgb8(buildPng({ width: 256, height: 1, bits: 16, channels: 3, samples: deep }));
    expect(Array.from(data)).toEqual(deep.map((code) => code / 257));
  });

  it('shows the same colour whatever space and depth carry it', async () => {
    // Adobe RGB (1998) codes of sRGB (200, 120, 60), by the published matrices.
    const adobe = [180, 119, 66];
    for (const bits of [8, 16] as const) {
      const scale = bits === 8 ? 1 : 257;
      const coded = adobe.map((code) => code * scale);
      const { data } = await decodeRgb8(
        buildPng({ width: 1, height: 1, bits, channels: 3, samples: coded, icc: adobeRgbIcc }),
      );
      [200, 120, 60].forEach((code, i) => expect(Math.abs(data[i]! - code)).toBeLessThanOrEqual(2));
    }
  });
});

describe('inspectPhoto', () => {
  let info: Awaited<ReturnType<typeof inspectPhoto>>;
  beforeAll(async () => {
    info = await inspectPhoto(photoBytes('portrait-astronaut.png'));
  });

  it('tells size, depth and profile without decoding', () => {
    expect(info).toEqual({
      format: 'png',
      mediaType: 'image/png',
      kind: 'rendered',
      width: 512,
      height: 512,
      orientation: 1,
      bitsPerChannel: 8,
      profileName: 'sRGB',
      hasAlpha: false,
      pages: 1,
    });
  });
});

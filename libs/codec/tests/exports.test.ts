/** What is written, read back by others: ExifTool, and LittleCMS through libvips. */
import { exiftool, type WriteTags } from 'exiftool-vendored';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePhoto, encodeImage, imageFormats, standardSpaces, type ImageFormat } from '../src/index.ts';
import { encodeSrgb } from '../src/profile/curve.ts';
import { sRgbMatrix } from '../src/profile/standard.ts';
import { apply3, invert3, multiply3, type Triple } from '../src/raw/matrix.ts';
import { buildExif, randomSamples } from '../src/testing.ts';

const [width, height] = [40, 30];
const image = { width, height, data: Uint8Array.from(randomSamples(width * height * 3, 255)) };
const deep = { width, height, data: Uint16Array.from(randomSamples(width * height * 3, 65_535)) };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codec-'));
});
afterAll(async () => {
  await exiftool.end();
  await rm(folder, { recursive: true });
});

async function fileOf(bytes: Uint8Array, ending: string): Promise<string> {
  const path = join(folder, `${Math.random()}.${ending}`);
  await writeFile(path, bytes);
  return path;
}

const tagsOf = async (bytes: Uint8Array, ending: string): Promise<Record<string, unknown>> =>
  (await exiftool.readRaw(await fileOf(bytes, ending), {
    readArgs: ['-n', '-validate', '-warning', '-error', '-a', '-all'],
  })) as Record<string, unknown>;

describe.each(Object.entries(standardSpaces))('the space %s', (name, { profile, icc }) => {
  it('is read by its curves and matrix as it was meant', async () => {
    const read = (await decodePhoto(await encodeImage(image, { format: 'png', icc }))).profile;
    read.toXyzD50.forEach((value, i) => expect(Math.abs(value - profile.toXyzD50[i]!)).toBeLessThan(2e-4));
    expect(read.decode[1][2040]).toBeCloseTo(profile.decode[1][2040]!, 5);
  });

  // One code in 255 of an sRGB colour is at most 0.5 ΔE00.
  it('means to LittleCMS the colours that its numbers say, to one code', async () => {
    // Muted, so that they lie within sRGB whatever the space.
    const codes = [255, 255, 255, 128, 128, 128, 150, 110, 100, 90, 120, 95, 100, 105, 140, 30, 28, 27, 200, 190, 170];
    const picture = { width: codes.length / 3, height: 1, data: Uint8Array.from(codes) };
    const toSrgb = multiply3(invert3(sRgbMatrix)!, profile.toXyzD50);
    const wanted = Array.from({ length: picture.width }, (_, pixel) => {
      const linear = [0, 1, 2].map((i) => profile.decode[i as 0 | 1 | 2][codes[3 * pixel + i]! * 16]!);
      return apply3(toSrgb, linear as unknown as Triple).map((value) => 255 * encodeSrgb(value));
    }).flat();
    for (const format of ['png', 'tiff'] as const) {
      const shown = await sharp(await encodeImage(picture, { format, icc }))
        .raw()
        .toBuffer();
      wanted.forEach((code, i) => expect(Math.abs(shown[i]! - code), `${name} ${format} ${i}`).toBeLessThan(1));
    }
  });
});

it.each(['png', 'tiff'] as const)('%s keeps every 16-bit code', async (format) => {
  const { image: read } = await decodePhoto(await encodeImage(deep, { format, icc: standardSpaces.prophoto.icc }));
  expect(read.data).toBeInstanceOf(Uint16Array);
  expect(Array.from(read.data)).toEqual(Array.from(deep.data));
});

it.each(['jpeg', 'webp', 'avif'] as const)('%s refuses 16 bits by name', async (format) => {
  await expect(encodeImage(deep, { format })).rejects.toMatchObject({
    code: 'request.invalid',
    field: 'bitsPerChannel',
  });
});

/** A photo with a place in EXIF and XMP, a caption in IPTC and a maker note, by ExifTool. */
async function placed(): Promise<Awaited<ReturnType<typeof decodePhoto>>> {
  const path = await fileOf(
    await encodeImage(image, { format: 'jpeg', metadata: { exif: buildExif({ orientation: 1 }) } }),
    'jpg',
  );
  const tags = {
    GPSLatitude: 48.2,
    GPSLatitudeRef: 'N',
    GPSLongitude: 16.37,
    GPSLongitudeRef: 'E',
    Artist: 'Lamp',
    'XMP-dc:Title': 'Stairs',
    'XMP-exif:GPSLatitude': 48.2,
    'XMP-exif:GPSLongitude': 16.37,
    'IPTC:Caption-Abstract': 'At six',
  } as unknown as WriteTags;
  await exiftool.write(path, tags, { writeArgs: ['-overwrite_original'] });
  return decodePhoto(await readFile(path));
}

describe.each(imageFormats)('a photo that tells its place, written as %s', (format: ImageFormat) => {
  const ending = format === 'tiff' ? 'tif' : format;

  it('keeps place, artist, title and, where the format has room, caption; ExifTool finds nothing broken', async () => {
    const { metadata } = await placed();
    const tags = await tagsOf(await encodeImage(image, { format, metadata }), ending);
    expect(tags).toMatchObject({ Artist: 'Lamp', Title: 'Stairs' });
    expect(Number(tags['GPSLatitude'])).toBeCloseTo(48.2, 3);
    if (format !== 'webp' && format !== 'avif') expect(tags['Caption-Abstract']).toBe('At six');
    expect(tags['Error']).toBeUndefined();
    // What the block lacked before, and sizes that TIFF wants elsewhere but other readers look for.
    const harmless = /^(\[minor\] )?(Missing required|.*not allowed in TIFF)/;
    expect([tags['Warning'] ?? []].flat().filter((warning) => !harmless.test(String(warning)))).toEqual([]);
  });

  it('tells nothing of it when asked not to', async () => {
    const { metadata } = await placed();
    const bytes = await encodeImage(image, { format, metadata, keepGps: false });
    const tags = await tagsOf(bytes, ending);
    expect(tags).toMatchObject({ Artist: 'Lamp', Title: 'Stairs' });
    expect(Object.keys(tags).filter((name) => name.startsWith('GPS'))).toEqual([]);
    expect(Buffer.from(bytes).includes('GPSLatitude')).toBe(false);
  });
});

it('AVIF carries an EXIF block of 60,000 bytes byte for byte', async () => {
  const exif = Buffer.concat([buildExif({ orientation: 1 }), Buffer.from(randomSamples(60_000, 255))]);
  const { metadata } = await decodePhoto(await encodeImage(image, { format: 'avif', metadata: { exif } }));
  expect(Buffer.from(metadata.exif!).subarray(220, exif.length).equals(exif.subarray(220))).toBe(true);
});

it('TIFF takes a big-endian EXIF block', async () => {
  const exif = buildExif({ orientation: 6, big: true });
  const tags = await tagsOf(await encodeImage(image, { format: 'tiff', metadata: { exif } }), 'tif');
  expect(tags).toMatchObject({ Make: 'Lamp Camera', ExposureTime: 0.004, Orientation: 1, ExifImageWidth: width });
});

import { exiftool } from 'exiftool-vendored';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePhoto } from './decode.ts';
import { encodeImage, imageFormats } from './encode.ts';
import type { EncodeOptions, ImageFormat } from './encode.ts';
import { adobeRgbIcc, sRgbProfile } from './profile/standard.ts';
import { Tiff } from './metadata/tiff.ts';
import { buildExif, randomSamples } from './testing.ts';

const [width, height] = [40, 30];
const image = { width, height, data: Uint8Array.from(randomSamples(width * height * 3, 255)) };
const xmpOf = (body: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"><tiff:ImageWidth>4000</tiff:ImageWidth>${body}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const caption = Buffer.from('\x1c\x02\x78\x00\x0bLamp at six', 'latin1');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codec-'));
});
afterAll(async () => {
  await exiftool.end();
  await rm(folder, { recursive: true });
});

/** Tags as ExifTool reads them, values unformatted. */
async function tagsOf(format: ImageFormat, options: Omit<EncodeOptions, 'format'>): Promise<Record<string, unknown>> {
  const file = join(folder, `${Math.random()}.${format}`);
  await writeFile(file, await encodeImage(image, { format, ...options }));
  return (await exiftool.readRaw(file, { readArgs: ['-n'] })) as Record<string, unknown>;
}

describe.each(imageFormats)('encodeImage to %s', (format) => {
  it('writes metadata that ExifTool reads, fitted to the upright picture', async () => {
    const tags = await tagsOf(format, {
      icc: adobeRgbIcc,
      metadata: {
        exif: buildExif({ orientation: 6, thumbnail: true, interoperability: 'R03' }),
        xmp: xmpOf('<dc:source>attic</dc:source>'),
        iptc: caption,
      },
    });
    expect(tags).toMatchObject({
      Make: 'Lamp Camera',
      ExposureTime: 0.004,
      Orientation: 1,
      ExifImageWidth: width,
      ExifImageHeight: height,
      ColorSpace: 65535,
      // A TIFF's EXIF is laid out anew, without directories that its readers do not expect.
      ...(format === 'tiff' ? {} : { InteropIndex: 'R03' }),
      ProfileDescription: 'Adobe RGB (1998)',
      Source: 'attic',
      ImageWidth: width,
      ImageHeight: height,
      ...(format === 'webp' || format === 'avif' ? {} : { 'Caption-Abstract': 'Lamp at six' }),
    });
    expect(tags).not.toHaveProperty('ThumbnailImage');
    expect(tags).not.toHaveProperty('Error');
  });

  it('says sRGB everywhere when no profile is given', async () => {
    const tags = await tagsOf(format, { metadata: { exif: buildExif({ orientation: 3, interoperability: 'R03' }) } });
    expect(tags).toMatchObject({ ColorSpace: 1, ProfileDescription: 'sRGB IEC61966-2.1' });
    if (format !== 'tiff') expect(tags).toMatchObject({ InteropIndex: 'R98' });
  });

  it('carries an XMP packet of 200,000 bytes', async () => {
    const tags = await tagsOf(format, { metadata: { xmp: xmpOf(`<dc:source>${'y'.repeat(200_000)}</dc:source>`) } });
    expect(tags['Source']).toHaveLength(200_000);
  });

  it('carries a profile of 150,000 bytes', async () => {
    const icc = Buffer.concat([adobeRgbIcc, Buffer.alloc(150_000, 'safelight')]);
    icc.writeUInt32BE(icc.length, 0);
    const { metadata } = await decodePhoto(await encodeImage(image, { format, icc }));
    expect(icc.equals(metadata.icc!)).toBe(true);
  });

  it('writes what decodePhoto reads: size, profile, blocks', async () => {
    const exif = buildExif({ orientation: 8 });
    const photo = await decodePhoto(
      await encodeImage(image, { format, quality: 100, metadata: { exif, xmp: xmpOf('') } }),
    );
    expect([photo.image.width, photo.image.height, photo.orientation]).toEqual([width, height, 1]);
    expect(photo.profile).toBe(sRgbProfile);
    expect(Tiff.open(photo.metadata.exif!)!.number(Tiff.open(photo.metadata.exif!)!.first, 0x0112)).toBe(1);
    if (format !== 'tiff') expect(photo.metadata.exif!.length).toBeGreaterThanOrEqual(exif.length);
    expect(Buffer.from(photo.metadata.xmp!).toString()).toContain('tiff:Orientation="1"><tiff:ImageWidth>40<');
    if (format === 'png' || format === 'tiff') expect(Buffer.from(photo.image.data).equals(image.data)).toBe(true);
  });
});

describe('encodeImage', () => {
  it('blanks the old thumbnail, which a crop may have meant to hide', async () => {
    const exif = buildExif({ orientation: 1, thumbnail: true });
    expect(Buffer.from(exif).includes('wwww')).toBe(true);
    const jpeg = await encodeImage(image, { format: 'jpeg', metadata: { exif } });
    expect(Buffer.from(jpeg).includes('wwww')).toBe(false);
  });

  it('takes pixels in shared memory, and leaves damaged EXIF alone', async () => {
    const data = new Uint8Array(new SharedArrayBuffer(image.data.length));
    data.set(image.data);
    const exif = buildExif({ orientation: 6 }).slice(0, 30);
    expect(await encodeImage({ ...image, data }, { format: 'jpeg', metadata: { exif } })).toEqual(
      await encodeImage(image, { format: 'jpeg', metadata: { exif } }),
    );
  });

  it.each<[string, EncodeOptions, string]>([
    ['a quality of 0', { format: 'jpeg', quality: 0 }, 'request.invalid'],
    ['EXIF beyond a JPEG segment', { format: 'jpeg', metadata: { exif: new Uint8Array(70_000) } }, 'file.unwritable'],
  ])('refuses %s', async (_name, options, code) => {
    await expect(encodeImage(image, options)).rejects.toMatchObject({ code });
  });

  it('refuses an edge that WebP cannot hold', async () => {
    const wide = { width: 16_384, height: 1, data: new Uint8Array(16_384 * 3) };
    await expect(encodeImage(wide, { format: 'webp' })).rejects.toMatchObject({ code: 'file.unwritable' });
  });
});

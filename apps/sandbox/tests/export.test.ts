import { adobeRgbIcc, decodePhoto, encodeImage } from '@safelight/codec';
import { exiftool, type WriteTags } from 'exiftool-vendored';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDarkroom, recipeOf, sent, storedAs, tagged, tagsOf, thinned, type Darkroom } from './darkroom.ts';

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(async () => {
  await darkroom[Symbol.asyncDispose]();
  await exiftool.end();
});

const recipe = recipeOf({ exposure: 0.5 });

describe.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('a full-resolution export to %s', (format) => {
  const output = { format, quality: 95, longEdgeMaxPixels: null, keepMetadata: true };

  it('keeps EXIF and profile, stands upright, and carries the recipe as already applied', async () => {
    const image = await thinned('blue-flowers.jpg', 16);
    const plain = await encodeImage(image, { format: 'jpeg', quality: 95, icc: adobeRgbIcc });
    const tags = {
      Make: 'Lamp',
      Model: 'One',
      'Orientation#': 6,
      'XMP-crs:Contrast2012': '+40',
      'XMP-dc:Title': 'Stairs',
      GPSLatitude: 48.2,
      GPSLatitudeRef: 'N',
      'XMP-exif:GPSLongitude': 16.37,
    };
    const photo = sent(await tagged(plain, 'jpg', tags as WriteTags));
    const { image: exported } = await darkroom.client.render({ photo, recipe, output, measure: false });
    const ending = format === 'tiff' ? 'tif' : format;
    const read = await tagsOf(exported.data, ending);
    expect(read).toMatchObject({
      Make: 'Lamp',
      Model: 'One',
      Orientation: 1,
      ImageWidth: image.height,
      ImageHeight: image.width,
      ProfileDescription: 'Adobe RGB (1998)',
      AlreadyApplied: true,
      Title: 'Stairs',
      GPSLatitude: expect.anything() as unknown,
      GPSLongitude: expect.anything() as unknown,
    });
    // Signed texts such as "+0.50" are how Lightroom writes them.
    expect(Number(read['Exposure2012'])).toBe(0.5);
    // The old recipe's settings are not those of this picture.
    expect(Number(read['Contrast2012'] ?? 0)).toBe(0);
    expect((await decodePhoto(exported.data)).profile.name).toBe('Adobe RGB (1998)');
    const placeless = { photo, recipe, output: { ...output, keepGps: false }, measure: false };
    const told = await tagsOf((await darkroom.client.render(placeless)).image.data, ending);
    expect(told).toMatchObject({ Make: 'Lamp', Title: 'Stairs' });
    expect(Object.keys(told).filter((name) => name.startsWith('GPS'))).toEqual([]);
  });

  it('tells the figures of the shown colours, whatever profile the file has', async () => {
    const image = await thinned('blue-flowers.jpg', 16);
    const photo = sent(await encodeImage(image, { format: 'png', quality: 95, icc: adobeRgbIcc }));
    const kept = await darkroom.client.render({ photo, recipe, output, measure: true });
    const shown = await darkroom.client.render({
      photo,
      recipe,
      output: { ...output, keepMetadata: false },
      measure: true,
    });
    expect(kept.measurement).toEqual(shown.measurement);
  });
});

it('an export without metadata carries none', async () => {
  const photo = sent(await storedAs(await thinned('wren.jpg', 16), 3));
  const output = { format: 'jpeg', quality: 90, longEdgeMaxPixels: null, keepMetadata: false } as const;
  const { image } = await darkroom.client.render({ photo, recipe, output, measure: false });
  const { exif, xmp, iptc } = (await decodePhoto(image.data)).metadata;
  expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
});

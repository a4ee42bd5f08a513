import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePhoto, decodeRgb8 } from '../decode.ts';
import { randomNumbers } from '../testing.ts';

// 96 × 64, R = 40 + 2x, G = 30 + 3y, B = 220 − x − y in Display P3; written by Debian's `heif-enc -q 95 -p chroma=444`,
// EXIF (Make Lamp, Orientation 6) by ExifTool. No encoder among the project's packages writes HEIC.
const file = readFileSync(new URL('./gradient.heic', import.meta.url));
const [width, height] = [96, 64];

describe('a HEIC photo', () => {
  it('is decoded to its stored codes with profile and EXIF, and not turned a second time', async () => {
    const { image, profile, metadata, orientation, mediaType } = await decodePhoto(file);
    expect([image.width, image.height, orientation, mediaType]).toEqual([width, height, 1, 'image/heic']);
    expect([profile.name, image.data.buffer instanceof SharedArrayBuffer]).toEqual(['Display P3', true]);
    expect(Buffer.from(metadata.exif!).includes('Lamp')).toBe(true);
    let sum = 0;
    for (let at = 0; at < image.data.length; at += 3) {
      const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
      const wanted = [40 + 2 * x, 30 + 3 * y, 220 - x - y];
      wanted.forEach((code, i) => (sum += Math.abs(image.data[at + i]! - code)));
    }
    expect(sum / image.data.length).toBeLessThan(1);
  });

  it('is shown in sRGB', async () => {
    const { data } = await decodeRgb8(file);
    // Display P3 (136, 126, 140) in sRGB, by the published matrices.
    const at = (32 * width + 48) * 3;
    [137, 126, 142].forEach((code, i) => expect(Math.abs(data[at + i]! - code)).toBeLessThanOrEqual(2));
  });

  it('ends in a picture or a typed refusal when it is damaged, and the next one is decoded', async () => {
    const next = randomNumbers(5);
    for (let round = 0; round < 30; round++) {
      const bytes = new Uint8Array(file);
      for (let i = 0; i < 4; i++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      await decodePhoto(bytes).then(
        ({ image }) => expect(image.data).toHaveLength(image.width * image.height * 3),
        (thrown: unknown) => {
          expect(thrown).toMatchObject({
            code: expect.stringMatching(/^photo\.(truncated|notAnImage|unsupported|tooLarge)$/) as string,
          });
        },
      );
    }
    for (const share of [0.2, 0.5, 0.9]) {
      const cut = decodePhoto(file.subarray(0, Math.floor(file.length * share)));
      await expect(cut).rejects.toMatchObject({ code: 'photo.truncated' });
    }
    expect((await decodePhoto(file)).image.width).toBe(width);
  });
});

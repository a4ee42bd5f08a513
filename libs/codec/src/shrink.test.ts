import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspectPhoto, shrinkToJpeg } from './index.ts';

describe('a photo that is shrunk for a model', () => {
  it('has at most the pixels that are allowed, in its proportions, as JPEG', async () => {
    const photo = await readFile(new URL('../../../fixtures/photos/city-sunset.jpg', import.meta.url));
    const before = await inspectPhoto(photo);
    const after = await inspectPhoto(await shrinkToJpeg(photo, 262_144));
    expect(after.mediaType).toBe('image/jpeg');
    expect(after.width * after.height).toBeLessThanOrEqual(262_144);
    expect(after.width * after.height).toBeGreaterThan(255_000);
    expect(after.width / after.height).toBeCloseTo(before.width / before.height, 2);
  });

  it('is never enlarged', async () => {
    const photo = await readFile(new URL('../../../fixtures/photos/city-sunset.jpg', import.meta.url));
    const small = await inspectPhoto(await shrinkToJpeg(await shrinkToJpeg(photo, 1_000), 262_144));
    expect(small.width * small.height).toBeLessThanOrEqual(1_000);
  });
});

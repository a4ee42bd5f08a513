import { Fault } from '@safelight/core';
import { expect, it } from 'vitest';
import { decodeAhead, decodePhoto } from './ahead.ts';
import { encodeImage } from './encode.ts';

const jpeg = await encodeImage(
  { width: 32, height: 16, data: new Uint8Array(32 * 16 * 3).fill(90) },
  { format: 'jpeg' },
);

it('hands out what was decoded ahead once, and decodes afresh afterwards', async () => {
  decodeAhead(jpeg);
  const [first, second] = [await decodePhoto(Uint8Array.from(jpeg)), await decodePhoto(jpeg)];
  expect(first.image).toEqual(second.image);
  expect(first.image.data).not.toBe(second.image.data);
});

it('decodes another photo as if nothing were kept, and tells its faults to who asks', async () => {
  decodeAhead(new Uint8Array([1, 2, 3]));
  expect((await decodePhoto(jpeg)).image.width).toBe(32);
  await expect(decodePhoto(new Uint8Array([1, 2, 3]))).rejects.toBeInstanceOf(Fault);
});

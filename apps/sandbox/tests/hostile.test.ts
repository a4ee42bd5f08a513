import { encodeImage } from '@safelight/codec';
import { emptyRecipe, Fault, sha256 } from '@safelight/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultOf, fixture, openDarkroom, proxy, sent, thinned, type Darkroom } from './darkroom.ts';

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(() => darkroom[Symbol.asyncDispose]());

const render = (data: Uint8Array) =>
  darkroom.client.render({ photo: sent(data), recipe: emptyRecipe, output: proxy, measure: true });

/** Each refusal is typed as the photo's own fault; the service goes on serving. */
async function endsWell(data: Uint8Array): Promise<void> {
  try {
    await render(data);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Fault);
    expect((thrown as Fault).code).toMatch(/^photo\./);
  }
}

it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)(
  'survives damaged %s files: a picture or a typed refusal',
  async (format) => {
    const bytes = await encodeImage(await thinned('wren.jpg', 32), { format, quality: 90 });
    const damage = fc.array(fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.integer({ min: 1, max: bytes.length }), async (changes, length) => {
        const mutant = Buffer.from(bytes);
        for (const { at, byte } of changes) mutant[at] = byte;
        await endsWell(mutant);
        await endsWell(mutant.subarray(0, length));
      }),
      { numRuns: 40 },
    );
    await render(bytes);
  },
);

it('refuses bytes that are no picture at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
      expect((await faultOf(render(bytes))).code).toMatch(/^photo\./);
    }),
    { numRuns: 50 },
  );
});

it('refuses a picture that is too large before decoding it', async () => {
  // A PNG header that claims 60,000 × 60,000 pixels.
  const header = Buffer.from(await encodeImage(await thinned('wren.jpg', 64), { format: 'png', quality: 90 }));
  header.writeUInt32BE(60_000, 16);
  header.writeUInt32BE(60_000, 20);
  expect((await faultOf(render(header))).code).toMatch(/^photo\./);
});

it('does not keep a photo that it refused', async () => {
  const cut = fixture('wren.jpg').subarray(0, 2000);
  await faultOf(render(cut));
  const photo = { sha256: sha256(cut), data: null };
  expect((await faultOf(darkroom.client.inspectPhoto({ photo }))).code).toBe('photo.notCached');
});

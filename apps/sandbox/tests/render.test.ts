import { decodePhoto, decodeRgb8 } from '@safelight/codec';
import { emptyRecipe, sha256, type Orientation } from '@safelight/core';
import { exiftool } from 'exiftool-vendored';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exact,
  farthest,
  faultOf,
  fixture,
  named,
  openDarkroom,
  proxy,
  recipeOf,
  sent,
  storedAs,
  thinned,
  type Darkroom,
} from './darkroom.ts';

const wren = fixture('wren.jpg');
const flowers = fixture('blue-flowers.jpg');
const brighter = recipeOf({ exposure: 0.7 });

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(async () => {
  await darkroom[Symbol.asyncDispose]();
  await exiftool.end();
});

describe('Render', () => {
  it('gives a proxy of the asked size, named by its own bytes, without metadata', async () => {
    const { image } = await darkroom.client.render({
      photo: sent(wren),
      recipe: emptyRecipe,
      output: proxy,
      measure: false,
    });
    const photo = await decodePhoto(image.data);
    expect(image.ref).toEqual({
      sha256: sha256(image.data),
      mediaType: 'image/jpeg',
      width: photo.image.width,
      height: photo.image.height,
    });
    expect(Math.max(photo.image.width, photo.image.height)).toBe(320);
    expect([photo.metadata.exif, photo.metadata.xmp, photo.metadata.iptc]).toEqual([undefined, undefined, undefined]);
  });

  it('shows what the recipe says: exposure lightens the picture', async () => {
    const request = { photo: sent(wren), output: proxy, measure: true };
    const plain = await darkroom.client.render({ ...request, recipe: emptyRecipe });
    const light = await darkroom.client.render({ ...request, recipe: brighter });
    expect(light.measurement!.lightness.mean).toBeGreaterThan(plain.measurement!.lightness.mean + 3);
    expect(light.image.ref.sha256).not.toBe(plain.image.ref.sha256);
  });

  it('measures only when asked to', async () => {
    const request = { photo: sent(wren), recipe: emptyRecipe, output: proxy };
    expect((await darkroom.client.render({ ...request, measure: false })).measurement).toBeNull();
  });

  it('holds a photo that was sent once, and asks for one that was not', async () => {
    const request = { recipe: brighter, output: proxy, measure: false };
    const first = await darkroom.client.render({ ...request, photo: sent(wren) });
    const recipe = recipeOf({ exposure: -0.5 });
    const second = await darkroom.client.render({ ...request, recipe, photo: named(wren) });
    expect(second.image.ref.sha256).not.toBe(first.image.ref.sha256);
    const unknown = { ...request, photo: { sha256: sha256('never sent'), data: null } };
    expect(await faultOf(darkroom.client.render(unknown))).toMatchObject({
      code: 'photo.notCached',
      field: 'photo.data',
    });
  });

  it('gives the same bytes for the same request, in another darkroom as well', async () => {
    const request = { photo: sent(wren), recipe: brighter, output: proxy, measure: false };
    const here = await darkroom.client.render(request);
    await using other = await openDarkroom();
    const there = await other.client.render(request);
    expect(Buffer.from(there.image.data).equals(here.image.data)).toBe(true);
  });

  it('refuses bytes that are not those of the stated digest, even of a picture it has made', async () => {
    const request = { recipe: brighter, output: proxy, measure: false };
    await darkroom.client.render({ ...request, photo: sent(wren) });
    const forged = { ...request, photo: { sha256: sha256(wren), data: flowers } };
    expect(await faultOf(darkroom.client.render(forged))).toMatchObject({
      code: 'request.invalid',
      field: 'photo.data',
    });
  });

  it('names the setting that makes a recipe invalid', async () => {
    const request = { photo: sent(wren), recipe: recipeOf({ exposure: 99 }), output: proxy, measure: false };
    expect(await faultOf(darkroom.client.render(request))).toMatchObject({
      code: 'recipe.invalid',
      field: 'settings.exposure',
    });
  });

  it('tells a caller that cancels so', async () => {
    const request = { photo: sent(flowers), recipe: brighter, output: proxy, measure: false };
    const leaving = new AbortController();
    const gone = faultOf(darkroom.client.render(request, { signal: leaving.signal }));
    leaving.abort();
    expect((await gone).code).toBe('request.canceled');
  });

  it('shows the same upright picture whatever the orientation of the stored rows', async () => {
    const upright = await thinned('wren.jpg', 16);
    const develop = async (orientation: Orientation) => {
      const photo = sent(await storedAs(upright, orientation));
      const { image } = await darkroom.client.render({ photo, recipe: brighter, output: exact, measure: false });
      return decodeRgb8(image.data);
    };
    const first = await develop(1);
    for (const orientation of [2, 3, 4, 5, 6, 7, 8] as const) {
      // Sums run in another order along turned rows, which may move a rounding by one code.
      expect(farthest(first, await develop(orientation)), `orientation ${orientation}`).toBeLessThanOrEqual(1);
    }
  });

  it('lets an orientation in the recipe win over the one of the file', async () => {
    const upright = await thinned('wren.jpg', 16);
    const photo = sent(await storedAs(upright, 6));
    const request = { photo, output: exact, measure: false };
    const asFile = await darkroom.client.render({ ...request, recipe: emptyRecipe });
    const asRecipe = await darkroom.client.render({ ...request, recipe: recipeOf({ orientation: 1 }) });
    expect(asFile.image.ref).toMatchObject({ width: upright.width, height: upright.height });
    expect(asRecipe.image.ref).toMatchObject({ width: upright.height, height: upright.width });
  });
});

describe('Measure', () => {
  it('tells the figures of the picture that Render shows at the same size', async () => {
    const photo = sent(wren);
    const output = { ...proxy, longEdgeMaxPixels: 1024 };
    const rendered = await darkroom.client.render({ photo, recipe: brighter, output, measure: true });
    const { measurement } = await darkroom.client.measure({ photo: named(wren), recipe: brighter });
    expect(measurement).toEqual(rendered.measurement);
  });

  it('asks for a photo that it does not hold', async () => {
    const photo = { sha256: sha256('never sent'), data: null };
    expect((await faultOf(darkroom.client.measure({ photo, recipe: emptyRecipe }))).code).toBe('photo.notCached');
  });
});

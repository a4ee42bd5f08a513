import { decodeRgb8 } from '@safelight/codec';
import { emptyRecipe, type Recipe } from '@safelight/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exact, faultOf, fixture, openDarkroom, sent, type Darkroom } from './darkroom.ts';

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(() => darkroom[Symbol.asyncDispose]());

const masked = (tool: string): Recipe => {
  const own = { name: '', settings: {}, strokes: [], foreign: [] };
  const mask = { ...own, id: '0123456789ABCDEF0123456789ABCDE1', tool };
  const settings = { localExposure: -2 };
  const correction = { id: '0123456789ABCDEF0123456789ABCDE0', name: 'it', settings, pointColors: [], foreign: [] };
  return { ...emptyRecipe, corrections: [{ ...correction, masks: [mask] }] };
};

const share = (data: Uint8Array, width: number, from: number, to: number): number => {
  const rows = data.subarray(3 * width * from, 3 * width * to);
  return rows.reduce((sum, code) => sum + code, 0) / rows.length;
};

test('A sky is found, and a correction of it darkens the sky and leaves the street alone.', async () => {
  const photo = sent(fixture('city-sunset.jpg'));
  const found = await darkroom.client.segment({ photo, tool: 'maskSky', settings: {} });
  expect(found).toMatchObject({ found: true });
  expect(found.coverage).toBeGreaterThan(0.25);
  const matte = await decodeRgb8(found.png);
  expect(share(matte.data, matte.width, 0, Math.floor(matte.height * 0.2))).toBeGreaterThan(200);
  expect(share(matte.data, matte.width, Math.floor(matte.height * 0.8), matte.height)).toBeLessThan(12);

  const render = async (recipe: Recipe) => {
    const reply = await darkroom.client.render({
      photo,
      recipe,
      output: { ...exact, longEdgeMaxPixels: 480 },
      measure: false,
    });
    return { ...(await decodeRgb8(reply.image.data)), problems: reply.problems };
  };
  const [plain, dark] = [await render(emptyRecipe), await render(masked('maskSky'))];
  expect(dark.problems).toEqual([]);
  const rows = (picture: typeof plain, from: number, to: number) =>
    share(picture.data, picture.width, Math.floor(picture.height * from), Math.floor(picture.height * to));
  expect(rows(dark, 0, 0.2)).toBeLessThan(0.75 * rows(plain, 0, 0.2));
  expect(Math.abs(rows(dark, 0.85, 1) - rows(plain, 0.85, 1))).toBeLessThan(1);
});

test('"Found nothing" is an answer: the picture stays, and a problem names the mask.', async () => {
  const photo = sent(fixture('fig-bowl.jpg'));
  expect(await darkroom.client.segment({ photo, tool: 'maskSky', settings: {} })).toMatchObject({
    found: false,
    coverage: 0,
  });
  const output = { ...exact, longEdgeMaxPixels: 320 };
  const plain = await darkroom.client.render({ photo, recipe: emptyRecipe, output, measure: false });
  const tried = await darkroom.client.render({ photo, recipe: masked('maskSky'), output, measure: false });
  expect(tried.problems).toEqual([
    expect.objectContaining({ code: 'mask.nothingFound', field: 'corrections[0].masks[0]' }),
  ]);
  expect(tried.image.ref.sha256).toBe(plain.image.ref.sha256);
});

test.each([
  ['maskUnicorn', 'tool.unknown'],
  ['maskRadialGradient', 'tool.notApplicable'],
  ['exposure', 'tool.notApplicable'],
])('Asking for %s is refused with %s.', async (tool, code) => {
  const fault = await faultOf(darkroom.client.segment({ photo: sent(fixture('wren.jpg')), tool, settings: {} }));
  expect([fault.code, fault.field]).toEqual([code, 'tool']);
});

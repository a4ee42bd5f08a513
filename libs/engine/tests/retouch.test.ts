import { emptyRecipe, type Recipe, type RetouchArea, type Rgb8Image } from '@safelight/core';
import { expect, it } from 'vitest';
import { Engine } from '../src/engine.ts';
import { sRgb } from './support/profile.ts';

const [width, height] = [600, 400];
const image = {
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return Math.hypot(x - 300, y - 200) < 24 ? 10 : 60 + x / 8 + y / 8;
  }),
};
const spot: RetouchArea = {
  tool: 'retouchHeal',
  settings: { retouchPosition: [0.5, 0.5], retouchSize: 0.06 },
  strokes: [],
  foreign: [],
};
const healed: Recipe = { ...emptyRecipe, retouch: [spot] };
const full = { longEdgeMaxPixels: null, profile: sRgb };

it('repairs a place at every size alike, and leaves the photo itself as it was', async () => {
  await using engine = await Engine.open({ workers: 2 });
  const photo = await engine.prepare({ image, profile: sRgb, kind: 'rendered' });
  const at = ({ width: w, height: h, data }: Rgb8Image): number =>
    data[(Math.floor(h / 2) * w + Math.floor(w / 2)) * 3]!;
  expect(Math.abs(at(await engine.render(photo, healed, full)) - 122.5)).toBeLessThan(3);
  expect(Math.abs(at(await engine.render(photo, healed, { ...full, longEdgeMaxPixels: 150 })) - 122.5)).toBeLessThan(3);
  expect(at(await engine.render(photo, emptyRecipe, full))).toBe(10);
});

it('repairs once for equal places, and again for others', async () => {
  await using engine = await Engine.open({ workers: 1 });
  const photo = await engine.prepare({ image, profile: sRgb, kind: 'rendered' });
  const before = photo.byteLength;
  await engine.render(photo, healed, full);
  const once = photo.byteLength;
  expect(once).toBeGreaterThanOrEqual(before + image.data.byteLength);
  await engine.render(photo, { ...healed, settings: { exposure: 0.2 } }, full);
  expect(photo.byteLength).toBe(once);
  await engine.render(photo, { ...healed, retouch: [spot, { ...spot, tool: 'retouchClone' }] }, full);
  expect(photo.byteLength).toBe(once);
});

it('repairs a thousand spots', async () => {
  await using engine = await Engine.open({ workers: 1 });
  const photo = await engine.prepare({ image, profile: sRgb, kind: 'rendered' });
  const retouch = Array.from({ length: 1000 }, (_, i) => {
    const retouchPosition = [((i * 37) % 100) / 100, Math.floor(i / 10) / 100];
    return { ...spot, settings: { retouchPosition, retouchSize: 0.01 } };
  });
  const { data } = await engine.render(photo, { ...emptyRecipe, retouch }, full);
  expect(data.length).toBe(image.data.length);
});

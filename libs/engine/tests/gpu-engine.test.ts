import { readFile } from 'node:fs/promises';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { emptyRecipe, type PixelImage, type SettingValue } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../src/index.ts';
import type { EngineSource, PreparedPhoto } from '../src/prepared.ts';
import { openSoftwareGl, softwareGl } from './support/software-gl.ts';

const probe = await openSoftwareGl();
await probe?.[Symbol.asyncDispose]();

const recipe = (settings: Record<string, SettingValue>) => ({ ...emptyRecipe, settings });
const edit = {
  exposure: 0.4, highlights: -60, shadows: 50, clarity: 30, dehaze: 15, texture: 30, vibrance: 25, saturationBlue: -30,
  colorGradeShadowHue: 220, colorGradeShadowSat: 25, vignetteAmount: -30, grainAmount: 25, sharpness: 60,
} as const; // prettier-ignore

/** The middle of a picture: a software driver is slow. */
function cut(image: PixelImage, width: number, height: number): PixelImage {
  const [left, top] = [(image.width - width) >> 1, (image.height - height) >> 1];
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * image.width + left) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, data };
}

describe.skipIf(probe === undefined)('An engine on a graphics adapter', () => {
  let engines: { readonly engine: Engine; readonly photo: PreparedPhoto }[];
  let source: EngineSource;
  beforeAll(async () => {
    const bytes = await readFile(new URL('../../../fixtures/photos/wren.jpg', import.meta.url));
    const { image, profile, kind } = await decodePhoto(bytes);
    source = { image: cut(image, 300, 200), profile, kind };
    const opened = [
      await Engine.open({ workers: 1, backend: 'gpu', gpu: softwareGl }),
      await Engine.open({ workers: 1 }),
    ];
    engines = await Promise.all(opened.map(async (engine) => ({ engine, photo: await engine.prepare(source) })));
  });
  afterAll(() => Promise.all(engines.map(({ engine }) => engine[Symbol.asyncDispose]())));

  async function bothRender(
    settings: Record<string, SettingValue>,
    longEdgeMaxPixels: number | null,
    depth: 8 | 16 = 8,
  ) {
    const images = [];
    for (const { engine, photo } of engines) {
      images.push(await engine.render(photo, recipe(settings), { longEdgeMaxPixels, profile: sRgbProfile, depth }));
    }
    const [ours, theirs] = images as [(typeof images)[0], (typeof images)[0]];
    expect([ours.width, ours.height, ours.data.length]).toEqual([theirs.width, theirs.height, theirs.data.length]);
    let worst = 0;
    for (let i = 0; i < ours.data.length; i++) worst = Math.max(worst, Math.abs(ours.data[i]! - theirs.data[i]!));
    return worst;
  }

  it('says what computes', () => {
    expect(engines.map(({ engine }) => engine.backend)).toEqual(['gpu', 'cpu']);
    expect(engines[0]!.engine.backendReason).toContain('llvmpipe');
    expect(engines[1]!.engine.backendReason).toBe('The processor was asked for.');
  });

  it('renders a photo within 2 codes of the processor, small and whole', async () => {
    expect(await bothRender(edit, 160)).toBeLessThanOrEqual(2);
    expect(await bothRender(edit, null)).toBeLessThanOrEqual(2);
  });

  it('renders a turned crop and a lens correction within 2 codes of the processor', async () => {
    const crop = { hasCrop: true, cropAngle: 5, cropLeft: 0.1, cropRight: 0.8, cropTop: 0.1, cropBottom: 0.7 };
    expect(await bothRender({ ...crop, exposure: 0.3 }, 200)).toBeLessThanOrEqual(2);
    expect(await bothRender({ lensManualDistortionAmount: 40, clarity: 20 }, 200)).toBeLessThanOrEqual(2);
  });

  it('renders 16 bits within 2 of 255 codes of the processor', async () => {
    expect(await bothRender(edit, 120, 16)).toBeLessThanOrEqual(2 * 257);
  });

  it('gives a photo back byte for byte when the recipe is empty', async () => {
    const { engine, photo } = engines[0]!;
    const target = { longEdgeMaxPixels: null, profile: source.profile };
    const { data } = await engine.render(photo, recipe({}), target);
    expect(Buffer.compare(data, source.image.data as Uint8Array)).toBe(0);
  });

  it('compiles ahead of a render', async () => {
    const { engine, photo } = engines[0]!;
    const target = { longEdgeMaxPixels: 64, profile: source.profile };
    const { width, height } = source.image;
    await engine.warm({ width, height, kind: source.kind, profile: source.profile }, recipe({ exposure: 1 }), target);
    expect((await engine.render(photo, recipe({ exposure: 1 }), target)).data.length).toBeGreaterThan(0);
  });
});

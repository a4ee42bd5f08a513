import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { decodePhoto } from '@safelight/codec';
import { emptyRecipe, Fault, type Recipe, type SettingValue } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderInJavaScript } from '../src/baseline.ts';
import { Engine, type EngineSource, type PreparedPhoto } from '../src/index.ts';

const recipe = (settings: Record<string, SettingValue>): Recipe => ({ ...emptyRecipe, settings });

async function source(name: string): Promise<EngineSource> {
  const url = new URL(`../../../fixtures/photos/${name}`, import.meta.url);
  const { image, profile } = await decodePhoto(await readFile(url));
  return { image, profile, kind: 'rendered' };
}

describe('Engine', () => {
  let engine: Engine;
  let wren: EngineSource;
  let prepared: PreparedPhoto;
  beforeAll(async () => {
    engine = await Engine.open({ workers: 2 });
    wren = await source('wren.jpg');
    prepared = await engine.prepare(wren);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  const render = (settings: Record<string, SettingValue>, longEdgeMaxPixels: number | null) =>
    engine.render(prepared, recipe(settings), { longEdgeMaxPixels, profile: wren.profile });

  it('gives a photo back byte for byte when the recipe is empty', async () => {
    const { width, height, data } = await render({}, null);
    expect([width, height]).toEqual([wren.image.width, wren.image.height]);
    expect(Buffer.compare(data, wren.image.data as Uint8Array)).toBe(0);
  });

  it('needs no further kernel for a render that it was warmed for', async () => {
    const { width, height } = wren.image;
    const edit = recipe({ contrast: 23, dehaze: 11, hueRed: 9, clarity: 8, grainAmount: 4 });
    const target = { longEdgeMaxPixels: null, profile: wren.profile };
    await engine.warm({ width, height, kind: 'rendered', profile: wren.profile }, edit, target);
    const compiled = engine.kernelCount;
    await engine.render(prepared, edit, target);
    expect(engine.kernelCount).toBe(compiled);
    await engine.render(prepared, recipe({ contrast: 23 }), target);
    expect(engine.kernelCount).toBeGreaterThan(compiled);
  });

  it('gives the crop of the render when the crop is upright', async () => {
    const { width, height } = wren.image;
    const [left, top, right, bottom] = [100, 60, 420, 300];
    const edges = {
      cropLeft: left / width,
      cropTop: top / height,
      cropRight: right / width,
      cropBottom: bottom / height,
    };
    const cropped = await render({ ...edges, hasCrop: true, exposure: 0.5 }, null);
    const whole = await render({ exposure: 0.5 }, null);
    expect([cropped.width, cropped.height]).toEqual([right - left, bottom - top]);
    for (const row of [0, 7, 239]) {
      const expected = whole.data.subarray(((row + top) * width + left) * 3, ((row + top) * width + right) * 3);
      const actual = cropped.data.subarray(row * cropped.width * 3, (row + 1) * cropped.width * 3);
      // The dither lies in the output's own pixels: one code apart at most.
      for (const [at, code] of actual.entries()) expect(Math.abs(code - expected[at]!)).toBeLessThanOrEqual(1);
    }
  });

  it('never enlarges, and bounds the long edge of what was cropped', async () => {
    const long = Math.max(wren.image.width, wren.image.height);
    const large = await render({}, long * 2);
    expect(Math.max(large.width, large.height)).toBe(long);
    const crop = { hasCrop: true, cropLeft: 0.25, cropRight: 0.75, cropTop: 0.2, cropBottom: 0.8 };
    const small = await render(crop, 300);
    expect(Math.max(small.width, small.height)).toBe(300);
    const turned = await render({ ...crop, cropAngle: 4 }, 200);
    expect(Math.max(turned.width, turned.height)).toBe(200);
  });

  it('turns about the picture: a level part of the sky stays where it was', async () => {
    const { width, height } = wren.image;
    const turned = await render({ hasCrop: true, cropAngle: 3 }, null);
    const mean = (data: Uint8Array): number => data.reduce((sum, code) => sum + code, 0) / data.length;
    expect(turned.width).toBeLessThan(width);
    expect(turned.width / turned.height).toBeCloseTo(width / height, 1);
    expect(Math.abs(mean(turned.data) - mean(wren.image.data as Uint8Array))).toBeLessThan(8);
  });

  it('counts the levels that it keeps', async () => {
    const fresh = await engine.prepare(wren);
    const before = fresh.byteLength;
    await engine.render(fresh, recipe({}), { longEdgeMaxPixels: 200, profile: wren.profile });
    expect(fresh.byteLength).toBeGreaterThan(before);
    for (const longEdgeMaxPixels of [210, 220, 230, 240, 250]) {
      await engine.render(fresh, recipe({}), { longEdgeMaxPixels, profile: wren.profile });
    }
    expect(fresh.byteLength).toBeLessThan(before + 4 * 250 * 250 * 12);
  });

  it('renders pictures of one row, one column and one pixel', async () => {
    for (const [width, height] of [
      [1, 1],
      [3, 1],
      [1, 4],
      [5, 7],
    ] as const) {
      const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 256);
      const tiny = await engine.prepare({ ...wren, image: { width, height, data } });
      const settings = { exposure: 0.3, clarity: 20, shadows: 30, dehaze: 10, texture: 20, vignetteAmount: -20 };
      const image = await engine.render(tiny, recipe(settings), { longEdgeMaxPixels: 64, profile: wren.profile });
      expect([image.width, image.height, image.data.length]).toEqual([width, height, data.length]);
    }
  });

  it('says that a render was canceled or ran out of time', async () => {
    const code = async (signal: AbortSignal): Promise<string> => {
      const target = { longEdgeMaxPixels: null, profile: wren.profile, signal };
      const error: unknown = await engine.render(prepared, recipe({}), target).catch((thrown: unknown) => thrown);
      return error instanceof Fault ? error.code : String(error);
    };
    expect(await code(AbortSignal.abort())).toBe('request.canceled');
    expect(await code(AbortSignal.abort(new DOMException('late', 'TimeoutError')))).toBe('request.deadlineExceeded');
  });

  it('answers renders that were asked for at once, each with its own picture', async () => {
    const exposures = [-1, 0, 1, 2];
    const images = await Promise.all(exposures.map((exposure) => render({ exposure }, 128)));
    const means = images.map(({ data }) => data.reduce((sum, code) => sum + code, 0) / data.length);
    expect(means).toEqual(means.toSorted((a, b) => a - b));
  });

  it('renders what plain JavaScript renders, to a code', async () => {
    const settings = { exposure: 0.4, shadows: 30, contrast: 20, saturationBlue: -20, vibrance: 20, grainAmount: 20 };
    const small = await engine.prepare({
      ...wren,
      image: { width: 90, height: 40, data: wren.image.data.slice(0, 10_800) },
    });
    const target = { longEdgeMaxPixels: null, profile: wren.profile };
    const { data } = await engine.render(small, recipe(settings), target);
    const expected = renderInJavaScript(small, recipe(settings), wren.profile, 40);
    for (const [at, code] of data.entries()) expect(Math.abs(code - expected[at]!)).toBeLessThanOrEqual(1);
  });

  it('lets the process end while it is idle', () => {
    const { stdout, status } = runScript(`
      await engine.prepare({ image: { width: 2, height: 2, data: new Uint8Array(12) }, profile, kind: 'rendered' });
      console.log('done');`);
    expect([stdout, status]).toEqual(['done', 0]);
  });

  // Shared memory does not press V8 to collect: without the engine's own collections this run holds 1.4 GB.
  it('does not hold on to the pictures of earlier renders', () => {
    const { stdout, status } = runScript(`
      const data = new Uint8Array(new SharedArrayBuffer(4000 * 3000 * 3));
      const photo = await engine.prepare({ image: { width: 4000, height: 3000, data }, profile, kind: 'rendered' });
      const recipe = { schema: 2, settings: {}, pointColors: [], corrections: [], retouch: [], foreign: [] };
      for (let i = 0; i < 40; i++) await engine.render(photo, recipe, { longEdgeMaxPixels: null, profile });
      console.log(process.memoryUsage().rss / 2 ** 20);`);
    expect(status).toBe(0);
    expect(Number(stdout)).toBeLessThan(800);
  });
});

/** Runs a script with an open engine and a linear profile in a process of its own. */
function runScript(body: string): { stdout: string; status: number | null } {
  const index = new URL('../src/index.ts', import.meta.url).href;
  const script = `
    const { Engine } = await import(${JSON.stringify(index)});
    const engine = await Engine.open({ workers: 2 });
    const ramp = new Float32Array([0, 1]);
    const toXyzD50 = [0.436, 0.385, 0.143, 0.222, 0.717, 0.061, 0.014, 0.097, 0.714];
    const profile = { name: 'linear', toXyzD50, decode: [ramp, ramp, ramp] };
    ${body}`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 50_000 });
  return { stdout: stdout.toString().trim(), status };
}

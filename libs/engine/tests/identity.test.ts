import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Executor } from '../src/run/executor.ts';
import { decodeSrgb } from '../src/colour/transfer.ts';
import { Negative } from './support/develop.ts';
import { picture, random } from './support/picture.ts';
import { adobeRgb } from './support/profile.ts';

// Every code of a channel, against every level of the others in coarse steps; a wide level, so that texture is in.
const codes = random(7);
const [width, height] = [1040, 24];
const every = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i < 768 ? Math.floor(i / 3) : codes() * 256));
const source = picture(width, height, (x, y) => {
  const at = 3 * (y * width + x);
  return [decodeSrgb(every[at]! / 255), decodeSrgb(every[at + 1]! / 255), decodeSrgb(every[at + 2]! / 255)];
});

describe('an unedited picture', () => {
  let executor: Executor;
  const negative = new Negative(source);
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  it('comes back byte for byte', async () => {
    expect(Buffer.compare(await negative.codes(executor, {}), every)).toBe(0);
  });

  it('comes back byte for byte with every tool compiled in at its default', async () => {
    const program = negative.program({}, 'u8', { keepDefaults: true });
    expect(program.stages.length).toBeGreaterThan(20);
    expect(Buffer.compare(await negative.codes(executor, {}, { keepDefaults: true }), every)).toBe(0);
  });

  it('comes back from 16 bits exactly', async () => {
    const codes16 = Uint16Array.from({ length: 4096 * 3 }, (_, i) => (i * 5347) % 65536);
    const deep = picture(64, 64, (x, y) => {
      const at = 3 * (y * 64 + x);
      return [
        decodeSrgb(codes16[at]! / 65535),
        decodeSrgb(codes16[at + 1]! / 65535),
        decodeSrgb(codes16[at + 2]! / 65535),
      ];
    });
    const level = {
      kind: 'planar',
      width: 64,
      height: 64,
      data: new Float32Array(new SharedArrayBuffer(64 * 64 * 12)),
    } as const;
    level.data.set(deep.r, 0);
    level.data.set(deep.g, 4096);
    level.data.set(deep.b, 8192);
    const out = await executor.run(new Negative(deep).program({}, 'u16'), level, 'rgb16');
    // The sampled profile differs from the closed form by up to a few of 65535.
    out.forEach((code, i) => {
      expect(Math.abs(code - codes16[i]!)).toBeLessThanOrEqual(8);
    });
  });

  it('keeps greys grey and the picture legal into a wider profile', async () => {
    const wide = await negative.linear(executor, {}, { outputProfile: adobeRgb });
    for (let i = 0; i < 256; i++) {
      expect(Math.abs(wide.r[i]! - wide.g[i]!)).toBeLessThan(1e-5);
      expect(Math.abs(wide.b[i]! - wide.g[i]!)).toBeLessThan(1e-5);
    }
    for (const plane of [wide.r, wide.g, wide.b]) for (const x of plane) expect(x).toBeGreaterThan(-1e-4);
  });

  it('comes back after a tool at its default is set explicitly', async () => {
    const settings = { exposure: 0, contrast: 0, toneCurve: [[0, 0], [255, 255]], convertToGrayscale: false } as const; // prettier-ignore
    expect(Buffer.compare(await negative.codes(executor, settings), every)).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Executor } from '../../run/executor.ts';
import { Negative } from '../../../tests/support/develop.ts';
import { grey, picture } from '../../../tests/support/picture.ts';

const ramp = new Negative(picture(256, 4, (x) => grey(x / 255)));
const sdr = { sdrBrightness: 50, sdrContrast: 40, sdrClarity: 30, sdrHighlights: -50, sdrShadows: 40, sdrWhites: 20 };

describe('the standard rendition of an HDR edit', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  it('is the picture itself, byte for byte, when nothing lies above white', async () => {
    expect(await ramp.codes(executor, { hdrEditMode: true })).toEqual(await ramp.codes(executor, {}));
  });

  it('does not know the SDR sliders outside HDR mode', async () => {
    expect(await ramp.codes(executor, { ...sdr, sdrBlend: 70, hdrMaxValue: 1 })).toEqual(
      await ramp.codes(executor, {}),
    );
  });

  it('is the basic sliders in HDR mode', async () => {
    const basic = { exposure: 0.5, contrast: 40, clarity: 30, highlights: -50, shadows: 40, whites: 20 };
    expect(await ramp.codes(executor, { ...sdr, hdrEditMode: true })).toEqual(
      await ramp.codes(executor, { ...basic, hdrEditMode: true }),
    );
  });

  it('rises without a step or a flat part up to the brightest light, and leaves the darker half alone', async () => {
    const { r } = await ramp.linear(executor, { exposure: 2, hdrEditMode: true });
    const { r: plain } = await ramp.linear(executor, { exposure: 2 });
    for (let x = 1; x < 256; x++) {
      expect(r[x]!).toBeGreaterThan(r[x - 1]!);
      if (plain[x]! < 0.7) expect(r[x]!).toBeCloseTo(plain[x]!, 5);
    }
    expect(r[255]!).toBeCloseTo(1, 2);
  });

  it('without headroom, or blended to the plain one, is what the picture is without HDR mode', async () => {
    const plain = await ramp.codes(executor, { exposure: 2 });
    expect(await ramp.codes(executor, { exposure: 2, hdrEditMode: true, hdrMaxValue: 0 })).toEqual(plain);
    expect(await ramp.codes(executor, { exposure: 2, hdrEditMode: true, sdrBlend: -100 })).toEqual(plain);
  });
});

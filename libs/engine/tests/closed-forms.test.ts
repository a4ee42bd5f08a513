import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply3, type Triple } from '../src/colour/matrix.ts';
import { labOf, sRgbToProPhoto } from '../src/colour/spaces.ts';
import { decodeSrgb } from '../src/colour/transfer.ts';
import { Executor } from '../src/run/executor.ts';
import { bands } from '../src/groups/hsl/bands.ts';
import { Negative, type Values } from './support/develop.ts';
import { chart, hueColour, picture } from './support/picture.ts';

describe('closed forms', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  it('+1 EV doubles, −1 EV halves every value below the shoulder', async () => {
    const low = new Negative(picture(40, 8, (x, y) => hueColour(45 * y, 0.4, 0.19 * (x / 39))));
    const [as, up, down] = [
      await low.linear(executor, {}),
      await low.linear(executor, { exposure: 1 }),
      await low.linear(executor, { exposure: -1 }),
    ];
    for (const channel of ['r', 'g', 'b'] as const) {
      as[channel].forEach((x, i) => {
        expect(Math.abs(up[channel][i]! - 2 * x)).toBeLessThan(1e-5);
        expect(Math.abs(down[channel][i]! - x / 2)).toBeLessThan(1e-5);
      });
    }
  });

  it('greys stay grey under every tool that names no colour', async () => {
    const ramp = new Negative(picture(64, 8, (x) => [x / 63, x / 63, x / 63]));
    const settings: Values[] = [
      { exposure: 1.3 }, { contrast: 80 }, { highlights: -100, shadows: 100 }, { whites: 50, blacks: -70 },
      { clarity: 100 }, { vibrance: 100 }, { saturation: 100 }, { saturation: -100 },
      Object.fromEntries(bands.flatMap((band) => [[`hue${band}`, 100], [`saturation${band}`, 100], [`luminance${band}`, -100]])),
      { redPrimaryHue: 100, greenPrimarySaturation: 100, bluePrimaryHue: -100 },
      { toneCurve: [[0, 30], [128, 100], [255, 250]] }, { parametricDarks: 100 }, { convertToGrayscale: true, grayMixerRed: 100 },
      { vignetteAmount: -100 }, { grainAmount: 100 }, { colorGradeShadowLum: 100 }, { colorGradeGlobalHue: 200 },
    ]; // prettier-ignore
    for (const setting of settings) {
      const { r, g, b } = await ramp.linear(executor, setting);
      r.forEach((x, i) => {
        const spread = Math.max(x, g[i]!, b[i]!) - Math.min(x, g[i]!, b[i]!);
        expect(spread, JSON.stringify(setting)).toBeLessThan(1e-4);
      });
    }
  });

  it('the mixers leave neutrals where they are', async () => {
    const ramp = new Negative(picture(64, 8, (x) => [x / 63, x / 63, x / 63]));
    const all = Object.fromEntries(
      bands.flatMap((band) => [
        [`hue${band}`, -100],
        [`saturation${band}`, 100],
        [`luminance${band}`, 100],
      ]),
    );
    const { r } = await ramp.linear(executor, all);
    r.forEach((x, i) => {
      expect(Math.abs(x - (i % 64) / 63)).toBeLessThan(1e-4);
    });
  });

  it('saturation −100 and black and white agree that no colour is left', async () => {
    for (const settings of [{ saturation: -100 }, { convertToGrayscale: true }]) {
      const { r, g, b } = await new Negative(chart()).linear(executor, settings);
      r.forEach((x, i) => {
        expect(Math.max(Math.abs(x - g[i]!), Math.abs(x - b[i]!))).toBeLessThan(1e-4);
      });
    }
  });

  it('the same tint in all three zones is the global tint', async () => {
    const negative = new Negative(chart());
    const zone = (name: string): Values => ({
      [`colorGrade${name}Hue`]: 40,
      [`colorGrade${name}Sat`]: 50,
      [`colorGrade${name}Lum`]: 30,
    });
    const three = await negative.linear(executor, { ...zone('Shadow'), ...zone('Midtone'), ...zone('Highlight') });
    const global = await negative.linear(executor, zone('Global'));
    three.r.forEach((x, i) => {
      expect(Math.abs(x - global.r[i]!)).toBeLessThan(1e-4);
      expect(Math.abs(three.b[i]! - global.b[i]!)).toBeLessThan(1e-4);
    });
  });

  it('a colour beyond the gamut is brought in at its own lightness and hue', async () => {
    const wheel = new Negative(picture(72, 8, (x, y) => hueColour(5 * x, 0.5, 0.1 * (y + 1))));
    const settings = { saturation: 60 };
    const open = await wheel.linear(executor, settings);
    const deep = await wheel.deepCodes(executor, settings);
    let beyond = 0;
    open.r.forEach((r, i) => {
      const colour: Triple = [r, open.g[i]!, open.b[i]!];
      if (Math.min(...colour) > -0.005 && Math.max(...colour) < 1.005) return;
      beyond++;
      const mapped = [0, 1, 2].map((channel) => decodeSrgb(deep[3 * i + channel]! / 65535)) as unknown as Triple;
      const [l0, a0, b0] = labOf(apply3(sRgbToProPhoto, colour));
      const [l1, a1, b1] = labOf(apply3(sRgbToProPhoto, mapped));
      expect(Math.abs(Math.min(l0, 1) - l1)).toBeLessThan(0.006);
      // Distance from the line of the hue, in OKLab units.
      expect(Math.abs(a0 * b1 - b0 * a1) / Math.hypot(a0, b0)).toBeLessThan(0.006);
      expect(Math.hypot(a1, b1)).toBeLessThan(Math.hypot(a0, b0) + 1e-3);
    });
    expect(beyond).toBeGreaterThan(40);
  });
});

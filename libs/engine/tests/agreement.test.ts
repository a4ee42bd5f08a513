import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTool, tools } from '@safelight/catalogue';
import type { SettingValue } from '@safelight/core';
import { Executor } from '../src/run/executor.ts';
import { sourceWindow } from '../src/run/geometry.ts';
import { renderedTools } from '../src/support.ts';
import { companionsOf, endsOf } from './support/companions.ts';
import { correctionOf, maskOf } from './support/masked.ts';
import { Negative, type Values } from './support/develop.ts';
import { partsOf } from './support/parts.ts';
import { hueColour, picture } from './support/picture.ts';

// Ramps, a hue wheel, light far beyond white, negative channels, NaN and infinity.
const odd = [NaN, Infinity, -Infinity, 0, -0.2, 65504, -65504, 1e-9, 1, 0.5, 4, 1000];
const wide = picture(36, 10, (x, y) => {
  const t = x / 35;
  if (y < 2) return [t, t, t];
  if (y < 4) return hueColour(360 * t, y === 2 ? 0.5 : 0.9, y === 2 ? 0.5 : 0.2);
  if (y < 5) return [2 ** (16 * t - 12), 2 ** (14 * t - 10), 2 ** (15 * t - 11)];
  if (y < 6) return [t * t, 0.5 - t, 1 - t];
  const value = odd[x % 12]!;
  return [
    [value, 0.4, 0.1],
    [0.2, value, 0.7],
    [0.6, 0.3, value],
    [value, value, value],
  ][y - 6]! as never;
});
const still = picture(36, 10, (x, y) => hueColour(10 * x, 0.06 * y, 0.1 + 0.02 * x));

describe('WASM and the reference', () => {
  let executor: Executor;
  // The odd values would make every statistic meaningless, so the planes come from a calm picture of the same size.
  const calm = new Negative(still);
  const wild = Object.assign(new Negative(wide), { analysis: calm.analysis });
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  async function worstDifference(settings: Values, options = {}): Promise<number> {
    const program = wild.program(settings, 'u8', options);
    // Between odd values a resampled pixel is anything: what moves the picture is looked at on the calm one.
    const isResampled = sourceWindow(program, wide).kind === 'resampled';
    const codes = await (isResampled ? calm : wild).codes(executor, settings, options);
    const reference = (isResampled ? calm : wild).referenceCodes(settings, options);
    return reference.reduce((worst, code, i) => Math.max(worst, Math.abs(code - codes[i]!)), 0);
  }

  it.each(renderedTools)('agree within 1 code for %s at both ends and its default', async (tool) => {
    const values: SettingValue[] = [...endsOf(tool), findTool(tool)!.default].filter((value) => value !== null);
    const kind = findTool(tool)!.photoKind ?? 'rendered';
    for (const value of values) {
      const edit = partsOf(tool, value);
      const settings = edit === undefined ? { ...companionsOf(tool), [tool]: value } : companionsOf(tool);
      const options = edit === undefined ? { kind } : { kind, edit };
      expect(await worstDifference(settings, options), `${tool} = ${JSON.stringify(value)}`).toBeLessThanOrEqual(1);
    }
  });

  it('agree within 1 code with every tool compiled in', async () => {
    expect(await worstDifference({}, { keepDefaults: true })).toBeLessThanOrEqual(1);
  });

  it('agree within 1 code where eight corrections push every local tool past its end', async () => {
    for (const end of ['min', 'max'] as const) {
      const settings = Object.fromEntries(
        tools
          .filter(({ group, name }) => group === 'local-adjust' && typeof findTool(name)![end] === 'number')
          .map((tool) => [tool.name, tool[end] as SettingValue]),
      );
      const one = correctionOf({ ...settings, localAmount: 200, localCurveRefineSaturation: 30 }, [
        maskOf('maskRadialGradient'),
      ]);
      const edit = { corrections: Array.from({ length: 8 }, () => one) };
      expect(await worstDifference({ exposure: 5, contrast: 100, dehaze: 100 }, { edit }), end).toBeLessThanOrEqual(1);
    }
  });

  it('agree within 1 code on a mixed edit', async () => {
    const settings = {
      exposure: 0.7, highlights: -80, shadows: 60, clarity: 40, dehaze: 30, contrast: 25, incrementalTemperature: 30,
      vibrance: 40, hueGreen: -50, colorGradeShadowHue: 220, colorGradeShadowSat: 30, vignetteAmount: -40,
      grainAmount: 30, toneCurve: [[0, 20], [128, 140], [255, 250]], redPrimaryHue: 20, shadowTint: -30,
    } as const; // prettier-ignore
    expect(await worstDifference(settings)).toBeLessThanOrEqual(1);
  });

  it('gives codes for anything that is put in', () => {
    const codes = wild.referenceCodes({}, { keepDefaults: true });
    for (const code of codes) expect(Number.isInteger(code) && code >= 0 && code <= 255).toBe(true);
  });
});

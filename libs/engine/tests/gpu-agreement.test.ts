import { findTool } from '@safelight/catalogue';
import type { SettingValue } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Executor } from '../src/run/executor.ts';
import { levelShape, sourceWindow } from '../src/run/geometry.ts';
import type { PlanarLevel } from '../src/run/job.ts';
import { renderedTools } from '../src/support.ts';
import { companionsOf, endsOf } from './support/companions.ts';
import { partsOf } from './support/parts.ts';
import { Negative, type Options, type Values } from './support/develop.ts';
import { hueColour, picture } from './support/picture.ts';
import { openSoftwareGl } from './support/software-gl.ts';

const gpu = await openSoftwareGl();
afterAll(() => gpu?.[Symbol.asyncDispose]());

const [width, height] = [96, 64];
const odd = [NaN, Infinity, -Infinity, 0, -0.2, 65504, -65504, 1e-9, 1, 0.5, 4, 1000];
// Ramps, a hue wheel, light far beyond white, negative channels, NaN and infinity.
const wide = picture(width, height, (x, y) => {
  const t = x / (width - 1);
  const band = Math.floor(y / 8);
  if (band < 2) return [t, t, t];
  if (band < 4) return hueColour(360 * t, band === 2 ? 0.5 : 0.9, y / height);
  if (band === 4) return [2 ** (16 * t - 12), 2 ** (14 * t - 10), 2 ** (15 * t - 11)];
  if (band === 5) return [t * t, 0.5 - t, 1 - t];
  const value = odd[(x + y) % 12]!;
  return [
    [value, 0.4, 0.1],
    [0.2, value, 0.7],
    [0.6, 0.3, value],
    [value, value, value],
  ][y % 4]! as never;
});
const still = picture(width, height, (x, y) => hueColour(4 * x, 0.01 * y, 0.1 + 0.008 * x));

describe.skipIf(gpu === undefined)('WGSL and WASM', () => {
  let cpu: Executor;
  // The odd values would make every statistic meaningless, so the planes come from a calm picture of the same size.
  const wild = Object.assign(new Negative(wide), { analysis: new Negative(still).analysis });
  const calm = new Negative(still);
  beforeAll(async () => {
    cpu = await Executor.open({ workers: 1 });
  });
  afterAll(() => cpu[Symbol.asyncDispose]());

  const levels = new Map<Negative, PlanarLevel>();
  function levelOf(negative: Negative): PlanarLevel {
    const { r, g, b } = negative.picture;
    const data = new Float32Array(new SharedArrayBuffer(width * height * 12));
    for (const [channel, plane] of [r, g, b].entries()) data.set(plane, channel * width * height);
    const level = levels.get(negative) ?? { kind: 'planar', width, height, data };
    levels.set(negative, level);
    return level;
  }

  async function worstDifference(settings: Values, options: Options = {}): Promise<number> {
    const whole = wild.program(settings, 'u8', options);
    // Not a number has no neighbour to be averaged with: what is resampled is compared on the calm picture.
    const isWhole =
      sourceWindow(whole, { width, height }).kind === 'offset' && whole.width === width && whole.height === height;
    const negative = isWhole ? wild : calm;
    const program = isWhole ? whole : calm.program(settings, 'u8', options);
    const full = levelOf(negative);
    const shape = levelShape(program, full);
    const [ours, theirs] = await Promise.all(
      [gpu!, cpu].map(async (executor) => {
        const level = shape === null ? full : await executor.reduce(full, shape);
        return executor.run(program, level, 'rgb8');
      }),
    );
    expect(ours!.length).toBe(theirs!.length);
    return theirs!.reduce((worst, code, i) => Math.max(worst, Math.abs(code - ours![i]!)), 0);
  }

  it.each(renderedTools)('agree within 2 codes for %s at both ends', async (tool) => {
    const values: SettingValue[] = endsOf(tool).filter((value) => value !== null);
    const kind = findTool(tool)!.photoKind ?? 'rendered';
    for (const value of values) {
      const edit = partsOf(tool, value);
      const settings = edit === undefined ? { ...companionsOf(tool), [tool]: value } : companionsOf(tool);
      const options = edit === undefined ? { kind } : { kind, edit };
      expect(await worstDifference(settings, options), `${tool} = ${JSON.stringify(value)}`).toBeLessThanOrEqual(2);
    }
  });

  it('agree within 2 codes with every tool compiled in', async () => {
    expect(await worstDifference({}, { keepDefaults: true })).toBeLessThanOrEqual(2);
  });
});

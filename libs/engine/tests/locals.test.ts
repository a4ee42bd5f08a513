import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Correction } from '@safelight/core';
import { Executor } from '../src/run/executor.ts';
import { Negative, type Values } from './support/develop.ts';
import { correctionOf } from './support/masked.ts';
import { deadLeaves } from './support/picture.ts';

/** Local tools that do what a tool of the whole photo does, with values at which both have the same range. */
const counterparts: readonly (readonly [local: string, global: string, values: readonly number[]])[] = [
  ['localExposure', 'exposure', [-1.5, 1]],
  ['localTemperature', 'incrementalTemperature', [-100, -30, 45, 100]],
  ['localTint', 'incrementalTint', [-100, 60]],
  ['localContrast', 'contrast', [-100, 70]],
  ['localHighlights', 'highlights', [-100, 100]],
  ['localShadows', 'shadows', [-100, 100]],
  ['localWhites', 'whites', [-100, 80]],
  ['localBlacks', 'blacks', [-100, 100]],
  ['localClarity', 'clarity', [-100, 60]],
  ['localTexture', 'texture', [-100, 100]],
  ['localDehaze', 'dehaze', [-60, 80]],
  ['localSaturation', 'saturation', [-100, 50]],
];

describe('local adjustments', () => {
  let executor: Executor;
  // Long enough for texture's band to be in.
  const negative = new Negative(deadLeaves(1100, 60, 500));
  beforeAll(async () => {
    executor = await Executor.open({ workers: 2 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  const codes = (settings: Values, corrections: readonly Correction[] = []): Promise<Uint8Array> =>
    negative.codes(executor, settings, { edit: { corrections } });
  const apart = (one: Uint8Array, two: Uint8Array): number =>
    one.reduce((worst, code, i) => Math.max(worst, Math.abs(code - two[i]!)), 0);

  it.each(counterparts)('%s over the whole picture is %s', async (local, global, values) => {
    for (const value of values) {
      const expected = await codes({ [global]: value });
      expect(apart(expected, await codes({}, [correctionOf({ [local]: value })])), `${value}`).toBeLessThanOrEqual(1);
      // Two of half the strength, and one of half the value at twice the amount.
      const half = correctionOf({ [local]: value, localAmount: 50 });
      expect(apart(expected, await codes({}, [half, half])), `2 × ${value} / 2`).toBeLessThanOrEqual(1);
      const double = correctionOf({ [local]: value / 2, localAmount: 200 });
      expect(apart(expected, await codes({}, [double])), `200 % of ${value} / 2`).toBeLessThanOrEqual(1);
      // Half from the whole photo, half from the correction.
      if (global.startsWith('incremental')) continue;
      const shared = await codes({ [global]: value / 2 }, [correctionOf({ [local]: value / 2 })]);
      expect(apart(expected, shared), `${value} shared`).toBeLessThanOrEqual(1);
    }
  });
});

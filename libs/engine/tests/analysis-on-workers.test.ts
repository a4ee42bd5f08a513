import { emptyRecipe } from '@safelight/core';
import { expect, it } from 'vitest';
import { Analysis } from '../src/analysis/analysis.ts';
import { wantedParts } from '../src/compile/wanted.ts';
import { Executor, shared } from '../src/run/executor.ts';
import { fullPicture } from '../src/run/full-picture.ts';
import { planesOf } from '../src/run/job.ts';
import { renderedTools } from '../src/support.ts';
import { planarLevel } from './programs.ts';
import { sRgb } from './support/profile.ts';

it('workers make the same analysis as the thread that asks for it', async () => {
  await using executor = await Executor.open({ workers: 2 });
  const level = planarLevel(700, 90, (i) => (Math.sin(i / 19) + 1.2) / 2.4);
  const here = new Analysis(planesOf(level), sRgb);
  const made = await executor.analyse(level, sRgb, ['base', 'clarity', 'haze']);
  expect(made).toEqual({ base: here.base(), clarity: here.clarity(), haze: here.haze() });
});

it('workers look at the full picture for what is told of it alone', async () => {
  await using executor = await Executor.open({ workers: 2 });
  const level = planarLevel(100, 60, (i) => (Math.sin(i / 19) + 1.2) / 2.4);
  const decode = Float32Array.from({ length: 3 * 256 }, (_, i) => ((i % 256) / 255) ** 2);
  const data = Uint8Array.from({ length: 400 * 240 * 3 }, (_, i) => 100 + ((i * 7919) % 23));
  const full = { kind: 'coded', width: 400, height: 240, data: shared(data), decode: shared(decode) } as const;
  const made = await executor.analyse(level, sRgb, ['noise'], full);
  expect(made).toEqual({ noise: new Analysis(planesOf(level), sRgb, fullPicture(full)).noise() });
  expect(made.noise).not.toEqual(new Analysis(planesOf(level), sRgb).noise());
});

it('an edit wants the parts that its tools read, and an empty one wants none', () => {
  const edit = (settings: Record<string, number>) => ({ ...emptyRecipe, settings });
  expect(wantedParts(emptyRecipe, 'rendered')).toEqual([]);
  expect(wantedParts(edit({ exposure: 1, shadows: 5 }), 'rendered')).toEqual(['base']);
  expect(wantedParts(edit({ clarity: 5, dehaze: 4, highlights: -3 }), 'rendered')).toEqual(['base', 'clarity', 'haze']);
  expect(wantedParts(edit({ sharpness: 40 }), 'rendered')).toEqual(['noise']);
  // Raw photos are sharpened by default.
  expect(wantedParts(emptyRecipe, 'raw')).toEqual(['noise']);
  for (const tool of ['highlights', 'shadows', 'clarity', 'dehaze']) expect(renderedTools).toContain(tool);
});

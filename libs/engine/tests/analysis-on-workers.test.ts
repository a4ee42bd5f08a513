import { emptyRecipe } from '@safelight/core';
import { expect, it } from 'vitest';
import { Analysis } from '../src/analysis/analysis.ts';
import { wantedParts } from '../src/compile/wanted.ts';
import { Executor } from '../src/run/executor.ts';
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

it('an edit wants the parts that its tools read, and an empty one wants none', () => {
  const edit = (settings: Record<string, number>) => ({ ...emptyRecipe, settings });
  expect(wantedParts(emptyRecipe)).toEqual([]);
  expect(wantedParts(edit({ exposure: 1, shadows: 5 }))).toEqual(['base']);
  expect(wantedParts(edit({ clarity: 5, dehaze: 4, highlights: -3 }))).toEqual(['base', 'clarity', 'haze']);
  for (const tool of ['highlights', 'shadows', 'clarity', 'dehaze']) expect(renderedTools).toContain(tool);
});

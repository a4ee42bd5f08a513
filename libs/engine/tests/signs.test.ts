import type { SettingValue } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Executor } from '../src/run/executor.ts';
import { cropTools } from '../src/groups/crop/frame.ts';
import { lensBlurTools } from '../src/groups/lens-blur/lens-blur.ts';
import { manifest as retouch } from '../src/groups/retouch/manifest.ts';
import { renderedTools } from '../src/support.ts';
import { signs } from './signs/index.ts';
import { pictures } from './signs/sign.ts';
import { Negative } from './support/develop.ts';
import { deviationOf } from './support/statistics.ts';

/** Tools whose guarantee is tested elsewhere, because no statistic of a chart tells it. */
/** What picks a matte is part of its key (masks/mattes.test.ts). */
const mattePickers = ['aiReferencePoint', 'objectGesture', 'personInstance'];
const lawsOfTheirOwn = ['grainSeed', ...retouch.rendered, ...lensBlurTools, ...cropTools, ...mattePickers];

describe('each tool moves its statistic the way the catalogue says', () => {
  let executor: Executor;
  const negatives = new Map(Object.entries(pictures).map(([name, p]) => [name, new Negative(p)]));
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  it.each(Object.keys(signs))('%s', async (tool) => {
    for (const { from, to, raises, with: others = {}, on = 'chart', kind = 'rendered', edit } of signs[tool]!) {
      const negative = negatives.get(on)!;
      const at = async (value: SettingValue): Promise<number> => {
        const own = edit === undefined ? { ...others, [tool]: value } : others;
        return raises(await negative.linear(executor, own, { kind, edit: edit?.(value) ?? {} }));
      };
      const [before, after] = [await at(from), await at(to)];
      expect(after - before, `${tool} ${JSON.stringify(from)} → ${JSON.stringify(to)}`).toBeGreaterThan(1e-3);
    }
  });

  it('grainSeed changes the pattern and not its strength', async () => {
    const negative = negatives.get('grey')!;
    const [one, two, again] = await Promise.all(
      [7, 4294967295, 7].map((grainSeed) => negative.linear(executor, { grainAmount: 60, grainSeed })),
    );
    expect(one!.r).toEqual(again!.r);
    expect(one!.r).not.toEqual(two!.r);
    const strength = deviationOf([0, 0, 180, 120]);
    expect(Math.abs(strength(one!) / strength(two!) - 1)).toBeLessThan(0.15);
  });

  it('has a sign for every rendered tool that has no law of its own', () => {
    expect([...renderedTools].sort()).toEqual([...Object.keys(signs), ...lawsOfTheirOwn].sort());
  });
});

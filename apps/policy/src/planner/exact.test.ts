import { emptyRecipe, type Orientation, type SettingValues } from '@safelight/core';
import type { ExplicitCall } from '@safelight/intent';
import { describe, expect, it } from 'vitest';
import { exactCalls } from './exact.ts';
import { edit, measurementOf, requestOf } from './testing.ts';

const given = (tool: string, value: number): ExplicitCall => ({ tool, value, region: null, relative: true, source: tool }); // prettier-ignore
const setBy = (calls: readonly ExplicitCall[], settings: SettingValues, stored: Orientation = 1) =>
  exactCalls(calls, 'rendered', { ...emptyRecipe, settings }, stored, () => null).whole;

describe('a turn or a mirroring', () => {
  it('composes with what the recipe holds: two quarter turns are a half, a mirrored mirror is plain', () => {
    expect(setBy([given('orientation', 6)], { orientation: 6 })).toEqual([{ tool: 'orientation', value: 3 }]);
    expect(setBy([given('orientation', 2)], { orientation: 2 })).toEqual([{ tool: 'orientation', value: 1 }]);
    expect(setBy([given('orientation', 8)], { orientation: 6 })).toEqual([{ tool: 'orientation', value: 1 }]);
  });

  it('goes on from how the file is stored where the recipe names nothing', () => {
    expect(setBy([given('orientation', 6)], {}, 6)).toEqual([{ tool: 'orientation', value: 3 }]);
  });

  it('after another in one instruction goes on from that one', () => {
    const calls = [given('orientation', 6), given('orientation', 2)];
    expect(setBy(calls, {})).toEqual([{ tool: 'orientation', value: 5 }]);
  });

  it('looks at how the file is stored before it turns', async () => {
    const { steps } = await edit(requestOf('rotate 90 degrees', measurementOf({})));
    expect(steps.flatMap(({ calls }) => calls)).toEqual([{ tool: 'orientation', value: 6 }]);
    expect(steps[0]!.thought).not.toContain('+6');
  });
});

it('numbers for one setting add up, to its end', () => {
  expect(setBy([given('contrast', 30), given('contrast', 20)], { contrast: 10 })).toEqual([{ tool: 'contrast', value: 60 }]); // prettier-ignore
  expect(setBy([given('contrast', 30)], { contrast: 90 })).toEqual([{ tool: 'contrast', value: 100 }]);
});

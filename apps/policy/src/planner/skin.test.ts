import type { RegionFigures } from '@safelight/core';
import { readInstruction } from '@safelight/intent';
import { absentRegion } from '@safelight/measure';
import { describe, expect, it } from 'vitest';
import { figuresOf } from './metrics.ts';
import { variation } from './seed.ts';
import { targetsOf } from './targets.ts';
import { measurementOf, observationOf, replyTo, requestOf } from './testing.ts';

const region = (name: 'skin' | 'clothes', a: number, b: number): RegionFigures => ({
  ...absentRegion(name),
  share: 0.1,
  lightness: { mean: 70, p05: 55, p50: 70, p95: 80, deviation: 6 },
  cast: { a, b },
  chroma: { mean: Math.hypot(a, b), p95: 1.5 * Math.hypot(a, b) },
  detail: 2,
});
const seen = (...regions: readonly RegionFigures[]) => ({ ...observationOf(measurementOf({})), regions });
const wanted = (instruction: string, a: number, b: number) => {
  const original = figuresOf(seen(region('skin', a, b), region('clothes', a, b)));
  const targets = targetsOf(readInstruction(instruction), original, variation(0));
  const change = (metric: string) => {
    const target = targets.find((one) => one.metric === metric);
    return target === undefined ? 0 : target.wanted - target.from;
  };
  return { change, hue: (Math.atan2(b + change('skin.cast.b'), a + change('skin.cast.a')) * 180) / Math.PI };
};

describe('skin that is to be warmer', () => {
  it('takes half of what clothes of the same colour take', () => {
    const skin = wanted('warm her skin', 3, 4).change('skin.cast.b');
    expect(skin).toBeGreaterThan(0.5);
    expect(skin).toBeCloseTo(wanted('warm her clothes', 3, 4).change('clothes.cast.b') / 2);
  });

  it.each([
    ['rosy', 4, 3],
    ['plain', 3, 4],
    ['yellowish', 2, 5],
  ])('stays skin: its hue turns by four degrees at most, and no way into yellow: %s', (_, a, b) => {
    const before = (Math.atan2(b, a) * 180) / Math.PI;
    const { hue } = wanted('make her skin much warmer', a, b);
    expect(hue - before).toBeLessThan(4.01);
    expect(hue).toBeLessThan(Math.max(before, 62) + 0.01);
  });
});

it('skin is smoothed by its tools together: which of them acts depends on the size of a face', async () => {
  const request = { ...requestOf('smooth her skin', measurementOf({})), original: seen(region('skin', 3, 4)) };
  const last = (await replyTo(request)).at(-1)!;
  const tools = last.type === 'decision' ? last.calls.filter(({ target }) => target === 'skin') : [];
  expect(tools.map(({ tool }) => tool)).toEqual(expect.arrayContaining(['localTexture', 'localSharpness']));
});

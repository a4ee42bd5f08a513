import { describe, expect, it } from 'vitest';
import { besideMovedParts } from './spread.ts';
import type { Target } from './target.ts';

// A sky of 2/5 at 74 over a land at 30, each spread by 8.
const share = 0.4;
const spreadOf = (sky: number, land: number): number => Math.sqrt(8 ** 2 + share * (1 - share) * (sky - land) ** 2);
const original = {
  'lightness.mean': 0.4 * 74 + 0.6 * 30,
  'lightness.p50': 40,
  'lightness.deviation': spreadOf(74, 30),
  'sky.lightness.mean': 74,
  'sky.lightness.p50': 74,
};
const target = (metric: string, by: number, scope: string | null = null): Target => {
  const from = (original as Readonly<Record<string, number>>)[metric]!;
  return { metric, from, wanted: from + by, weight: 1, axis: 'lightness', scope, source: '' };
};
const darker = target('sky.lightness.p50', -12, 'sky');
const targets = [darker, target('lightness.deviation', 2), target('lightness.p50', 5)];
const at = (sky: number) => besideMovedParts(targets, () => share, original, { ...original, 'sky.lightness.p50': sky });

describe('beside a sky that is to be darker', () => {
  it('contrast is counted from what the darker sky leaves of it, so that the two do not work against each other', () => {
    expect(at(74)[1]!.wanted).toBeCloseTo(original['lightness.deviation'] + 2);
    expect(at(62)[1]!.from).toBeCloseTo(spreadOf(62, 30));
    expect(at(62)[1]!.wanted).toBeCloseTo(spreadOf(62, 30) + 2);
  });

  it('brightness is counted as the mean without what the sky lost', () => {
    expect(at(62)[2]).toMatchObject({ metric: 'lightness.mean', from: original['lightness.mean'] - 0.4 * 12 });
  });

  it('only what was asked of the sky is taken off: what went too far comes back', () => {
    expect(at(50)).toEqual(at(62));
    expect(at(62)[0]).toEqual(darker);
  });
});

it('without a part that moves, targets are what they were', () => {
  const whole = targets.slice(1);
  expect(besideMovedParts(whole, () => share, original, original)).toBe(whole);
});

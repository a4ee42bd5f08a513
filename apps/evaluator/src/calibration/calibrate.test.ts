import { Fault } from '@safelight/core';
import type { ScorePair } from '@safelight/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement.ts';
import { curvesOf } from './calibrate.ts';
import { alarmFrom, sharesOf, stabilityIndex } from './drift.ts';
import { apply, isotonicCurve } from './isotonic.ts';

const score = fc.integer({ min: 100, max: 500 }).map((value) => value / 100);
const pairs = fc.array(fc.record({ predicted: score, human: score }), { minLength: 2, maxLength: 60 });

describe('R_sa', () => {
  it.each([
    [0.2, 0.819],
    [0.9, 0.407],
    [1.9, 0.15],
    [3.2, 0.041],
    [0, 1],
  ])('of a distance of %f is %f', (distance, reward) => {
    for (const [predicted, human] of [
      [1 + distance, 1],
      [1, 1 + distance],
    ] as const) {
      expect(agreementOf([{ predicted, human }]).selfAssessment).toBeCloseTo(reward, 3);
    }
  });
});

describe('the calibration curve', () => {
  it('pools what falls, by hand', () => {
    const curve = isotonicCurve([
      { predicted: 1, human: 1 },
      { predicted: 2, human: 4 },
      { predicted: 3, human: 2 },
      { predicted: 4, human: 5 },
    ]);
    expect(curve).toEqual([
      { predicted: 1, calibrated: 1 },
      { predicted: 2.5, calibrated: 3 },
      { predicted: 4, calibrated: 5 },
    ]);
    expect(apply(curve, 1.75)).toBeCloseTo(2, 9);
    expect([apply(curve, 0), apply(curve, 9)]).toEqual([1, 5]);
  });

  it('never falls, stays within 1..5, and does not depend on the order of the pairs', () => {
    fc.assert(
      fc.property(pairs, fc.array(score, { minLength: 2, maxLength: 20 }), (list, asked) => {
        const curve = isotonicCurve(list);
        const rising = [...asked].sort((one, other) => one - other).map((value) => apply(curve, value));
        for (const [index, value] of rising.entries()) {
          expect(value >= 1 - 1e-9 && value <= 5 + 1e-9).toBe(true);
          if (index > 0) expect(value).toBeGreaterThanOrEqual(rising[index - 1]! - 1e-9);
        }
        const turned = isotonicCurve([...list].reverse());
        for (const value of asked) expect(apply(turned, value)).toBeCloseTo(apply(curve, value), 9);
      }),
    );
  });
});

/** People who are more severe than the evaluator, in a bent way, and not of one mind. */
const severe: readonly ScorePair[] = Array.from({ length: 60 }, (_, index) => {
  const predicted = 1 + (4 * index) / 59;
  const opinion = 0.2 * Math.sin(37 * index);
  return { axis: 'aesthetic', predicted, human: Math.min(5, Math.max(1, 1 + (predicted - 1) ** 2 / 4 + opinion)) };
});

describe('a calibration', () => {
  it('brings scores nearer to those of people whom it was not made of', () => {
    const [curve] = curvesOf(severe);
    expect(curve).toMatchObject({ axis: 'aesthetic', folds: 5, before: { count: 60 }, after: { count: 60 } });
    expect(curve!.after.selfAssessment).toBeGreaterThan(curve!.before.selfAssessment + 0.2);
    expect(curve!.after.plcc!).toBeGreaterThan(curve!.before.plcc!);
    expect(curve!.before).toEqual(agreementOf(severe));
  });

  it('does not claim to help where scores and people have nothing to do with each other', () => {
    const chance = severe.map((pair, index) => ({ ...pair, human: 3 + Math.sin(91 * index ** 2) }));
    const [curve] = curvesOf(chance);
    expect(Math.abs(curve!.after.srcc ?? 0)).toBeLessThan(0.4);
  });

  it('leaves an axis without pairs alone, and refuses too few and all the same', () => {
    expect(curvesOf(severe).map(({ axis }) => axis)).toEqual(['aesthetic']);
    expect(() => curvesOf(severe.slice(0, 9))).toThrow(Fault);
    expect(() => curvesOf(severe.map((pair) => ({ ...pair, predicted: 3 })))).toThrow(/the same/);
    expect(() => curvesOf([])).toThrow(/no pairs/);
  });
});

describe('drift', () => {
  const reference = sharesOf(severe.map(({ predicted }) => predicted));
  it('is 0 for the same scores and small for a fair sample of them', () => {
    expect(stabilityIndex(reference, reference)).toBe(0);
    const sample = Array.from({ length: 100 }, (_, index) => 1 + 4 * ((index * 0.618_034) % 1));
    expect(stabilityIndex(reference, sharesOf(sample))).toBeLessThan(0.25);
  });

  it('raises the alarm when all scores moved up by a point and a half', () => {
    const moved = severe.map(({ predicted }) => Math.min(5, predicted + 1.5));
    expect(stabilityIndex(reference, sharesOf(moved))).toBeGreaterThan(alarmFrom(60, 100));
  });

  it('asks for more where fewer scores could differ by chance', () => {
    expect(alarmFrom(1_000, 500)).toBe(0.25);
    expect(alarmFrom(60, 100)).toBeGreaterThan(alarmFrom(200, 100));
  });
});

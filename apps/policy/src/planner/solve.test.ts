import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowed } from './leaves.ts';
import type { Lever } from './levers/lever.ts';
import { wholeLevers } from './levers/whole.ts';
import { figuresOf, visibleStep, type Metric } from './metrics.ts';
import { predict } from './response.ts';
import { expectedResponse } from './expected.ts';
import { costOf, solve, type Aim } from './solve.ts';
import { measurementOf, observationOf } from './testing.ts';

const figures = figuresOf(observationOf(measurementOf({})));
const levers = wholeLevers('rendered', figures);
const response = expectedResponse(levers, [], figures);
const only = (...names: readonly string[]): readonly Lever[] => levers.filter(({ name }) => names.includes(name));
const at0 = new Map(levers.map(({ name }) => [name, 0]));
const aim = (metric: Metric, value: number, kind: Aim['kind'] = 'equal', weight = 1): Aim => ({
  metric,
  value,
  kind,
  weight,
  unit: visibleStep(metric, figures),
});

describe('the solver', () => {
  it('comes near an aim that its levers can reach', () => {
    const values = solve(only('temperature'), at0, response, figures, [aim('cast.b', 3)]);
    const reached = figures['cast.b']! + predict(response, values)['cast.b']!;
    expect(reached).toBeGreaterThan(2.5);
    expect(reached).toBeLessThan(3.05);
  });

  it('stays within the ranges and never makes things worse, whatever is asked', () => {
    const metric = fc.constantFrom<Metric>(
      'cast.b',
      'lightness.p50',
      'lightness.p05',
      'chroma.mean',
      'lightness.deviation',
    );
    const kind = fc.constantFrom<Aim['kind']>('equal', 'atMost', 'atLeast');
    const aims = fc.array(fc.record({ metric, kind, value: fc.double({ min: -50, max: 120, noNaN: true }) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(aims, (asked) => {
        const list = asked.map((one) => aim(one.metric, one.value, one.kind));
        const values = solve(levers, at0, response, figures, list);
        for (const lever of levers) {
          expect(values.get(lever.name)).toBeGreaterThanOrEqual(lever.min - lever.step);
          expect(values.get(lever.name)).toBeLessThanOrEqual(lever.max + lever.step);
        }
        const change = predict(response, values);
        const after = Object.fromEntries(
          Object.entries(figures).map(([name, value]) => [name, value + (change[name as Metric] ?? 0)]),
        ) as typeof figures;
        // Rounding to whole slider units may cost a trace.
        expect(costOf(list, after)).toBeLessThanOrEqual(costOf(list, figures) * 1.01 + 0.05);
      }),
    );
  });

  it('turns nothing for a bound that is kept already', () => {
    const values = solve(only('exposure', 'highlights'), at0, response, figures, [aim('lightness.p95', 99, 'atMost')]);
    expect([...values.values()].every((value) => value === 0)).toBe(true);
  });

  it('comes to rest at a bound that pulls one way where an aim pulls the other', () => {
    const bound = figures['lightness.p95']! - 2;
    const spread = aim('lightness.deviation', figures['lightness.deviation']!, 'equal', 0.6);
    const values = solve(only('highlights'), at0, response, figures, [
      aim('lightness.p95', bound, 'atMost', 10),
      spread,
    ]);
    const reached = figures['lightness.p95']! + predict(response, values)['lightness.p95']!;
    expect(reached - bound).toBeGreaterThan(-0.2);
    expect(reached - bound).toBeLessThan(0.6);
  });

  it('turns back what crosses a bound', () => {
    const values = solve(only('highlights'), at0, response, figures, [
      aim('lightness.p95', figures['lightness.p95']! - 4, 'atMost', 6),
    ]);
    expect(values.get('highlights')).toBeLessThan(-20);
  });
});

describe('a narrowed lever', () => {
  const [temperature] = only('temperature');
  it('goes only the way that the wish allows, counted from where it stood', () => {
    const lever = narrowed(temperature!, [{ lever: 'temperature', way: 1, reach: 0.5 }], 10);
    expect(lever).toMatchObject({ min: 10, max: 10 + temperature!.max / 2 });
  });

  it('keeps its own ends when the turn began near one', () => {
    expect(narrowed(temperature!, [{ lever: 'temperature', way: 1, reach: 1 }], 60).max).toBe(temperature!.max);
  });
});

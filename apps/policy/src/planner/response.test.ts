import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeLevers } from './levers/whole.ts';
import { figuresOf, visibleStep, type Figures } from './metrics.ts';
import { learn, predict, type Mover } from './response.ts';
import { expectedResponse } from './expected.ts';
import { measurementOf, observationOf } from './testing.ts';

const original = figuresOf(observationOf(measurementOf({})));
const metricNames = Object.keys(original);
const prior = expectedResponse(wholeLevers('rendered', original), [], original);
const scaled = (figures: Figures, by: number): Figures =>
  Object.fromEntries(metricNames.map((metric) => [metric, (figures[metric] ?? 0) * by]));

describe('a learned response', () => {
  it('is near the secant when one lever was moved far', () => {
    const change = new Map<Mover, number>([['temperature', 60]]);
    const effect = scaled(predict(prior, change), 0.5);
    const after = learn(prior, { change, effect }, original);
    expect(predict(after, change)['cast.b']).toBeCloseTo(effect['cast.b']!, 0);
  });

  it('predicts what was measured better than before, whatever was moved', () => {
    const movers: readonly Mover[] = ['temperature', 'exposure', 'contrast', 'shadows', 'vibrance', 'craft'];
    const move = fc.tuple(...movers.map(() => fc.double({ min: -1, max: 1, noNaN: true })));
    const answer = fc.double({ min: 0.2, max: 2, noNaN: true });
    fc.assert(
      fc.property(move, answer, (sizes, by) => {
        const change = new Map(movers.map((name, index) => [name, sizes[index]! * (name === 'exposure' ? 1 : 40)]));
        const effect = scaled(predict(prior, change), by);
        const after = learn(prior, { change, effect }, original);
        for (const metric of metricNames) {
          const miss = (response: typeof prior): number =>
            Math.abs((predict(response, change)[metric] ?? 0) - effect[metric]!);
          expect(miss(after)).toBeLessThanOrEqual(miss(prior) + 1e-9);
        }
      }),
    );
  });

  it('blames the lever that moved, not one that stood', () => {
    const change = new Map<Mover, number>([
      ['exposure', 0.5],
      ['temperature', 0],
    ]);
    const after = learn(prior, { change, effect: scaled(predict(prior, change), 0.3) }, original);
    expect(after.gains.get('temperature')).toEqual(prior.gains.get('temperature'));
    expect(after.gains.get('exposure')).not.toEqual(prior.gains.get('exposure'));
  });

  it('does not take a small deviation for a wrong slope', () => {
    const change = new Map<Mover, number>([['contrast', 4]]);
    const predicted = scaled(predict(prior, change), 1);
    const effect = { ...predicted, 'cast.b': predicted['cast.b']! + 0.1 * visibleStep('cast.b', original) };
    const after = learn(prior, { change, effect }, original);
    expect(Math.abs(after.gains.get('contrast')!['cast.b'] ?? 0) * 25).toBeLessThan(0.1);
  });
});

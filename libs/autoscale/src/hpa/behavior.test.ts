import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBehavior, behaviorDefault, behaviorStart, type Behavior, type Request } from './behavior.ts';

const bounds = { replicasMin: 1, replicasMax: 1_000 };

/** What the count is after each wish, one every 15 s. */
function course(behavior: Behavior, start: number, wishes: readonly number[], everySeconds = 15): readonly number[] {
  let state = behaviorStart;
  let current = start;
  return wishes.map((desired, index) => {
    const next = applyBehavior(state, behavior, bounds, { atSeconds: index * everySeconds, current, desired });
    state = next.state;
    return (current = next.replicas);
  });
}

const down = (policies: Behavior['scaleDown']['policies'], selectPolicy: 'Max' | 'Min' = 'Max'): Behavior => ({
  ...behaviorDefault,
  scaleDown: { stabilizationWindowSeconds: 0, selectPolicy, policies },
});

describe('the behaviour of the HPA', () => {
  it('takes 8 of 80 and 8 of 72 at 10 % or 4 pods a minute, and 4 at a time below 40, as the documentation has it', () => {
    const behavior = down([
      { type: 'Pods', value: 4, periodSeconds: 60 },
      { type: 'Percent', value: 10, periodSeconds: 60 },
    ]);
    const replicas = course(behavior, 80, Array<number>(12).fill(10), 60);
    expect(replicas.slice(0, 2)).toEqual([72, 64]);
    const below = replicas.findIndex((count) => count < 40);
    expect(replicas[below]! - replicas[below + 1]!).toBe(4);
  });

  it('takes the slower of two policies where selectPolicy is Min', () => {
    const behavior = down(
      [
        { type: 'Pods', value: 5, periodSeconds: 60 },
        { type: 'Percent', value: 10, periodSeconds: 60 },
      ],
      'Min',
    );
    expect(course(behavior, 100, [10], 60)).toEqual([95]);
  });

  it('allows one change in its period, however often it is asked', () => {
    const behavior = down([{ type: 'Pods', value: 4, periodSeconds: 60 }]);
    expect(course(behavior, 20, [1, 1, 1, 1, 1])).toEqual([16, 16, 16, 16, 12]);
  });

  it('adds 4 pods or doubles every 15 s where nothing else is said', () => {
    expect(course(behaviorDefault, 1, [100, 100, 100, 100])).toEqual([5, 10, 20, 40]);
  });

  it('goes down by the highest wish of the last five minutes', () => {
    const wishes = [10, ...Array<number>(19).fill(2), 2];
    expect(course(behaviorDefault, 10, wishes).slice(0, 20)).toEqual(Array<number>(20).fill(10));
    expect(course(behaviorDefault, 10, wishes).at(-1)).toBe(2);
  });

  it('goes up by the lowest wish of its window', () => {
    const behavior = {
      ...behaviorDefault,
      scaleUp: { ...behaviorDefault.scaleUp, stabilizationWindowSeconds: 30 },
    };
    expect(course(behavior, 3, [4, 8, 6, 6])).toEqual([4, 4, 6, 6]);
  });

  it('never leaves its bounds, and never goes beyond what was wished for within its window', () => {
    const requests = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 40 }), (wishes, start) => {
        let state = behaviorStart;
        let current = start;
        for (const [index, desired] of wishes.entries()) {
          const request: Request = { atSeconds: index * 15, current, desired };
          const next = applyBehavior(state, behaviorDefault, { replicasMin: 1, replicasMax: 40 }, request);
          expect(next.replicas).toBeGreaterThanOrEqual(1);
          expect(next.replicas).toBeLessThanOrEqual(40);
          if (desired >= current) expect(next.replicas).toBeGreaterThanOrEqual(Math.min(current, 40));
          // A rise that the rate held up goes on although the wish has gone: so does the HPA's.
          const highest = Math.max(...wishes.slice(Math.max(0, index - 20), index + 1));
          expect(next.replicas).toBeLessThanOrEqual(Math.max(current, highest));
          ({ state, replicas: current } = next);
        }
      }),
    );
  });
});

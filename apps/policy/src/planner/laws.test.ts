/** What holds for every request. */
import type { Measurement } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, measurementOf, replyTo, requestOf } from './testing.ts';

const wishes = ['warmer', 'much brighter', 'moody', '胶片', 'vintage and a bit cooler', 'more contrast, less saturated', '复古', 'dreamy', '高调', 'clear the haze']; // prettier-ignore
const light = fc.record({
  median: fc.double({ min: 20, max: 85, noNaN: true }),
  deviation: fc.double({ min: 8, max: 28, noNaN: true }),
  b: fc.double({ min: -6, max: 8, noNaN: true }),
  chroma: fc.double({ min: 1, max: 18, noNaN: true }),
});
const runs = { numRuns: 25 };

describe('the planner, whatever is asked of whatever picture,', () => {
  it('answers the same request and seed with the same words and calls, and stays a candidate of its own', async () => {
    const seeds = fc.integer({ min: 0, max: 1_000_000 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...wishes), light, seeds, async (wish, seen, seed) => {
        const request = requestOf(wish, measurementOf(seen), { seed });
        expect(await replyTo(request)).toEqual(await replyTo(request));
      }),
      runs,
    );
  });

  it('never issues the same call with the same value twice in a round', async () => {
    const strength = fc.double({ min: 0.2, max: 2, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...wishes), light, strength, async (wish, seen, by) => {
        const { steps } = await edit(requestOf(wish, measurementOf(seen)), { strength: () => by });
        const calls = steps.flatMap((step) => step.calls.map((call) => JSON.stringify(call)));
        expect(calls).toHaveLength(new Set(calls).size);
        expect(steps.length).toBeLessThanOrEqual(8);
      }),
      runs,
    );
  });

  it('plans without seeing: nothing that came after the original changes what it does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...wishes), light, light, async (wish, seen, other) => {
        const request = requestOf(wish, measurementOf(seen), { textOnly: true });
        const { steps } = await edit(request);
        const lied = steps.map((step) => ({
          ...step,
          observation: { ...step.observation, measurement: measurementOf(other) },
        }));
        const last = async (taken: typeof steps) => (await replyTo({ ...request, steps: taken })).at(-1);
        const [truth, lie] = [await last(steps.slice(0, 1)), await last(lied.slice(0, 1))];
        expect(lie?.type).toBe(truth?.type);
        if (truth?.type === 'decision' && lie?.type === 'decision') expect(lie.calls).toEqual(truth.calls);
      }),
      runs,
    );
  });

  it('varies strength within natural bounds by the seed', async () => {
    const exposures = await Promise.all(
      Array.from({ length: 12 }, async (_, seed) => {
        const last = (await replyTo(requestOf('brighter', measurementOf({}), { seed }))).at(-1)!;
        return last.type === 'decision' ? (last.calls.find(({ tool }) => tool === 'exposure')!.value as number) : 0;
      }),
    );
    expect(new Set(exposures).size).toBeGreaterThan(2);
    for (const value of exposures) expect(Math.abs(value / exposures[0]! - 1)).toBeLessThan(0.4);
  });
});

const even = (lightness: number): Measurement => {
  const plain = measurementOf({ median: lightness, deviation: 0, chroma: 0, b: 0 });
  const tones = { mean: lightness, p01: lightness, p05: lightness, p25: lightness, p50: lightness, p75: lightness, p95: lightness, p99: lightness, deviation: 0 }; // prettier-ignore
  const grid = plain.grid.map(() => ({ lightness, deviation: 0, chroma: 0, a: 0, b: 0 }));
  const clipping = { shadows: lightness === 0 ? 1 : 0, highlights: lightness === 100 ? 1 : 0 };
  return { ...plain, width: 1, height: 1, lightness: tones, clipping, detail: 0, noise: 0, haze: 0, grid };
};

describe('a picture with nothing in it', () => {
  it.each([
    ['black', 0],
    ['white', 100],
    ['grey', 50],
  ])('is seen to be empty, and worked on within the steps: %s', async (_, lightness) => {
    for (const wish of ['brighter', 'cinematic', 'fix it', 'black and white', '暖一点']) {
      const { steps, finish } = await edit(requestOf(wish, even(lightness)));
      expect(steps.length).toBeLessThanOrEqual(8);
      const thought = steps[0]?.thought ?? finish.thought;
      expect(thought).toMatch(/one even tone|只有一种均匀的影调/);
      expect(Number.isFinite(finish.selfScore.instruction + finish.selfScore.aesthetic)).toBe(true);
    }
  });

  it('ends with that said when the part that was asked for is not there', async () => {
    const { steps, finish } = await edit(requestOf('make the sky darker', even(0)));
    expect(steps).toEqual([]);
    expect(finish.notDone).toHaveLength(1);
    expect(finish.thought).toContain('I do not find the sky');
  });
});

describe('wishes that contradict each other', () => {
  it('are told, and the later one is done', async () => {
    const { steps } = await edit(requestOf('make it brighter, make it darker', measurementOf({})));
    expect(steps[0]!.thought).toContain('contradict');
    expect(steps.at(-1)!.observation.recipe.settings['exposure']).toBeLessThan(0);
  });
});

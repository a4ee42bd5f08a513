import { readInstruction } from '@safelight/intent';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMet } from './decide.ts';
import { figuresOf } from './metrics.ts';
import { variation } from './seed.ts';
import { staysOf } from './stays.ts';
import type { Target } from './target.ts';
import { targetsOf } from './targets.ts';
import { measurementOf, observationOf, type Light } from './testing.ts';

const targets = (instruction: string, light: Light): readonly Target[] =>
  targetsOf(readInstruction(instruction), figuresOf(observationOf(measurementOf(light))), variation(0));
const way = (instruction: string, light: Light): number => {
  const [target] = targets(instruction, light);
  return target!.wanted - target!.from;
};

describe('a target', () => {
  it('lifts pure black to where one sees that it is faded: past code 8 of 255', () => {
    const faded = targets('faded film look', { median: 40, deviation: 30 }).find(({ axis }) => axis === 'fade')!;
    const code8 = 100 * Math.cbrt(8 / 255 / 12.92);
    expect(faded.from).toBeLessThan(3);
    expect(faded.wanted).toBeGreaterThan(code8);
  });

  it('takes the more haze out the thicker the veil, and does not hold the light that the veil added', () => {
    const thick: Light = { median: 70, deviation: 18 };
    const thin: Light = { median: 57, deviation: 18 };
    expect(way('remove the haze', thick)).toBeLessThan(1.3 * way('remove the haze', thin));
    const held = (wish: string): number => {
      const original = figuresOf(observationOf(measurementOf(thick)));
      const stays = staysOf(readInstruction(wish), targets(wish, thick), original);
      return stays.find(({ metric }) => metric === 'lightness.p50')!.weight;
    };
    expect(held('remove the haze')).toBeLessThan(0.5 * held('more contrast'));
  });

  it('for noise is met by less of it, and no other by too much', () => {
    const met = (instruction: string, share: number): boolean => {
      const original = figuresOf(observationOf(measurementOf({})));
      const [target] = targets(instruction, {});
      const value = target!.from + share * (target!.wanted - target!.from);
      return isMet(target!, { ...original, [target!.metric]: value }, original);
    };
    expect([met('reduce the noise', 1.6), met('reduce the noise', 0.2)]).toEqual([true, false]);
    expect(met('brighter', 1.6)).toBe(false);
  });

  it('asks less warming of a sunset than of a grey day', () => {
    expect(way('warmer', { b: 6 })).toBeLessThan(way('warmer', { b: 0 }));
    expect(way('warmer', { b: 6 })).toBeGreaterThan(0);
  });

  it('asks less brightening of a bright picture than of a dark one', () => {
    expect(way('brighter', { median: 75 })).toBeLessThan(way('brighter', { median: 35 }));
  });

  it('asks less colour of a colourful picture than of a pale one', () => {
    const share = (chroma: number): number => way('more saturated', { chroma }) / chroma;
    expect(share(13)).toBeLessThan(share(4));
  });

  it('lies in the direction of its goal, and further for a stronger wish', () => {
    const wishes = [
      'brighter',
      'darker',
      'warmer',
      'cooler',
      'more contrast',
      'less contrast',
      'muted',
      'faded',
      'hazy',
    ];
    const light = fc.record({
      median: fc.double({ min: 20, max: 85, noNaN: true }),
      deviation: fc.double({ min: 8, max: 28, noNaN: true }),
      b: fc.double({ min: -6, max: 8, noNaN: true }),
      chroma: fc.double({ min: 1, max: 18, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...wishes), light, (wish, seen) => {
        const [goal] = readInstruction(wish).goals;
        const plain = way(wish, seen);
        expect(Math.sign(plain)).toBe(Math.sign(goal!.amount));
        expect(
          Math.abs(way(`very ${wish}`.replace('very more', 'much more').replace('very less', 'much less'), seen)),
        ).toBeGreaterThan(Math.abs(plain));
      }),
    );
  });

  it('of a correction leaves a balanced picture alone and moves a dark one up', () => {
    const metrics = targets('fix the exposure', { median: 50 }).map(({ metric }) => metric);
    expect(metrics).toEqual([]);
    expect(way('fix the exposure', { median: 28 })).toBeGreaterThan(5);
    expect(way('fix the exposure', { median: 80 })).toBeLessThan(-5);
  });

  it('of a white balance correction takes most of the cast of the greys, not all', () => {
    const by = way('remove the colour cast', { b: 5, neutralB: 4 });
    expect(by).toBeLessThan(-2);
    expect(by).toBeGreaterThan(-4);
  });
});

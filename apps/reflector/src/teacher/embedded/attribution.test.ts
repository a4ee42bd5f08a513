import { describe, expect, it } from 'vitest';
import { submission } from '../../../tests/trajectories.ts';
import type { Observation, RegionFigures } from '@safelight/core';
import { absentRegion } from '@safelight/measure';
import { attributionsOf } from './attribution.ts';
import type { Difference } from './facts.ts';

const { original } = submission({ id: 'trj_a', settings: {}, aesthetic: 3, instructionScore: 3 }).trajectory;

function seen(change: { readonly warmth?: number; readonly median?: number; readonly skin?: number }): Observation {
  const { measurement } = original;
  const region = (b: number): RegionFigures => ({ ...absentRegion('skin'), share: 0.1, cast: { a: 5, b } });
  return {
    ...original,
    measurement: {
      ...measurement,
      cast: { ...measurement.cast, b: change.warmth ?? 2 },
      lightness: { ...measurement.lightness, p50: change.median ?? 40 },
    },
    regions: change.skin === undefined ? [] : [region(change.skin)],
  };
}

const difference = (tool: string, worse: number, better: number, target?: string): Difference => ({
  tool,
  worse,
  better,
  words: { en: tool, zh: tool },
  ...(target === undefined ? {} : { target }),
});

describe('an attribution', () => {
  it('blames a setting that is too high for the figure that it raised', () => {
    const [one, ...more] = attributionsOf(
      [difference('incrementalTemperature', 34, 10), difference('exposure', 0.2, 0.1)],
      seen({ warmth: 11 }),
      seen({ warmth: 4 }),
    );
    expect(one).toMatchObject({
      tool: 'incrementalTemperature',
      worse: 34,
      better: 10,
      metric: 'cast.b',
      deviation: 7,
    });
    expect(more).toEqual([]);
  });

  it('tells the skin’s figure where both edits were seen with it and it is further off', () => {
    const [one] = attributionsOf(
      [difference('incrementalTemperature', 34, 10)],
      seen({ warmth: 8, skin: 21 }),
      seen({ warmth: 4, skin: 12 }),
    );
    expect(one).toMatchObject({ metric: 'skin.cast.b', deviation: 9 });
  });

  it('blames nothing that went the other way, nor what nobody would see', () => {
    const cooler = [difference('incrementalTemperature', 5, 10)];
    expect(attributionsOf(cooler, seen({ warmth: 11 }), seen({ warmth: 4 }))).toEqual([]);
    expect(attributionsOf([difference('exposure', 1, 0.9)], seen({ median: 41 }), seen({ median: 40 }))).toEqual([]);
  });

  it('looks into the region that a correction is named after', () => {
    const local = [difference('localTemperature', 30, 5, 'Skin')];
    const [one] = attributionsOf(local, seen({ skin: 20 }), seen({ skin: 14 }));
    expect(one).toMatchObject({ tool: 'localTemperature', target: 'Skin', metric: 'skin.cast.b', deviation: 6 });
  });

  it('puts the plainest deviation first', () => {
    const all = attributionsOf(
      [difference('exposure', 1, 0), difference('incrementalTemperature', 34, 10)],
      seen({ warmth: 5, median: 60 }),
      seen({ warmth: 4, median: 40 }),
    );
    expect(all.map(({ tool }) => tool)).toEqual(['exposure', 'incrementalTemperature']);
  });
});

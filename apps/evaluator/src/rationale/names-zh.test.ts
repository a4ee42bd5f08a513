import { corrections } from '@safelight/intent';
import { describe, expect, it } from 'vitest';
import { qualities } from '../metrics/aesthetic/index.ts';
import { keeperOf } from '../metrics/constraint/index.ts';
import { balancedFigures } from '../metrics/correction/index.ts';
import { goalFigures } from '../metrics/goal/index.ts';
import { lookMetrics } from '../metrics/look/index.ts';
import { opinionName } from '../ranker/opinion.ts';
import { namesZh } from './names-zh.ts';

const protections = ['shadows', 'highlights', 'skin', 'colour', 'contrast', 'lightness', 'all'] as const;

describe('the Chinese names', () => {
  it('cover every metric', () => {
    const names = [
      ...qualities.map(({ name }) => name),
      opinionName,
      ...protections.map((protect) => keeperOf(protect, null).name),
      ...corrections.map((what) => balancedFigures[what].name),
      ...Object.values(goalFigures).flatMap(({ names: { up, down } }) => [up, down]),
      ...Object.values(lookMetrics).flatMap((metric) => metric?.name ?? []),
    ];
    expect(names.filter((name) => namesZh[name] === undefined)).toEqual([]);
  });
});

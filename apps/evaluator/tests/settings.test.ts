import { emptyRecipe, type Recipe } from '@safelight/core';
import { readInstruction } from '@safelight/intent';
import { describe, expect, it } from 'vitest';
import { caseOf, judgeByMetrics, nothingSeen } from '../src/evaluate.ts';
import { namesZh } from '../src/rationale/names-zh.ts';
import { lookAt } from '../src/picture/picture.ts';
import { make } from './pictures.ts';

const picture = lookAt(make(96, 64, (x, y) => [60 + x, 80 + y, 90]));
const recipe = (settings: Recipe['settings']): Recipe => ({ ...emptyRecipe, settings });

/** The picture does not change: what is told apart here are the settings alone. */
function judged(instruction: string, after: Recipe, before = emptyRecipe) {
  const settings = { before, after };
  return judgeByMetrics(caseOf(readInstruction(instruction), picture, picture, nothingSeen, settings), instruction);
}

const wish = (evaluation: ReturnType<typeof judged>) => evaluation.metrics.filter(({ axis }) => axis === 'instruction');

describe('a wish that no picture shows', () => {
  it('is judged by the settings: as asked, moved elsewhere, or not touched', () => {
    const scores = [-20, -5, 0].map(
      (value) => judged('hue of blue -20', recipe({ hueBlue: value })).scores.instruction,
    );
    expect(scores[0]).toBeGreaterThan(scores[1]! + 0.5);
    expect(scores[1]).toBeGreaterThan(scores[2]! + 0.5);
    expect(wish(judged('hue of blue -20', recipe({ hueBlue: -20 })))).toContainEqual(
      expect.objectContaining({ name: 'exact setting', value: 10, evidence: 'hueBlue is as asked' }),
    );
  });

  it('in kelvin is met by the relative slider of a rendered photo', () => {
    const [metric] = wish(judged('temperature 5200K', recipe({ incrementalTemperature: 3 })));
    expect(metric).toMatchObject({ name: 'exact setting', value: 10 });
  });

  it('of which nothing can be judged gets half the points when something was done, and no confidence', () => {
    const [done] = wish(judged('flibbertigibbet', recipe({ exposure: 1 })));
    const [idle] = wish(judged('flibbertigibbet', emptyRecipe));
    expect([done!.value, idle!.value]).toEqual([5, 0]);
    expect(judged('flibbertigibbet', recipe({ exposure: 1 })).confidence).toBe(0);
  });

  it('is refused when nobody says what the settings were', () => {
    const bare = caseOf(readInstruction('flibbertigibbet'), picture, picture, nothingSeen);
    expect(() => judgeByMetrics(bare, 'flibbertigibbet')).toThrow(/can be measured/);
  });

  it('has a Chinese name', () => {
    for (const name of ['exact setting', 'something was done']) expect(namesZh[name]).toBeDefined();
  });
});

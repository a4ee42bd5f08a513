import { expect, it } from 'vitest';
import { zoneWeights } from './color-grading.ts';

it('the three zones share every lightness out completely, without a negative share', () => {
  for (const blending of [0, 0.5, 1]) {
    for (const balance of [-1, -0.3, 0, 1]) {
      let before = zoneWeights(-0.01, blending, balance);
      for (let lightness = 0; lightness <= 1; lightness += 0.01) {
        const weights = zoneWeights(lightness, blending, balance);
        expect(weights[0] + weights[1] + weights[2]).toBeCloseTo(1, 12);
        for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(0);
        expect(weights[0]).toBeLessThanOrEqual(before[0]);
        expect(weights[2]).toBeGreaterThanOrEqual(before[2]);
        before = weights;
      }
    }
  }
});

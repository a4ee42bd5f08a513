import { expect, it } from 'vitest';
import { bandWeights, centres, hueTable } from './bands.ts';

it('the bands share every hue out completely, at most between two', () => {
  for (let hue = -30; hue < 400; hue += 0.25) {
    const weights = bandWeights(hue);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(weights.filter((weight) => weight > 0).length).toBeLessThanOrEqual(2);
  }
  centres.forEach((centre, band) => {
    expect(bandWeights(centre)[band]).toBe(1);
  });
});

it('a table over the hues has no step, neither at a border nor at 360°', () => {
  const table = hueTable([1, -1, 1, -1, 1, -1, 1, -1]);
  expect(table[0]).toBe(table.at(-1));
  for (let i = 1; i < table.length; i++) expect(Math.abs(table[i]! - table[i - 1]!)).toBeLessThan(0.06);
});

it('eight equal sliders are one slider for all hues', () => {
  for (const value of hueTable(centres.map(() => 0.4))) expect(value).toBeCloseTo(0.4, 6);
});

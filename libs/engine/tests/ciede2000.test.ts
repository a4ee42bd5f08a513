import { expect, it } from 'vitest';
import { ciede2000, type Lab } from './support/ciede2000.ts';

// Pairs and differences of table 1 in Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula" (2005).
const pairs: readonly (readonly [Lab, Lab, number])[] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
]; // prettier-ignore

it('gives the published colour differences', () => {
  for (const [first, second, difference] of pairs) {
    expect(ciede2000(first, second)).toBeCloseTo(difference, 4);
    expect(ciede2000(second, first)).toBeCloseTo(difference, 4);
  }
});

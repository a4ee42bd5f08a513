/** Signs of sharpening, noise reduction and defringing. */
import type { Area } from '../support/picture.ts';
import { chromaOf, deviationOf, steepestIn, type Statistic } from '../support/statistics.ts';
import type { Sign } from './sign.ts';

/** A plain part of the noisy picture, and a row over its edge in the middle. */
const plain: Area = [100, 4, 72, 112];
const edge: Area = [80, 60, 20, 1];
const texture: Area = [8, 4, 160, 16];
const greenSeam: Area = [60, 10, 2, 100];
const purpleSeam: Area = [120, 10, 2, 100];

const less =
  (statistic: Statistic): Statistic =>
  (picture) =>
    -statistic(picture);

const hueSigns = (name: 'Purple' | 'Green', seam: Area): Record<string, Sign[]> => {
  const amount = { [`defringe${name}Amount`]: 20 };
  return {
    [`defringe${name}Amount`]: [
      { from: 0, to: 5, raises: less(chromaOf(seam)), on: 'seams' },
      { from: 5, to: 20, raises: less(chromaOf(seam)), on: 'seams' },
    ],
    // The window leaves the seam's hue by its lower and by its upper bound.
    [`defringe${name}HueLo`]: [
      { from: 30, to: 85, raises: chromaOf(seam), on: 'seams', with: { ...amount, [`defringe${name}HueHi`]: 100 } },
    ],
    [`defringe${name}HueHi`]: [
      { from: 10, to: 70, raises: less(chromaOf(seam)), on: 'seams', with: { ...amount, [`defringe${name}HueLo`]: 0 } },
    ],
  };
};

export const detailSigns: Record<string, Sign[]> = {
  sharpness: [
    { from: 0, to: 40, raises: steepestIn(edge), on: 'soft' },
    { from: 40, to: 150, raises: steepestIn(edge), on: 'soft' },
  ],
  sharpenRadius: [
    { from: 0.5, to: 1, raises: steepestIn(edge), on: 'soft', with: { sharpness: 80 } },
    { from: 1, to: 3, raises: steepestIn(edge), on: 'soft', with: { sharpness: 80 } },
  ],
  sharpenDetail: [
    { from: 0, to: 25, raises: deviationOf(texture), on: 'fine', with: { sharpness: 100 } },
    { from: 25, to: 100, raises: deviationOf(texture), on: 'fine', with: { sharpness: 100 } },
  ],
  sharpenMasking: [
    { from: 0, to: 50, raises: less(deviationOf(plain)), on: 'noisy', with: { sharpness: 150, sharpenDetail: 100 } },
    { from: 50, to: 100, raises: less(deviationOf(plain)), on: 'noisy', with: { sharpness: 150, sharpenDetail: 100 } },
  ],
  luminanceNoiseReduction: [
    { from: 0, to: 25, raises: less(deviationOf(plain)), on: 'noisy' },
    { from: 25, to: 60, raises: less(deviationOf(plain)), on: 'noisy' },
  ],
  luminanceNoiseDetail: [
    { from: 0, to: 50, raises: deviationOf(plain), on: 'noisy', with: { luminanceNoiseReduction: 40 } },
    { from: 50, to: 100, raises: deviationOf(plain), on: 'noisy', with: { luminanceNoiseReduction: 40 } },
  ],
  luminanceNoiseContrast: [
    { from: 0, to: 100, raises: deviationOf(plain), on: 'noisy', with: { luminanceNoiseReduction: 70 } },
  ],
  colorNoiseReduction: [
    { from: 0, to: 10, raises: less(chromaOf(plain)), on: 'noisy' },
    { from: 10, to: 50, raises: less(chromaOf(plain)), on: 'noisy' },
    // Where nothing is set, a raw photo has 25 of it.
    { from: 0, to: 25, raises: less(chromaOf(plain)), on: 'noisy', kind: 'raw' },
  ],
  colorNoiseDetail: [{ from: 0, to: 100, raises: chromaOf(plain), on: 'noisy', with: { colorNoiseReduction: 25 } }],
  colorNoiseSmoothness: [
    { from: 0, to: 100, raises: less(chromaOf(plain)), on: 'noisy', with: { colorNoiseReduction: 50 } },
  ],
  ...hueSigns('Purple', purpleSeam),
  ...hueSigns('Green', greenSeam),
};

import { colourLikelihood, fitColour } from './colour-model.ts';
import type { ColourModel } from './colour-model.ts';
import type { LabPlanes } from './lab.ts';

/** Several Gaussians of OKLab colours, for areas of more than one colour. */
export interface Mixture {
  readonly parts: readonly { readonly model: ColourModel; readonly logShare: number }[];
}

const roundsMax = 6;

/**
 * Fits at most `count` Gaussians to weighted pixels: k-means started at the pixel farthest from all starts so far (no
 * chance in it), then one Gaussian a cluster.
 */
export const fitMixture = (lab: LabPlanes, weights: Float32Array, count: number, spread: number): Mixture => {
  const n = weights.length;
  const stride = Math.max(1, Math.floor(n / 8000));
  const pixels: number[] = [];
  for (let i = 0; i < n; i += stride) {
    if (weights[i]! > 0.3) {
      pixels.push(i);
    }
  }
  const centres = spreadStarts(lab, pixels, count);
  const label = new Int8Array(n).fill(-1);
  for (let round = 0; round < roundsMax; round++) {
    const sums = centres.map(() => [0, 0, 0, 0]);
    for (const i of pixels) {
      const k = nearest(lab, i, centres);
      label[i] = k;
      const sum = sums[k]!;
      for (let c = 0; c < 3; c++) {
        sum[c]! += weights[i]! * lab[c]!.data[i]!;
      }
      sum[3]! += weights[i]!;
    }
    sums.forEach((sum, k) => {
      if (sum[3]! > 0) {
        centres[k] = [sum[0]! / sum[3]!, sum[1]! / sum[3]!, sum[2]! / sum[3]!];
      }
    });
  }
  const total = pixels.reduce((sum, i) => sum + weights[i]!, 0);
  const parts = centres.flatMap((_, k) => {
    const own = new Float32Array(n);
    let share = 0;
    for (const i of pixels) {
      if (label[i] === k) {
        own[i] = weights[i]!;
        share += weights[i]!;
      }
    }
    const model = fitColour(lab, own, spread);
    return model === undefined ? [] : [{ model, logShare: Math.log(share / total) }];
  });
  return { parts };
};

type Colour = [number, number, number];

const colourAt = (lab: LabPlanes, i: number): Colour => [lab[0].data[i]!, lab[1].data[i]!, lab[2].data[i]!];

const spreadStarts = (lab: LabPlanes, pixels: readonly number[], count: number): Colour[] => {
  const starts: Colour[] = [];
  if (pixels.length === 0) {
    return starts;
  }
  const mean: Colour = [0, 0, 0];
  for (const i of pixels) {
    colourAt(lab, i).forEach((v, c) => (mean[c]! += v / pixels.length));
  }
  starts.push(mean);
  while (starts.length < count) {
    let farthest = pixels[0]!;
    let reach = -1;
    for (const i of pixels) {
      const distance = Math.min(...starts.map((s) => squared(lab, i, s)));
      if (distance > reach) {
        reach = distance;
        farthest = i;
      }
    }
    starts.push(colourAt(lab, farthest));
  }
  return starts;
};

const squared = (lab: LabPlanes, i: number, [l, a, b]: Colour): number =>
  (lab[0].data[i]! - l) ** 2 + (lab[1].data[i]! - a) ** 2 + (lab[2].data[i]! - b) ** 2;

const nearest = (lab: LabPlanes, i: number, centres: readonly Colour[]): number => {
  let best = 0;
  let least = Infinity;
  centres.forEach((centre, k) => {
    const distance = squared(lab, i, centre);
    if (distance < least) {
      least = distance;
      best = k;
    }
  });
  return best;
};

/** Log likelihood of a pixel's colour, up to a constant that all mixtures share. */
export const mixtureLikelihood = ({ parts }: Mixture, lab: LabPlanes, i: number): number => {
  let largest = -Infinity;
  for (const { model, logShare } of parts) {
    largest = Math.max(largest, logShare + colourLikelihood(model, lab, i));
  }
  return largest;
};

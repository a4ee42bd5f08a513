import { colourLikelihood, fitColour } from './colour-model.ts';
import type { ColourModel } from './colour-model.ts';
import type { LabPlanes } from './lab.ts';

/** Several Gaussians of OKLab colours, for areas of more than one colour. */
export interface Mixture {
  readonly parts: readonly { readonly model: ColourModel; readonly logShare: number }[];
}

const roundsMax = 5;
/** Pixels that are looked at, evenly spread. */
const pixelsMax = 5000;

/**
 * Fits at most `count` Gaussians to weighted pixels: k-means started at the pixel farthest from all starts so far (no
 * chance in it), then one Gaussian a cluster.
 */
export const fitMixture = (lab: LabPlanes, weights: Float32Array, count: number, spread: number): Mixture => {
  const n = weights.length;
  const stride = Math.max(1, Math.floor(n / pixelsMax));
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
    const own = pixels.filter((i) => label[i] === k);
    const share = own.reduce((sum, i) => sum + weights[i]!, 0);
    const model = fitColour(lab, weights, spread, own);
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
  const reach = pixels.map((i) => squared(lab, i, mean));
  while (starts.length < count) {
    let farthest = 0;
    reach.forEach((distance, k) => (farthest = distance > reach[farthest]! ? k : farthest));
    const start = colourAt(lab, pixels[farthest]!);
    starts.push(start);
    pixels.forEach((i, k) => (reach[k] = Math.min(reach[k]!, squared(lab, i, start))));
  }
  return starts;
};

const squared = (lab: LabPlanes, i: number, colour: Colour): number => {
  const l = lab[0].data[i]! - colour[0];
  const a = lab[1].data[i]! - colour[1];
  const b = lab[2].data[i]! - colour[2];
  return l * l + a * a + b * b;
};

const nearest = (lab: LabPlanes, i: number, centres: readonly Colour[]): number => {
  let best = 0;
  let least = Infinity;
  for (let k = 0; k < centres.length; k++) {
    const distance = squared(lab, i, centres[k]!);
    if (distance < least) {
      least = distance;
      best = k;
    }
  }
  return best;
};

/** Log likelihood of a pixel's colour, up to a constant that all mixtures share. */
export const mixtureLikelihood = ({ parts }: Mixture, lab: LabPlanes, i: number): number => {
  let largest = -Infinity;
  for (let k = 0; k < parts.length; k++) {
    largest = Math.max(largest, parts[k]!.logShare + colourLikelihood(parts[k]!.model, lab, i));
  }
  return largest;
};

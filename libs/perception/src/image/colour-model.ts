import type { LabPlanes } from './lab.ts';

/** A Gaussian of OKLab colours. */
export interface ColourModel {
  readonly mean: readonly [number, number, number];
  /** Inverse covariance, upper triangle by rows. */
  readonly inverse: readonly [number, number, number, number, number, number];
  /** Logarithm of the normalising factor. */
  readonly logScale: number;
}

/** Fits to the pixels with the given weights (of all, or among those listed); `spread` (OKLab units) is the least standard deviation. */
export const fitColour = (
  lab: LabPlanes,
  weights: Float32Array,
  spread: number,
  among?: readonly number[],
): ColourModel | undefined => {
  const count = among?.length ?? weights.length;
  let sum = 0;
  const mean = [0, 0, 0];
  for (let n = 0; n < count; n++) {
    const i = among?.[n] ?? n;
    const w = weights[i]!;
    if (w > 0) {
      sum += w;
      for (let c = 0; c < 3; c++) {
        mean[c]! += w * lab[c]!.data[i]!;
      }
    }
  }
  if (sum < 12) {
    return undefined;
  }
  const [m0, m1, m2] = mean.map((v) => v / sum) as [number, number, number];
  const cov = [0, 0, 0, 0, 0, 0];
  for (let n = 0; n < count; n++) {
    const i = among?.[n] ?? n;
    const w = weights[i]!;
    if (w > 0) {
      const d0 = lab[0].data[i]! - m0;
      const d1 = lab[1].data[i]! - m1;
      const d2 = lab[2].data[i]! - m2;
      cov[0]! += w * d0 * d0;
      cov[1]! += w * d0 * d1;
      cov[2]! += w * d0 * d2;
      cov[3]! += w * d1 * d1;
      cov[4]! += w * d1 * d2;
      cov[5]! += w * d2 * d2;
    }
  }
  const [a, b, c, d, e, f] = cov.map((v, k) => v / sum + (k === 0 || k === 3 || k === 5 ? spread * spread : 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const k00 = d * f - e * e;
  const k01 = c * e - b * f;
  const k02 = b * e - c * d;
  const det = a * k00 + b * k01 + c * k02;
  return {
    mean: [m0, m1, m2],
    inverse: [k00 / det, k01 / det, k02 / det, (a * f - c * c) / det, (b * c - a * e) / det, (a * d - b * b) / det],
    logScale: -0.5 * Math.log(det),
  };
};

/** Squared Mahalanobis distance of a pixel's colour. */
export const colourDistance = (model: ColourModel, lab: LabPlanes, i: number): number => {
  const d0 = lab[0].data[i]! - model.mean[0];
  const d1 = lab[1].data[i]! - model.mean[1];
  const d2 = lab[2].data[i]! - model.mean[2];
  const m = model.inverse;
  return m[0] * d0 * d0 + m[3] * d1 * d1 + m[5] * d2 * d2 + 2 * (m[1] * d0 * d1 + m[2] * d0 * d2 + m[4] * d1 * d2);
};

/** Log likelihood up to a constant that all models share. */
export const colourLikelihood = (model: ColourModel, lab: LabPlanes, i: number): number =>
  model.logScale - 0.5 * colourDistance(model, lab, i);

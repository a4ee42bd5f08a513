import { boxMean } from './box.ts';
import { shrinkChannels } from './picture.ts';
import type { Channels } from './picture.ts';
import { clamp01, plane, resizePlane, shrinkPlane } from './plane.ts';
import type { Plane } from './plane.ts';

/** Coefficients are found on the picture reduced by this much; they vary slowly (He and Sun, 2015). */
const reduction = 2;
const keptPixelsMax = 40_000;

export interface GuidedOptions {
  /** Window, picture pixels. */
  readonly radius: number;
  /** Variance of the guide (0..1 values) below which it counts as flat. */
  readonly flatness: number;
}

const product = (a: Plane, b: Plane): Plane => {
  const result = plane(a.width, a.height);
  for (let i = 0; i < a.data.length; i++) {
    result.data[i] = a.data[i]! * b.data[i]!;
  }
  return result;
};

/** What the filter needs of the guide alone: the same for every matte over one picture. */
interface Guide {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly small: readonly Plane[];
  readonly mean: readonly Plane[];
  /** Means of the products R², RG, RB, G², GB, B². */
  readonly second: readonly Plane[];
}

const guides = new WeakMap<Channels, Map<number, Guide>>();

const pairs = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
] as const;

const guideOf = (picture: Channels, radius: number): Guide => {
  const known = guides.get(picture) ?? new Map<number, Guide>();
  guides.set(picture, known);
  let guide = known.get(radius);
  if (guide === undefined) {
    const width = Math.ceil(picture[0].width / reduction);
    const height = Math.ceil(picture[0].height / reduction);
    const small = shrinkChannels(picture, width, height);
    guide = {
      width,
      height,
      radius,
      small,
      mean: small.map((c) => boxMean(c, radius)),
      second: pairs.map(([a, b]) => boxMean(product(small[a]!, small[b]!), radius)),
    };
    // Full-size guides are large and seldom asked for twice: only small pictures' are kept.
    if (width * height < keptPixelsMax) {
      known.set(radius, guide);
    }
  }
  return guide;
};

/**
 * Guided filter with the colour picture as guide (He, Sun and Tang, 2013): the matte becomes, window by window, a linear
 * function of R, G, B, so that its edges fall where the picture has them.
 */
export const guidedFilter = (picture: Channels, matte: Plane, { radius, flatness }: GuidedOptions): Plane => {
  const { width, height } = picture[0];
  const guide = guideOf(picture, Math.max(1, Math.round(radius / reduction)));
  const { width: w, height: h, radius: r, small, mean, second } = guide;
  const p = shrinkPlane(matte, w, h);
  const meanP = boxMean(p, r);
  const meanIp = small.map((c) => boxMean(product(c, p), r));
  const a = [plane(w, h), plane(w, h), plane(w, h)];
  const b = plane(w, h);
  for (let i = 0; i < w * h; i++) {
    const [m0, m1, m2] = [mean[0]!.data[i]!, mean[1]!.data[i]!, mean[2]!.data[i]!];
    const mp = meanP.data[i]!;
    const s00 = second[0]!.data[i]! - m0 * m0 + flatness;
    const s01 = second[1]!.data[i]! - m0 * m1;
    const s02 = second[2]!.data[i]! - m0 * m2;
    const s11 = second[3]!.data[i]! - m1 * m1 + flatness;
    const s12 = second[4]!.data[i]! - m1 * m2;
    const s22 = second[5]!.data[i]! - m2 * m2 + flatness;
    const c0 = meanIp[0]!.data[i]! - m0 * mp;
    const c1 = meanIp[1]!.data[i]! - m1 * mp;
    const c2 = meanIp[2]!.data[i]! - m2 * mp;
    // Inverse of the symmetric 3×3 by cofactors; `flatness` keeps the determinant away from zero.
    const k00 = s11 * s22 - s12 * s12;
    const k01 = s02 * s12 - s01 * s22;
    const k02 = s01 * s12 - s02 * s11;
    const k11 = s00 * s22 - s02 * s02;
    const k12 = s01 * s02 - s00 * s12;
    const k22 = s00 * s11 - s01 * s01;
    const scale = 1 / (s00 * k00 + s01 * k01 + s02 * k02);
    const a0 = (k00 * c0 + k01 * c1 + k02 * c2) * scale;
    const a1 = (k01 * c0 + k11 * c1 + k12 * c2) * scale;
    const a2 = (k02 * c0 + k12 * c1 + k22 * c2) * scale;
    a[0]!.data[i] = a0;
    a[1]!.data[i] = a1;
    a[2]!.data[i] = a2;
    b.data[i] = mp - a0 * m0 - a1 * m1 - a2 * m2;
  }
  const large = [...a, b].map((c) => resizePlane(boxMean(c, r), width, height));
  const result = plane(width, height);
  for (let i = 0; i < result.data.length; i++) {
    result.data[i] = clamp01(
      large[0]!.data[i]! * picture[0].data[i]! +
        large[1]!.data[i]! * picture[1].data[i]! +
        large[2]!.data[i]! * picture[2].data[i]! +
        large[3]!.data[i]!,
    );
  }
  return result;
};

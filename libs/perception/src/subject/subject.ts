import { boxMean } from '../image/box.ts';
import { componentsOf, weigh } from '../image/components.ts';
import { labOf } from '../image/lab.ts';
import { shrinkChannels } from '../image/picture.ts';
import type { Channels } from '../image/picture.ts';
import { mapPlane, plane, shrinkPlane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import type { Point } from '../image/region.ts';
import { segment } from '../image/segment.ts';
import { findObject } from '../object/object.ts';
import { focusOf, saliencyOf } from './saliency.ts';

const workPx = 256;
/** A subject fills more than this part of the picture, and less than that. */
const areaMin = 0.004;
const areaMax = 0.75;
const confidenceMin = 0.25;

/** The thing that a picture without people is about; undefined when nothing stands out. */
export const findThing = (
  picture: Channels,
  sky: Plane | undefined,
): { readonly matte: Plane; readonly confidence: number } | undefined => {
  const { width, height } = picture[0];
  const scale = Math.min(1, workPx / Math.max(width, height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const small = shrinkChannels(picture, w, h);
  const lab = labOf(small);
  const saliency = saliencyOf(lab, focusOf(detailOf(picture, w, h)), sky && shrinkPlane(sky, w, h));
  const threshold = otsu(saliency);
  const prior = mapPlane(saliency, (v) => Math.max(-3, Math.min(3, 9 * (v - threshold))));
  const rough = largestParts(
    segment(small, lab, prior, { colourMax: 2, neighbours: 2, radius: 4, rounds: 3 }),
    saliency,
  );
  const area = rough.data.reduce((sum, v) => sum + v, 0) / rough.data.length;
  if (area < areaMin || area > areaMax) {
    return undefined;
  }
  const confidence = contrastOf(rough, saliency);
  if (confidence < confidenceMin) {
    return undefined;
  }
  // The salient area is where to look; what stands there is parted from its own surroundings.
  const object = findObject(picture, boxAround(rough), rough);
  return (
    object && {
      matte: sky === undefined ? object.matte : mapPlane(object.matte, (v, i) => v * (1 - sky.data[i]!)),
      confidence,
    }
  );
};

/** Corners of the box around what is inside, a margin added, in fractions. */
const boxAround = ({ width, height, data }: Plane): readonly Point[] => {
  let [left, right, top, bottom] = [width, 0, height, 0];
  data.forEach((v, i) => {
    if (v >= 0.5) {
      const x = i % width;
      const y = Math.floor(i / width);
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  });
  const margin = 0.03 * Math.max(right - left, bottom - top);
  const x0 = Math.max(0, (left - margin) / width);
  const x1 = Math.min(1, (right + margin) / width);
  const y0 = Math.max(0, (top - margin) / height);
  const y1 = Math.min(1, (bottom + margin) / height);
  return [
    { x: x0, y: y0 },
    { x: x1, y: y0 },
    { x: x1, y: y1 },
    { x: x0, y: y1 },
  ];
};

/** Mean absolute second difference of the full-size luminance, per small pixel. */
const detailOf = (picture: Channels, width: number, height: number): Plane => {
  const g = picture[1];
  const detail = plane(g.width, g.height);
  for (let y = 1; y < g.height - 1; y++) {
    for (let x = 1; x < g.width - 1; x++) {
      const i = y * g.width + x;
      const centre = 4 * g.data[i]!;
      detail.data[i] = Math.abs(centre - g.data[i - 1]! - g.data[i + 1]! - g.data[i - g.width]! - g.data[i + g.width]!);
    }
  }
  return shrinkPlane(detail, width, height);
};

/** Otsu's threshold (1979): the value that parts a plane of 0..1 into the two tightest groups. */
const otsu = (source: Plane): number => {
  const bins = new Float64Array(64);
  for (const v of source.data) {
    bins[Math.min(63, Math.floor(v * 64))]! += 1;
  }
  const total = source.data.length;
  const sum = bins.reduce((s, n, k) => s + n * k, 0);
  let [below, sumBelow, best, at] = [0, 0, -1, 32];
  bins.forEach((n, k) => {
    below += n;
    sumBelow += n * k;
    if (below === 0 || below === total) {
      return;
    }
    const between = below * (total - below) * (sumBelow / below - (sum - sumBelow) / (total - below)) ** 2;
    if (between > best) {
      best = between;
      at = k;
    }
  });
  return (at + 0.5) / 64;
};

/** Keeps connected parts that hold a fair share of the salience; crumbs go. */
const largestParts = (inside: Plane, saliency: Plane): Plane => {
  const components = componentsOf(inside);
  const weights = weigh(components, saliency);
  const least = 0.3 * Math.max(0, ...weights);
  const kept = mapPlane(inside, (_, i) => ((weights[components.label[i]!] ?? -1) >= least ? 1 : 0));
  const around = boxMean(kept, 2);
  return mapPlane(inside, (v, i) => (around.data[i]! > 0 ? v : 0));
};

/** Mean salience inside less mean salience outside. */
const contrastOf = (inside: Plane, saliency: Plane): number => {
  let [sumIn, weightIn, sumOut, weightOut] = [0, 0, 0, 0];
  inside.data.forEach((v, i) => {
    sumIn += v * saliency.data[i]!;
    weightIn += v;
    sumOut += (1 - v) * saliency.data[i]!;
    weightOut += 1 - v;
  });
  return sumIn / Math.max(1, weightIn) - sumOut / Math.max(1, weightOut);
};

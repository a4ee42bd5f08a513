import { boxMean } from '../image/box.ts';
import { labOf } from '../image/lab.ts';
import { colourDistance } from '../image/colour-model.ts';
import { tidyParts } from '../image/components.ts';
import { fitMixture } from '../image/mixture.ts';
import { shrinkChannels } from '../image/picture.ts';
import type { Channels } from '../image/picture.ts';
import { mapPlane, plane, resizePlane, sample, smoothstep } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { refineMatte } from '../image/refine.ts';
import { fillPolygon } from '../image/region.ts';
import type { Point } from '../image/region.ts';
import { segment } from '../image/segment.ts';
import { barrierToBorder } from '../subject/barrier.ts';
import { normalise } from '../subject/saliency.ts';

const workPx = 256;

/** The thing inside a polygon or box drawn around it (fractions of the picture); undefined when it stands out from nothing. */
export const findObject = (
  picture: Channels,
  gesture: readonly Point[],
  /** What is known before, 0..1 over the whole picture at any size. */
  hint?: Plane,
): { readonly matte: Plane; readonly confidence: number } | undefined => {
  const { width, height } = picture[0];
  const xs = gesture.map((p) => p.x * width);
  const ys = gesture.map((p) => p.y * height);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  // Enough of the surroundings to learn what the thing is not.
  const margin = 0.35 * Math.max(right - left, bottom - top);
  const window = {
    x: Math.max(0, Math.floor(left - margin)),
    y: Math.max(0, Math.floor(top - margin)),
    right: Math.min(width, Math.ceil(right + margin)),
    bottom: Math.min(height, Math.ceil(bottom + margin)),
  };
  const part = cut(picture, window);
  const [pw, ph] = [part[0].width, part[0].height];
  if (pw < 8 || ph < 8) {
    return undefined;
  }
  const scale = Math.min(1, workPx / Math.max(pw, ph));
  const [w, h] = [Math.max(4, Math.round(pw * scale)), Math.max(4, Math.round(ph * scale))];
  const small = shrinkChannels(part, w, h);
  const lab = labOf(small);
  const drawn = fillPolygon(
    w,
    h,
    gesture.map((p) => ({ x: ((p.x * width - window.x) * w) / pw, y: ((p.y * height - window.y) * h) / ph })),
  );
  const outside = mapPlane(drawn, (v) => 1 - Math.min(1, v));
  const steps = lab.map(barrierToBorder);
  const barrier = normalise(mapPlane(steps[0]!, (v, i) => v + 2 * (steps[1]!.data[i]! + steps[2]!.data[i]!)));
  // People draw with a margin: the outline's own rim is rather not the thing, its middle rather is.
  const extent = Math.min(((right - left) * w) / pw, ((bottom - top) * h) / ph);
  const depth = boxMean(boxMean(drawn, Math.max(1, Math.round(0.12 * extent))), Math.max(1, Math.round(0.12 * extent)));
  const around = fitMixture(lab, outside.data, 8, 0.02);
  const prior = mapPlane(drawn, (v, i) => {
    if (v < 0.5) {
      return -8;
    }
    const unlike = smoothstep(3, 16, Math.min(...around.parts.map(({ model }) => colourDistance(model, lab, i))));
    const middle = smoothstep(0.55, 0.98, depth.data[i]!);
    const fresh = 2.5 * (unlike - 0.5) + 2.5 * (barrier.data[i]! - 0.35) + 1.2 * (middle - 0.5);
    if (hint === undefined) {
      return fresh;
    }
    const u = (window.x + (((i % w) + 0.5) * pw) / w) / width;
    const v0 = (window.y + ((Math.floor(i / w) + 0.5) * ph) / h) / height;
    return fresh + 4 * sample(hint, u * hint.width - 0.5, v0 * hint.height - 0.5) - 2;
  });
  const parted = segment(small, lab, prior, { colourMax: 5, neighbours: 2, radius: 3, rounds: 4, outside });
  const rough = tidyParts(parted, 0.1);
  let [inside, area] = [0, 0];
  rough.data.forEach((v, i) => {
    inside += v * Math.min(1, drawn.data[i]!);
    area += Math.min(1, drawn.data[i]!);
  });
  const share = area === 0 ? 0 : inside / area;
  if (share < 0.03) {
    return undefined;
  }
  const refined = refineMatte(part, resizePlane(rough, pw, ph), 0.012 * Math.max(width, height));
  const matte = plane(width, height);
  for (let y = 0; y < ph; y++) {
    matte.data.set(refined.data.subarray(y * pw, (y + 1) * pw), (y + window.y) * width + window.x);
  }
  return { matte, confidence: decidedness(rough) };
};

interface Window {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

const cut = (picture: Channels, { x, y, right, bottom }: Window): Channels => {
  const one = (source: Plane): Plane => {
    const result = plane(right - x, bottom - y);
    for (let row = 0; row < result.height; row++) {
      const start = (y + row) * source.width;
      result.data.set(source.data.subarray(start + x, start + right), row * result.width);
    }
    return result;
  };
  return [one(picture[0]), one(picture[1]), one(picture[2])];
};

/** 1 when every pixel is clearly in or out. */
const decidedness = (rough: Plane): number =>
  rough.data.reduce((sum, v) => sum + Math.abs(2 * v - 1), 0) / rough.data.length;

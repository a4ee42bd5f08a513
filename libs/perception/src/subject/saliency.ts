import { boxMean } from '../image/box.ts';
import { colourDistance, fitColour } from '../image/colour-model.ts';
import type { LabPlanes } from '../image/lab.ts';
import { clamp01, mapPlane, plane, smoothstep } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { barrierToBorder } from './barrier.ts';

/** Scaled so that the 98th percentile is 1. */
export const normalise = (source: Plane): Plane => {
  const sorted = Float32Array.from(source.data).sort();
  const top = Math.max(1e-6, sorted[Math.floor(0.98 * (sorted.length - 1))]!);
  return mapPlane(source, (v) => clamp01(v / top));
};

/** How unlike the colours of each side's border strip a pixel is; the likest of the four sides is left out of account. */
const unlikeBorder = (lab: LabPlanes): Plane => {
  const { width, height } = lab[0];
  const depth = Math.max(2, Math.round(0.06 * Math.max(width, height)));
  const strips: ((x: number, y: number) => boolean)[] = [
    (_x, y) => y < depth,
    (_x, y) => y >= height - depth,
    (x) => x < depth,
    (x) => x >= width - depth,
  ];
  const maps = strips.map((within) => {
    const weights = new Float32Array(width * height);
    for (let i = 0; i < weights.length; i++) {
      weights[i] = within(i % width, Math.floor(i / width)) ? 1 : 0;
    }
    const model = fitColour(lab, weights, 0.03)!;
    return normalise(mapPlane(lab[0], (_, i) => Math.sqrt(colourDistance(model, lab, i))));
  });
  return mapPlane(plane(width, height), (_, i) => {
    const values = maps.map((m) => m.data[i]!);
    const three = (values.reduce((sum, v) => sum + v, 0) - Math.max(...values)) / 3;
    // Likeness to any one side speaks for background, to several the more.
    return 0.6 * Math.min(...values) + 0.4 * three;
  });
};

/** Fine contrast, spread over its surroundings: where the lens was focused. `detail` is per pixel, same size. */
export const focusOf = (detail: Plane): Plane => {
  const radius = Math.max(2, Math.round(0.025 * Math.max(detail.width, detail.height)));
  return normalise(boxMean(boxMean(detail, radius), radius));
};

/**
 * What a picture is about when no person is: not part of the border's background, unlike it in colour, in focus, near
 * the middle, not sky. 0..1.
 */
export const saliencyOf = (lab: LabPlanes, focus: Plane, sky: Plane | undefined): Plane => {
  const { width, height } = lab[0];
  const barriers = lab.map((channel, c) => mapPlane(barrierToBorder(channel), (v) => v * (c === 0 ? 1 : 2)));
  const barrier = normalise(mapPlane(barriers[0]!, (v, i) => v + barriers[1]!.data[i]! + barriers[2]!.data[i]!));
  const unlike = normalise(unlikeBorder(lab));
  // Focus tells something only when part of the picture is soft.
  const mean = focus.data.reduce((sum, v) => sum + v, 0) / focus.data.length;
  const uneven = smoothstep(0.55, 0.25, mean);
  return normalise(
    mapPlane(barrier, (v, i) => {
      const x = ((i % width) + 0.5) / width - 0.5;
      const y = (Math.floor(i / width) + 0.5) / height - 0.5;
      const middle = Math.exp(-(x * x + y * y) / 0.18);
      const sharp = 1 - uneven + uneven * (0.15 + 0.85 * focus.data[i]!);
      return (0.55 * v + 0.45 * unlike.data[i]!) * (0.35 + 0.65 * middle) * sharp * (1 - (sky?.data[i] ?? 0));
    }),
  );
};
